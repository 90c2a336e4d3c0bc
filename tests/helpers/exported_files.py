"""Work for the spawned process of an export, as tests want it: several files in one process, next to no timing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from resnet_desktop.exporting import measuring
from resnet_desktop.exporting.measuring import Measured
from resnet_desktop.images import UInt8Array

Report = Callable[[int, int], None]


def measure_quickly(name: str, path: Path, pictures: UInt8Array, report: Report) -> Measured:
    """Be `measure` without many turns."""
    measuring.BATCH_SIZES, measuring._TIME_FOR_EACH_S, measuring._FEWEST_TURNS = (1, 4), 0.0, 1
    return measuring.measure(name, path, pictures, report)


def measure_several(files: Sequence[tuple[str, Path]], pictures: UInt8Array, report: Report) -> list[Measured]:
    """Run files of several formats; TensorFlow is loaded once."""
    return [measure_quickly(name, path, pictures, report) for name, path in files]


def die_at_once(*_: object) -> None:
    """Be the entry of a process that dies while it comes up."""
    import os

    os._exit(4)


def crash(_report: Report) -> None:
    """Die without a word."""
    import os

    os._exit(3)


def wait_for_ever(started: Path, _report: Report) -> None:
    """Leave a sign and never end."""
    import threading

    started.touch()
    threading.Event().wait()
