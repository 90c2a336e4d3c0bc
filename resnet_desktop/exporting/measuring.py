"""What an exported file answers, and how fast; runs in a spawned process."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.exporting.running import Predict, open_file
from resnet_desktop.images import UInt8Array

BATCH_SIZES: tuple[int, ...] = (1, 4, 16, 32)
"""Pictures in one call that are timed."""

_CHUNK = 16
_TIME_FOR_EACH_S = 0.6
_FEWEST_TURNS = 3

Report = Callable[[int, int], None]
"""Is told how many pictures of how many were classified."""


@dataclass(frozen=True)
class Measured:
    """What a file did.

    Attributes:
        probabilities: (n, classes) float32, of the pictures in their order.
        milliseconds: for one picture, by the number of pictures in a call; ms.
        runtime: what ran it.
        versions: of the packages that took part.
    """

    probabilities: NDArray[np.float32]
    milliseconds: Mapping[int, float]
    runtime: str
    versions: Mapping[str, str]


def measure(name: str, path: Path, pictures: UInt8Array, report: Report) -> Measured:
    """Run a file on pictures.

    Args:
        name: of the format.
        path: the file or folder.
        pictures: (n, size, size, 3) uint8 RGB.
        report: called after each handful of pictures.
    Raises:
        FaceError: the file's inputs or outputs are not those of every export.
    """
    running = open_file(name, path)
    answers = []
    for start in range(0, len(pictures), _CHUNK):
        answers.append(running.predict(pictures[start : start + _CHUNK]))
        report(min(start + _CHUNK, len(pictures)), len(pictures))
    milliseconds = {
        size: _time(running.predict, np.resize(pictures, (size, *pictures.shape[1:]))) for size in BATCH_SIZES
    }
    return Measured(np.concatenate(answers), milliseconds, running.runtime, dict(running.versions))


def _time(predict: Predict, batch: UInt8Array) -> float:
    """The time for one picture of a batch, ms: the middle one of several turns, behind one that does not count."""
    predict(batch)
    turns: list[float] = []
    while len(turns) < _FEWEST_TURNS or sum(turns) < _TIME_FOR_EACH_S:
        started = time.perf_counter()
        predict(batch)
        turns.append(time.perf_counter() - started)
    return 1000 * median(turns) / len(batch)
