"""How many pictures a threshold decides, and how many of those are right: the numbers and the words, no Qt."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from resnet_desktop import formatting

_TICK_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25)
_MOST_TICKS = 4


@dataclass(frozen=True)
class CurvePoint:
    """What one threshold means.

    Attributes:
        threshold: confidence from which a picture is decided, 0 to 1.
        coverage: part of all pictures that is decided, 0 to 1.
        accuracy: part of the decided pictures that is right, 0 to 1; says nothing where none is decided.
    """

    threshold: float
    coverage: float
    accuracy: float

    @property
    def percents(self) -> tuple[str, str, str]:
        """Threshold, coverage and accuracy as percent."""
        threshold = f"{100 * self.threshold:.4g} %"
        return threshold, formatting.percent(self.coverage), formatting.percent(self.accuracy)

    @property
    def sentence(self) -> str:
        """What it means: ``At 80 %: 91.0 % of the pictures are decided, 97.1 % of them right``, with its full stop."""
        threshold, coverage, accuracy = self.percents
        if self.coverage <= 0:
            return f"At {threshold}: no picture is decided."
        return f"At {threshold}: {coverage} of the pictures are decided, {accuracy} of them right."

    @property
    def short(self) -> str:
        """The same for a small bubble: ``80 %: 91.0 % decided, 97.1 % right``."""
        threshold, coverage, accuracy = self.percents
        return f"{threshold}: {coverage} decided, {accuracy} right"


class CoverageCurve:
    """Accuracy and coverage for every threshold, between measured ones on straight lines.

    Args:
        measured: (threshold, coverage, accuracy), 0 to 1 each, in any order; at least one with a coverage above 0.
            Where coverage is 0, accuracy may be anything, also not a number. Above the highest threshold nothing is
            decided: curves may end there.
    """

    def __init__(self, measured: Sequence[tuple[float, float, float]]) -> None:
        points = [CurvePoint(*each) for each in sorted(measured, key=lambda each: each[0])]
        decided = [point for point in points if point.coverage > 0]
        if not decided:
            raise ValueError("a curve needs a threshold at which something is decided")
        last = decided[-1].accuracy
        self._points = [p if p.coverage > 0 else CurvePoint(p.threshold, 0.0, last) for p in points]
        self.drawn = decided
        """The measured points at which something is decided, by rising threshold."""

    def at(self, threshold: float) -> CurvePoint:
        """Say what a threshold means."""
        highest = self._points[-1]
        if threshold > highest.threshold:
            return CurvePoint(threshold, 0.0, highest.accuracy)
        thresholds = [point.threshold for point in self._points]
        above = bisect_left(thresholds, threshold)
        after = self._points[above]
        before = self._points[max(above - 1, 0)]
        span = after.threshold - before.threshold
        share = min(1.0, max(0.0, (threshold - before.threshold) / span)) if span else 0.0
        coverage = (1 - share) * before.coverage + share * after.coverage
        accuracy = (1 - share) * before.accuracy + share * after.accuracy
        return CurvePoint(threshold, coverage, accuracy)

    def ticks(self) -> list[float]:
        """Choose the accuracies to draw lines at: round numbers, the lowest below the whole curve, the highest 1."""
        least = min(point.accuracy for point in self.drawn)
        step = next((step for step in _TICK_STEPS if (1 - least) / step <= _MOST_TICKS), _TICK_STEPS[-1])
        count = max(1, math.ceil((1 - least) / step - 1e-9))
        return [round(1 - number * step, 6) for number in range(count, -1, -1)]
