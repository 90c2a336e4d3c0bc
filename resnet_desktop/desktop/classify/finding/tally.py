"""What there is in the list, in numbers that are kept while pictures come, go and change; no Qt."""

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.accuracy import RunningAccuracy

STEPS = 100
"""Thresholds lie one percent apart, as the slider's do."""

_EDGES = [step / STEPS for step in range(STEPS + 1)]


class Tally:
    """Counts entries; each is told once when it comes and once, as it was then, when it leaves.

    Attributes:
        classes: how many pictures count as each class, by what a person said or else by what the network says.
        classified: pictures with a prediction.
        corrected: pictures about which a person said otherwise than the network.
    """

    def __init__(self) -> None:
        self.classes: Counter[str] = Counter()
        self.classified = 0
        self.corrected = 0
        self._open = [0] * (STEPS + 1)  # by confidence, of the pictures that nobody has given a class
        self._running: RunningAccuracy | None = None

    @property
    def right(self) -> int:
        """How many of `judged` the network has right."""
        return self._running.value.right if self._running is not None else 0

    @property
    def judged(self) -> int:
        """How many lie in folders that are named after classes, and have a prediction."""
        return self._running.value.judged if self._running is not None else 0

    def unsure(self, threshold: float) -> int:
        """How many are below a threshold, 0 to 1 in whole percents, and have no class given."""
        return sum(self._open[: round(threshold * STEPS)])

    def count(self, entry: "Entry", change: int) -> None:
        """Take an entry in (1) or out (-1)."""
        if label := entry.label:
            self.classes[label] += change
        if entry.given:
            self.corrected += change * entry.is_corrected
        best = entry.result.best if entry.result is not None else None
        if best is None:
            return
        self.classified += change
        if not entry.given:
            self._open[bisect_right(_EDGES, best.probability) - 1] += change
        running = self._running or self._begin()
        (running.add if change > 0 else running.remove)(entry)

    def _begin(self) -> "RunningAccuracy":
        from resnet_desktop.classification.accuracy import RunningAccuracy  # noqa: PLC0415  loads NumPy

        self._running = RunningAccuracy()
        return self._running
