"""One process trains a run: a lock in the run's folder, which the system takes back when that process dies."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resnet_desktop import file_lock, paths
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
        while not file_lock.take(file):
            if time.monotonic() > deadline:
                raise RunIsTrainingError(folder.name)
            time.sleep(0.02)
        try:
            yield
        finally:
            file_lock.give_back(file)


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
        if not file_lock.take(file):
            return True
        file_lock.give_back(file)
        return False
