"""One line of a chart: its points, which only ever grow at the end, and their smoothed values; knows no Qt."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable

from resnet_desktop.desktop.widgets.line_chart_smoothing import Smoothing

BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, SKY, GREY = "#CC79A7", "#56B4E9", "#8A8F98"

_HUGE, _TINY = 1e100, 1e-100
"""Beyond them, axes would leave what floating point can count."""


class Series:
    """A named line.

    Attributes:
        name: what it is, in the legend.
        ink: its colour, ``#RRGGBB``.
        has_dots: each point is seen: for few points that are far apart.
        can_smooth: follows the chart's smoothing.
        is_earlier: of an earlier run: drawn faintly.
        xs: of the points, ascending.
        ys: of the points; nan where there is none, which leaves a gap.
        smoothed: as ``ys``.
        low: the least finite value; inf while there is none.
        high: the greatest finite value; -inf while there is none.
        low_positive: the least value above 0; inf while there is none.
    """

    def __init__(
        self, name: str, ink: str, *, has_dots: bool = False, can_smooth: bool = False, is_earlier: bool = False
    ) -> None:
        self.name = name
        self.ink = ink
        self.has_dots = has_dots
        self.can_smooth = can_smooth
        self.is_earlier = is_earlier
        self.xs, self.ys, self.smoothed = array("d"), array("d"), array("d")
        self.low = self.low_positive = math.inf
        self.high = -math.inf
        self._smoothing = Smoothing(0.0)

    @property
    def is_smoothed(self) -> bool:
        """Whether ``smoothed`` differs from ``ys``."""
        return self._smoothing.strength > 0

    @property
    def drawn(self) -> "array[float]":
        """The values of the strong line."""
        return self.smoothed if self.is_smoothed else self.ys

    def add(self, x: float, y: float | None) -> None:
        """Append a point; one that is not behind the last replaces what is there from it on.

        Args:
            x: its place.
            y: its value; None, or what no axis can show, for a gap.
        """
        if self.xs and x <= self.xs[-1]:
            self._cut(x)
        value = math.nan if y is None or not abs(y) < _HUGE else float(y) if abs(y) > _TINY else 0.0
        self.xs.append(x)
        self.ys.append(value)
        self.smoothed.append(self._smoothing.take(value))
        self._stretch(value)

    def fill(self, points: Iterable[tuple[float, float | None]]) -> None:
        """Show these points and no others."""
        self.clear()
        for x, y in points:
            self.add(x, y)

    def keep_to(self, x: float) -> None:
        """Forget what is behind a place."""
        if self.xs and self.xs[-1] > x:
            self._cut(math.nextafter(x, math.inf))

    def clear(self) -> None:
        """Take all points out."""
        for values in (self.xs, self.ys, self.smoothed):
            del values[:]
        self.low = self.low_positive = math.inf
        self.high = -math.inf
        self._smoothing = Smoothing(self._smoothing.strength)

    def smooth(self, strength: float) -> None:
        """Smooth otherwise.

        Args:
            strength: 0 for not at all, to below 1.
        """
        if self.can_smooth and strength != self._smoothing.strength:
            self._smoothing = Smoothing(strength)
            self.smoothed = self._smoothing.take_all(self.ys)

    def nearest(self, x: float) -> int:
        """Give the number of the point nearest to a place; -1 while there is none."""
        if not self.xs:
            return -1
        after = min(bisect_left(self.xs, x), len(self.xs) - 1)
        is_before = after > 0 and x - self.xs[after - 1] <= self.xs[after] - x
        return after - 1 if is_before else after

    def _cut(self, x: float) -> None:
        """Forget what is at a place and behind it: the work since the last checkpoint is done again."""
        kept = bisect_left(self.xs, x)
        xs, ys = self.xs[:kept], self.ys[:kept]
        self.clear()
        self.xs, self.ys = xs, ys
        self.smoothed = self._smoothing.take_all(ys)
        for value in ys:
            self._stretch(value)

    def _stretch(self, value: float) -> None:
        if math.isfinite(value):
            self.low, self.high = min(self.low, value), max(self.high, value)
            if value > 0:
                self.low_positive = min(self.low_positive, value)
