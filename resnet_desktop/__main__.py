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
    from resnet_desktop import cli  # noqa: PLC0415  a child of multiprocessing must not import the command line

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
