"""How sure is sure: the temperature that makes confidences true, and what a threshold on them costs and brings.

The confidence of a picture is the probability of its most probable class.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from resnet_desktop.errors import UserError
from resnet_desktop.formatting import percent
from resnet_desktop.models import Card
from resnet_desktop.models.errors import shown

LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE = 0.05, 20.0
STEPS = 200
"""Thresholds lie 1/200 = 0.5 % apart."""

_HALVINGS = 40  # of log(20 / 0.05) = 6.0: far below what the pictures can tell
_SMALLEST = np.finfo(np.float32).tiny
_MOST_PICTURES = 10**9  # in one step of a stranger's curve
_EDGES = np.arange(STEPS + 1) / STEPS

Probabilities = npt.NDArray[np.floating]
Labels = npt.NDArray[np.integer]


def calibrated(probabilities: Probabilities, temperature: float) -> npt.NDArray[np.float64]:
    """Divide the logits by a temperature: above 1 the network becomes less sure, below 1 surer.

    The ranking of the classes stays. An engine does the same with the temperature on a model's card.

    Args:
        probabilities: (n, classes), 0 to 1, of a softmax; 0 counts as 1.2e-38, the smallest normal float32.
        temperature: above 0.
    Returns:
        (n, classes) float64, 0 to 1, each row 1 in sum: softmax(log(probabilities) / temperature).
    """
    return _softmax(_logits(probabilities) / temperature)


def fit_temperature(probabilities: Probabilities, labels: Labels) -> float:
    """Find the temperature with which the network is as sure as it is right.

    It minimises the mean cross-entropy of `calibrated`. That is convex in 1/T, and its slope is zero where the network
    expects of log(p) what the labels make of it, so halving an interval of log(T) finds the only minimum.

    Args:
        probabilities: (n, classes) of pictures that did not fit the weights; n from 1.
        labels: (n,) their true classes.
    Returns:
        0.05 to 20. These ends come out, and say only that the minimum is there or beyond, where a network is hardly
        sure of anything but nearly always right, or very sure and mostly wrong. When no picture is wrong the
        cross-entropy would fall without end towards complete certainty, which so many pictures cannot prove: then 1.
    Raises:
        ValueError: there are no pictures, or the arrays are not as described.
    Source:
        Guo et al. 2017, On Calibration of Modern Neural Networks, section 4.2.
    """
    _check(probabilities, labels)
    if (probabilities.argmax(axis=1) == labels).all():
        return 1.0
    logits = _logits(probabilities)  # (n, classes)
    reached = logits[np.arange(len(labels)), labels].mean()
    low, high = math.log(LOWEST_TEMPERATURE), math.log(HIGHEST_TEMPERATURE)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        expected = (_softmax(logits / math.exp(middle)) * logits).sum(axis=1).mean()
        if expected > reached:  # too sure
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2)


def expected_calibration_error(probabilities: Probabilities, labels: Labels, bins: int = 15) -> float:
    """How far confidence is from the part that is right, on average over bins of confidence.

    Args:
        probabilities: (n, classes), 0 to 1; n from 1.
        labels: (n,) true classes.
        bins: of equal width, from 0 to 1.
    Returns:
        0 to 1: for each bin |mean confidence - part that is right|, weighted by its part of the pictures.
    Raises:
        ValueError: there are no pictures, or the arrays are not as described.
    Source:
        Guo et al. 2017, equation 3.
    """
    _check(probabilities, labels)
    confidence = probabilities.max(axis=1).astype(np.float64)
    gaps = confidence - (probabilities.argmax(axis=1) == labels)
    places = np.minimum((confidence * bins).astype(np.intp), bins - 1)
    return float(np.abs(np.bincount(places, gaps, bins)).sum() / len(labels))


class Point(NamedTuple):
    """What one threshold brings; all 0 to 1."""

    threshold: float
    coverage: float
    accuracy: float


class CurveError(UserError):
    """A card's curve is damaged; the model itself works all the same.

    Attributes:
        field: where in the card.
        expected: what should have been there.
        actual: what was found.
    """

    def __init__(self, field: str, expected: str, actual: object) -> None:
        self.field, self.expected, self.actual = field, expected, actual
        super().__init__(
            f"How sure is sure cannot be told, because the curve on the model's card is damaged ({field} should be "
            f"{expected}, but is {shown(actual)}); the model works without it, and training it again makes a new one"
        )


@dataclass(frozen=True)
class AccuracyCurve:
    """How many pictures are left, and how many of them are right, if only confidences from a threshold on count.

    Thresholds are exact in steps of 0.5 %; others are rounded to the nearest step.

    Attributes:
        right: 201 counts: pictures with a right class and a confidence from i/200 to below (i + 1)/200; the last one
            those with exactly 1.
        wrong: the same of pictures with a wrong class.
        data: which pictures these were, for a person; may be empty.
    """

    right: tuple[int, ...]
    wrong: tuple[int, ...]
    data: str = ""

    @classmethod
    def measure(cls, probabilities: Probabilities, labels: Labels, data: str = "") -> "AccuracyCurve":
        """Count right and wrong predictions.

        Args:
            probabilities: (n, classes), 0 to 1, calibrated; n from 1.
            labels: (n,) true classes.
            data: which pictures these are.
        Raises:
            ValueError: there are no pictures, or the arrays are not as described.
        """
        _check(probabilities, labels)
        places = np.searchsorted(_EDGES, probabilities.max(axis=1).astype(np.float64), side="right") - 1
        places = places.clip(0, STEPS)
        is_right = probabilities.argmax(axis=1) == labels
        right, wrong = (np.bincount(places[chosen], minlength=STEPS + 1).tolist() for chosen in (is_right, ~is_right))
        return cls(tuple(right), tuple(wrong), data)

    @property
    def pictures(self) -> int:
        """How many were measured."""
        return sum(self.right) + sum(self.wrong)

    def coverage(self, threshold: float) -> float:
        """The part of the pictures, 0 to 1, whose confidence is at least ``threshold`` (0 to 1)."""
        right, wrong = self._from(threshold)
        return (right + wrong) / self.pictures

    def accuracy(self, threshold: float) -> float | None:
        """The part of these that are right, 0 to 1; None where there are none."""
        right, wrong = self._from(threshold)
        return right / (right + wrong) if right + wrong else None

    def threshold_for(self, accuracy: float) -> float | None:
        """The lowest threshold with at least this accuracy (0 to 1); None where none has it."""
        return next((point.threshold for point in self.points() if point.accuracy >= accuracy), None)

    def points(self) -> tuple[Point, ...]:
        """Give the whole curve, thresholds ascending from 0, as far as there are pictures."""
        thresholds = [step / STEPS for step in range(STEPS + 1)]
        found = [(each, self.coverage(each), self.accuracy(each)) for each in thresholds]
        return tuple(Point(each, coverage, accuracy) for each, coverage, accuracy in found if accuracy is not None)

    def sentence(self, threshold: float) -> str:
        """Say what a threshold brings: the second half of a sentence about the model ("it")."""
        accuracy = self.accuracy(threshold)
        sure = f"at least {100 * _step(threshold) / STEPS:g} % sure"
        if accuracy is None:
            return f"it is {sure} of none of the pictures"
        covered = percent(self.coverage(threshold))
        return f"of the pictures where it is {sure} ({covered} of all), {percent(accuracy)} are right"

    def to_record(self) -> dict[str, list[int]]:
        """Give what `from_record` reads: plain JSON."""
        return {"right": list(self.right), "wrong": list(self.wrong)}

    @classmethod
    def from_record(cls, record: object, field: str = "curve", data: str = "") -> "AccuracyCurve":
        """Read a curve that anybody may have written.

        Args:
            record: what `to_record` gave.
            field: where it was found, for the error.
            data: which pictures these were.
        Raises:
            CurveError: it is no such record; names the field, what was expected and what came.
        """
        if not isinstance(record, Mapping):
            raise CurveError(field, "an object", record)
        for name in ("right", "wrong"):
            counts = record.get(name)
            if not isinstance(counts, list) or len(counts) != STEPS + 1 or not all(map(_is_count, counts)):
                raise CurveError(f"{field}.{name}", f"a list of {STEPS + 1} whole numbers from 0", counts)
        curve = cls(tuple(record["right"]), tuple(record["wrong"]), data)
        if not curve.pictures:
            raise CurveError(field, "counts of at least one picture", 0)
        return curve

    def _from(self, threshold: float) -> tuple[int, int]:
        """Right and wrong pictures from a threshold on."""
        first = _step(threshold)
        return sum(self.right[first:]), sum(self.wrong[first:])


def curve_of(card: Card) -> AccuracyCurve | None:
    """Find a model's curve: that of its test pictures, else that of its validation pictures; None without either.

    Raises:
        CurveError: it is damaged; the model can be used all the same.
    """
    for part in ("test", "validation"):
        measured = card.metrics.get(part)
        if isinstance(measured, Mapping) and "curve" in measured:
            data = measured.get("data")
            return AccuracyCurve.from_record(
                measured["curve"], f"metrics.{part}.curve", " ".join(data.split()) if isinstance(data, str) else part
            )
    return None


def _step(threshold: float) -> int:
    return round(min(max(threshold, 0), 1) * STEPS)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_PICTURES


def _logits(probabilities: Probabilities) -> npt.NDArray[np.float64]:
    return np.log(np.maximum(probabilities, _SMALLEST, dtype=np.float64))


def _softmax(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Over the last axis; the largest logit of each row becomes 0 first, so that nothing overflows."""
    powers: npt.NDArray[np.float64] = np.exp(logits - logits.max(axis=-1, keepdims=True))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers


def _check(probabilities: Probabilities, labels: Labels) -> None:
    if probabilities.ndim != 2 or labels.shape != probabilities.shape[:1] or not len(labels):
        raise ValueError(f"expected (n, classes) and (n,), n from 1, not {probabilities.shape} and {labels.shape}")
    if not ((probabilities >= 0) & (probabilities <= 1.001)).all():  # False for NaN too; sums of float32 may pass 1
        raise ValueError("probabilities must lie between 0 and 1")
    if labels.min() < 0 or labels.max() >= probabilities.shape[1]:
        raise ValueError(f"labels must be from 0 to {probabilities.shape[1] - 1}")
