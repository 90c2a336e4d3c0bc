"""From values to places in a chart and back; knows no Qt."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resnet_desktop.desktop.widgets.line_chart_series import Series
from resnet_desktop.desktop.widgets.line_chart_ticks import linear_ticks, log_ticks, spread, write_number


@dataclass(frozen=True)
class Axis:
    """What an axis is about.

    Attributes:
        title: what it measures, with its unit.
        write: writes one of its values.
        least: it never goes below; None for where the data end.
        most: it never goes beyond; None for where the data end.
        is_whole: its ticks are whole numbers.
    """

    title: str
    write: Callable[[float], str] = write_number
    least: float | None = None
    most: float | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class Scale:
    """An axis that knows where it begins and ends.

    Attributes:
        low: where it begins.
        high: where it ends, above ``low``.
        is_log: equal ratios are equally long; ``low`` is above 0.
    """

    low: float
    high: float
    is_log: bool = False

    def share(self, value: float) -> float:
        """Say where a value is: 0 at the beginning, 1 at the end; nan where it cannot be shown."""
        if not self.is_log:
            return (value - self.low) / (self.high - self.low)
        if not value > 0:
            return math.nan
        return math.log(value / self.low) / math.log(self.high / self.low)

    def value(self, share: float) -> float:
        """Say which value is at a place from 0 to 1."""
        if self.is_log:
            return math.exp(math.log(self.low) + share * math.log(self.high / self.low))
        return self.low + share * (self.high - self.low)

    def ticks(self, most: int, *, is_whole: bool = False) -> list[float]:
        """Give the values that have a tick, ascending."""
        if self.is_log:
            return log_ticks(self.low, self.high, most)
        return linear_ticks(self.low, self.high, most, is_whole=is_whole)


def across(series: Sequence[Series], axis: Axis) -> Scale:
    """Fit an axis to the places of all points; whole ones end at whole numbers."""
    begins = [each.xs[0] for each in series if each.xs]
    ends = [each.xs[-1] for each in series if each.xs]
    low = min(begins, default=0.0) if axis.least is None else axis.least
    high = max(ends, default=1.0)
    if axis.is_whole:
        low, high = math.floor(low), math.ceil(high - 1e-9)
    return Scale(low, max(high, low + 1 if axis.is_whole else math.nextafter(low, math.inf)))


def upwards(series: Sequence[Series], axis: Axis, *, is_log: bool) -> Scale:
    """Fit an axis to all values; a logarithmic one to those above 0."""
    shown = [each for each in series if each.low <= each.high]
    if is_log:
        positive = [each for each in shown if each.low_positive < math.inf]
        if not positive:
            return Scale(0.1, 1.0, is_log=True)
        exponents = [math.log(value) for each in positive for value in (each.low_positive, each.high)]
        low, high = spread(exponents) if max(exponents) > min(exponents) else (exponents[0] - 1, exponents[0] + 1)
        return Scale(math.exp(low), math.exp(high), is_log=True)
    low, high = spread([value for each in shown for value in (each.low, each.high)] or [0.0, 1.0])
    low = low if axis.least is None else max(low, axis.least)
    high = high if axis.most is None else min(high, axis.most)
    return Scale(low, high if high > low else low + 1)
