"""What a sweep found: each block's share in the answer, counted picture by picture, and kept as CSV."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.errors import UserError
from resnet_desktop.images import PictureError
from resnet_desktop.paths import write_atomically


@dataclass(frozen=True)
class BlockOutcome:
    """What happens without one block.

    Attributes:
        name: of the block.
        change: how much the probability of the class that was first with all blocks rises, mean, -1 to 1.
        changed: pictures whose first class is another.
        right: pictures with a known class whose first class is that one.
        first: index of the first class where there is one picture only, else None.
    """

    name: str
    change: float
    changed: int
    right: int
    first: int | None


@dataclass(frozen=True)
class Sweep:
    """What happens without each of the identity blocks alone.

    Attributes:
        outcomes: of each block, from the input on.
        pictures: how many were classified.
        probability: of the first class with all blocks, mean, 0 to 1.
        first: index of that class where there is one picture only, else None.
        judged: pictures whose class is known.
        right: those of them that are right with all blocks.
        broken: pictures that could not be read.
    """

    outcomes: tuple[BlockOutcome, ...]
    pictures: int
    probability: float
    first: int | None
    judged: int
    right: int
    broken: tuple[tuple[Path, PictureError], ...]

    @property
    def accuracy(self) -> float | None:
        """The share that is right with all blocks; None where no class is known."""
        return self.right / self.judged if self.judged else None

    def accuracy_without(self, outcome: BlockOutcome) -> float | None:
        """The share that is right without a block; None where no class is known."""
        return outcome.right / self.judged if self.judged else None


class SweepTally:
    """Counts picture by picture.

    Attributes:
        broken: pictures that could not be read, each with its error.
    """

    def __init__(self, blocks: Sequence[str]) -> None:
        self.broken: list[tuple[Path, PictureError]] = []
        self._blocks = tuple(blocks)
        self._pictures = self._judged = self._right = 0
        self._probability = 0.0
        self._firsts: list[int] = []
        self._changes = np.zeros(len(blocks))
        self._changed, self._rights = np.zeros(len(blocks), np.int64), np.zeros(len(blocks), np.int64)

    def add(self, probabilities: FloatArray, truth: int | None) -> None:
        """Count a picture.

        Args:
            probabilities: (1 + blocks, classes) with all blocks, then without each.
            truth: index of its class, where that is known.
        """
        firsts = probabilities.argmax(axis=1)
        of_first = probabilities[:, firsts[0]].astype(np.float64)
        self._pictures += 1
        self._probability += float(of_first[0])
        self._changes += of_first[1:] - of_first[0]
        self._changed += firsts[1:] != firsts[0]
        self._firsts = [int(first) for first in firsts]
        if truth is not None:
            self._judged += 1
            self._right += int(firsts[0] == truth)
            self._rights += firsts[1:] == truth

    @property
    def sweep(self) -> Sweep:
        """What is known now."""
        count = max(1, self._pictures)
        firsts: Sequence[int | None] = self._firsts if self._pictures == 1 else [None] * (1 + len(self._blocks))
        changes = (self._changes / count).tolist()
        counts = zip(self._blocks, changes, self._changed.tolist(), self._rights.tolist(), firsts[1:], strict=True)
        outcomes = tuple(BlockOutcome(*each) for each in counts)
        return Sweep(
            outcomes, self._pictures, self._probability / count, firsts[0], self._judged, self._right,
            tuple(self.broken),
        )  # fmt: skip


class SweepSavingError(UserError):
    """A sweep cannot be saved."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"The sweep could not be saved as {path}: {reason}. Choose another place.")


def to_csv(sweep: Sweep) -> str:
    """Write a sweep as CSV: all blocks first, then without each; shares are 0 to 1, what is not known is empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ("without", "pictures", "probability", "change", "first_class_changed", "known_classes", "right", "accuracy")
    )
    shares = (f"{sweep.probability:.6f}", f"{0:.6f}", 0)
    writer.writerow(("", sweep.pictures, *shares, *_judged(sweep, sweep.right)))
    for each in sweep.outcomes:
        shares = (f"{sweep.probability + each.change:.6f}", f"{each.change:.6f}", each.changed)
        writer.writerow((each.name, sweep.pictures, *shares, *_judged(sweep, each.right)))
    return text.getvalue()


def save_csv(path: Path, sweep: Sweep) -> None:
    """Save a sweep as CSV.

    Raises:
        SweepSavingError: the file cannot be written; an old one is untouched.
    """
    try:
        write_atomically(path, to_csv(sweep).encode())
    except OSError as error:
        raise SweepSavingError(path, error) from error


def _judged(sweep: Sweep, right: int) -> tuple[object, ...]:
    return (sweep.judged, right, f"{right / sweep.judged:.6f}") if sweep.judged else ("", "", "")
