"""The entry: ``python -m resnet_desktop``, the ``resnet-desktop`` command and the packaged program start here."""

import multiprocessing
import sys


def main() -> int:
    """Run the command line.

    ``freeze_support`` comes before everything else: in the packaged program the child process of a fine-tuning starts
    here too, and must become that child before any argument is read.

    Returns:
        The exit status.
    """
    multiprocessing.freeze_support()
    from resnet_desktop.cli import main as run_command  # noqa: PLC0415  a child process must not import the commands

    return run_command()


if __name__ == "__main__":
    sys.exit(main())
