"""What classification finds out about a picture."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
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

    All probabilities are kept, so that more classes can be shown without classifying again; `trimmed` keeps the best.

    Attributes:
        path: the file, as it was given.
        width: upright width of the picture, px; 0 with an error.
        height: upright height of the picture, px; 0 with an error.
        probabilities: (classes,) float32, 0 to 1, in the order of the network's outputs; None with an error. Of a
            trimmed result (kept,), the largest first.
        labels: the classes' names in the order of the network's outputs; one tuple for all results.
        error: one sentence for a person, or None.
        indices: (kept,) the trimmed probabilities' places among the network's outputs; None while all are there.
    """

    path: Path
    width: int = 0
    height: int = 0
    probabilities: FloatArray | None = None
    labels: tuple[str, ...] = ()
    error: str | None = None
    indices: NDArray[np.intp] | None = None

    @classmethod
    def failed(cls, path: Path, reason: str) -> "Result":
        """Make the result of a file that gave no classes."""
        return cls(path, error=reason)

    @property
    def is_error(self) -> bool:
        """Whether there are no classes."""
        return self.error is not None

    @cached_property
    def best(self) -> Prediction | None:
        """The most probable class; None with an error."""
        return next(iter(self.top(1)), None)

    @cached_property
    def margin(self) -> float:
        """How far the best class is ahead of the second, 0 to 1: a class alone by all it has, an error by 0."""
        first, second, *_ = [*(each.probability for each in self.top(2)), 0.0, 0.0]
        return first - second

    def top(self, k: int) -> tuple[Prediction, ...]:
        """Rank the classes.

        Args:
            k: how many are wanted, from 1.
        Returns:
            The k most probable classes, the first ones among equals; fewer where there are fewer, none with an error.
        """
        if self.probabilities is None:
            return ()
        order = self._ranking()[:k]
        places = order if self.indices is None else self.indices[order]
        pairs = zip(places.tolist(), self.probabilities[order].tolist(), strict=True)
        return tuple(Prediction(self.labels[place], place, probability) for place, probability in pairs)

    def trimmed(self, k: int) -> "Result":
        """Keep only the k most probable classes, which is all that lists of very many pictures can afford."""
        if self.probabilities is None or len(self.probabilities) <= k:
            return self
        order = self._ranking()[:k]
        places = order if self.indices is None else self.indices[order]
        return replace(self, probabilities=self.probabilities[order], indices=places)

    def _ranking(self) -> NDArray[np.intp]:
        assert self.probabilities is not None
        return np.argsort(-self.probabilities, kind="stable")


def rank_all(results: Iterable[Result]) -> None:
    """Find `best` and `margin` of many results at once, several times faster than one by one, and keep them in each.

    Args:
        results: those with an error, or with one class only, are left as they are.
    """
    by_count: dict[int, list[Result]] = {}
    for result in results:
        if result.probabilities is not None and len(result.probabilities) > 1:
            by_count.setdefault(len(result.probabilities), []).append(result)
    for group in by_count.values():
        values = np.stack([result.probabilities for result in group if result.probabilities is not None])
        firsts = values.argmax(axis=1)  # the first one among equals, as a stable sort has it
        highest = np.take_along_axis(values, firsts[:, None], axis=1)[:, 0].tolist()
        seconds = np.partition(values, -2, axis=1)[:, -2].tolist()
        for result, first, probability, second in zip(group, firsts.tolist(), highest, seconds, strict=True):
            place = first if result.indices is None else int(result.indices[first])
            # Where the cached properties themselves keep what they found.
            result.__dict__["best"] = Prediction(result.labels[place], place, probability)
            result.__dict__["margin"] = probability - second
