"""The entry: ``python -m resnet_desktop``, the ``resnet-desktop`` command and the packaged program start here."""

import multiprocessing
import os
import sys

_logged: list[str] = []


def main() -> int:
    """Run the command line.

    ``freeze_support`` comes before everything else: in the packaged program the child process of a fine-tuning starts
    here too, and must become that child before any argument is read.

    Returns:
        The exit status.
    """
    multiprocessing.freeze_support()
    if sys.stderr is None:  # a windowed program on Windows has neither; what is written there is for nobody
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  to the process's end
    from resnet_desktop.cli import main as run_command  # noqa: PLC0415  a child process must not import the commands

    return run_command(start_log=_start_log)


def _start_log(part: str) -> None:
    """Start the log the first time; the second would write each line twice."""
    if not _logged:
        from resnet_desktop.diagnosis.log import start_log  # noqa: PLC0415  short commands need none

        start_log(part)
        _logged.append(part)


if __name__ == "__main__":
    sys.exit(main())
