"""What counts of right and wrong answers come to: scores of classes, how sure is sure, and what chance may do."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

BINS = 10
"""Intervals of confidence, each 10 % wide."""

_Z = 1.959964  # 19 times out of 20 within


class Bin(NamedTuple):
    """The pictures of one interval of confidence.

    Attributes:
        low: where it begins, 0 to 1.
        high: where it ends.
        confidence: their mean confidence, 0 to 1.
        accuracy: the part of them that is right, 0 to 1.
        pictures: how many there are, from 1.
    """

    low: float
    high: float
    confidence: float
    accuracy: float
    pictures: int


class ClassScore(NamedTuple):
    """How well one class is told from the others; parts are 0 to 1, and 0 where there is nothing to divide by.

    Attributes:
        label: index of the class; -1 for a mean over classes.
        precision: the part that is right of the pictures that are called so.
        recall: the part that is found of the pictures that are so.
        f1: the harmonic mean of both.
        support: pictures that are so.
    """

    label: int
    precision: float
    recall: float
    f1: float
    support: int


class Confused(NamedTuple):
    """How often one class is taken for another.

    Attributes:
        truth: index of the true class.
        predicted: index of the class it is taken for.
        pictures: how often, from 1.
        share: of the true class's pictures, 0 to 1.
    """

    truth: int
    predicted: int
    pictures: int
    share: float


@dataclass(frozen=True)
class Confusion:
    """Counts of pictures; rows are true classes, columns predicted ones.

    Attributes:
        counts: (classes, classes).
    """

    counts: tuple[tuple[int, ...], ...]

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[int, int]], classes: int) -> "Confusion":
        """Count (true, predicted) pairs."""
        rows = [[0] * classes for _ in range(classes)]
        for truth, predicted in pairs:
            rows[truth][predicted] += 1
        return cls(tuple(map(tuple, rows)))

    @cached_property
    def supports(self) -> tuple[int, ...]:
        """Pictures of each true class."""
        return tuple(map(sum, self.counts))

    @cached_property
    def calls(self) -> tuple[int, ...]:
        """Pictures that are called each class."""
        return tuple(map(sum, zip(*self.counts, strict=True)))

    @cached_property
    def pictures(self) -> int:
        """All of them."""
        return sum(self.supports)

    @cached_property
    def right(self) -> int:
        """Those on the diagonal."""
        return sum(row[place] for place, row in enumerate(self.counts))

    def share(self, truth: int, predicted: int) -> float:
        """The part of a true class's pictures that is called so, 0 to 1."""
        return _part(self.counts[truth][predicted], self.supports[truth])

    @cached_property
    def scores(self) -> tuple[ClassScore, ...]:
        """The scores of each class, in the order of the classes."""
        return tuple(self._score(index) for index in range(len(self.counts)))

    def prepare(self) -> None:
        """Compute everything now, which takes a third of a second with 1,000 classes; for tasks."""
        _ = self.scores, self.confused, self.highest

    def mean(self, *, is_weighted: bool = False) -> ClassScore:
        """Average the scores over the classes that have pictures.

        Args:
            is_weighted: each class counts as often as it has pictures; else all count alike.
        """
        scores = [score for score in self.scores if score.support]
        weights = [score.support if is_weighted else 1 for score in scores]
        total = max(sum(weights), 1)
        precision, recall, f1 = (
            sum(weight * score[field] for weight, score in zip(weights, scores, strict=True)) / total
            for field in (1, 2, 3)
        )
        return ClassScore(-1, precision, recall, f1, self.pictures)

    @cached_property
    def highest(self) -> int:
        """The largest count of a cell."""
        return max((max(row) for row in self.counts), default=0)

    @cached_property
    def confused(self) -> tuple[Confused, ...]:
        """The pairs of classes that are confused at all, the most frequent first."""
        wrong = [
            Confused(truth, predicted, number, self.share(truth, predicted))
            for truth, row in enumerate(self.counts)
            for predicted, number in enumerate(row)
            if number and truth != predicted
        ]
        return tuple(sorted(wrong, key=lambda each: (-each.pictures, -each.share, each[:2])))

    def _score(self, index: int) -> ClassScore:
        right, support, calls = self.counts[index][index], self.supports[index], self.calls[index]
        return ClassScore(index, _part(right, calls), _part(right, support), _part(2 * right, calls + support), support)


def bins_of_pictures(answers: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Compare how sure a model was with how often it was right.

    Args:
        answers: (confidence 0 to 1, whether it was right) of each picture.
    Returns:
        The intervals that have pictures, ascending.
    Source:
        Guo et al. 2017, On Calibration of Modern Neural Networks, section 2.
    """
    sums = [[0.0, 0, 0] for _ in range(BINS)]
    for confidence, is_right in answers:
        sums_of_bin = sums[min(int(confidence * BINS), BINS - 1)]
        sums_of_bin[0] += confidence
        sums_of_bin[1] += is_right
        sums_of_bin[2] += 1
    return _bins(sums)


def bins_of_curve(right: Sequence[int], wrong: Sequence[int]) -> tuple[Bin, ...]:
    """Make the same of the counts of an `AccuracyCurve`, whose confidences are known to half a percent."""
    steps = len(right) - 1
    sums = [[0.0, 0, 0] for _ in range(BINS)]
    for place, (rights, wrongs) in enumerate(zip(right, wrong, strict=True)):
        sums_of_bin = sums[min(place * BINS // steps, BINS - 1)]
        sums_of_bin[0] += min((place + 0.5) / steps, 1.0) * (rights + wrongs)
        sums_of_bin[1] += rights
        sums_of_bin[2] += rights + wrongs
    return _bins(sums)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance of confidence and accuracy over the pictures, 0 to 1."""
    pictures = sum(each.pictures for each in bins)
    return sum(each.pictures * abs(each.confidence - each.accuracy) for each in bins) / max(pictures, 1)


def likely_range(right: int, pictures: int) -> tuple[float, float]:
    """Say where the true accuracy lies, 19 times out of 20, when so many of so many pictures were right.

    Args:
        right: 0 to ``pictures``.
        pictures: from 0; without any everything is possible.
    Returns:
        Low and high, 0 to 1.
    Source:
        Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference.
    """
    if not pictures:
        return 0.0, 1.0
    part, spread = right / pictures, _Z**2 / pictures
    middle = part + spread / 2
    half = _Z * math.sqrt(part * (1 - part) / pictures + spread / (4 * pictures))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return (0.0 if right == 0 else max(low, 0.0)), (1.0 if right == pictures else min(high, 1.0))


def _bins(sums: Sequence[Sequence[float]]) -> tuple[Bin, ...]:
    return tuple(
        Bin(place / BINS, (place + 1) / BINS, confidence / number, right / number, int(number))
        for place, (confidence, right, number) in enumerate(sums)
        if number
    )


def _part(number: int, total: int) -> float:
    return number / total if total else 0.0
