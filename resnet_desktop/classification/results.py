"""What classification finds out about a picture."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True)
class Prediction:
    """One class for one picture.

    Attributes:
        label: the class's name.
        index: its place among the network's outputs, from 0.
        probability: 0 to 1.
    """

    label: str
    index: int
    probability: float


@dataclass(frozen=True, eq=False)
class Result:
    """One picture's classes, or the reason why there are none.

    All probabilities are kept, so that more classes can be shown without classifying again.

    Attributes:
        path: the file, as it was given.
        width: upright width of the picture, px; 0 with an error.
        height: upright height of the picture, px; 0 with an error.
        probabilities: (classes,) float32, 0 to 1; None with an error.
        labels: the classes' names in the order of the probabilities; one tuple for all results.
        error: one sentence for a person, or None.
    """

    path: Path
    width: int = 0
    height: int = 0
    probabilities: FloatArray | None = None
    labels: tuple[str, ...] = ()
    error: str | None = None

    @classmethod
    def failed(cls, path: Path, reason: str) -> "Result":
        """Make the result of a file that gave no classes."""
        return cls(path, error=reason)

    @property
    def is_error(self) -> bool:
        """Whether there are no classes."""
        return self.error is not None

    def top(self, k: int) -> tuple[Prediction, ...]:
        """Rank the classes.

        Args:
            k: how many are wanted, from 1.
        Returns:
            The k most probable classes, the first ones among equals; fewer where there are fewer, none with an error.
        """
        if self.probabilities is None:
            return ()
        order = np.argsort(-self.probabilities, kind="stable")[:k]
        return tuple(Prediction(self.labels[index], int(index), float(self.probabilities[index])) for index in order)
