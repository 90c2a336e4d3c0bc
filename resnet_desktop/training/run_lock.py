"""One process trains a run: a lock in the run's folder, which the system takes back when that process dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from resnet_desktop import paths
from resnet_desktop.errors import UserError

_NAME = "training.lock"
PATIENCE_S = 10.0
"""A process whose window was just closed still writes its checkpoint; who wants to go on waits that long."""


class RunIsTrainingError(UserError):
    """Another process trains this run."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The run {name!r} is being trained by another process: watch it there, or stop it first")
        self.name = name


@contextmanager
def hold_run(folder: Path) -> Iterator[None]:
    """Keep every other process from training a run.

    Args:
        folder: the run's folder.
    Raises:
        RunIsTrainingError: another process trains it.
        OSError: the folder cannot be written.
    """
    with (folder / _NAME).open("a+b") as file:
        deadline = time.monotonic() + PATIENCE_S
        while not _take(file):
            if time.monotonic() > deadline:
                raise RunIsTrainingError(folder.name)
            time.sleep(0.02)
        try:
            yield
        finally:
            _give_back(file)


def run_is_training(name: str) -> bool:
    """Tell whether some process, this one included, trains a run.

    Args:
        name: the run's name; it need not exist.
    """
    try:
        file = (paths.runs_dir() / name / _NAME).open("r+b")
    except OSError:
        return False
    with file:
        if not _take(file):
            return True
        _give_back(file)
        return False


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
