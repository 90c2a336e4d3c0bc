"""What a chart says of one place: the values of all its lines, for the eye and for a screen reader; knows no Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from resnet_desktop.desktop.widgets.line_chart_axes import Axis
from resnet_desktop.desktop.widgets.line_chart_series import Series


@dataclass(frozen=True)
class Marker:
    """A place that is worth knowing.

    Attributes:
        x: where.
        words: why.
    """

    x: float
    words: str


@dataclass(frozen=True)
class Reading:
    """A line's value at a place.

    Attributes:
        series: the line.
        x: of the point that is nearest.
        y: what is drawn there.
    """

    series: Series
    x: float
    y: float


def stops(series: Sequence[Series]) -> list[float]:
    """Give the places that arrows step through: those of the line with the fewest, but more than one, points."""
    own = [each for each in series if not each.is_earlier] or list(series)
    several = [each for each in own if len(each.xs) > 1] or [each for each in own if each.xs]
    return list(min(several, key=lambda each: len(each.xs)).xs) if several else []


def read(series: Sequence[Series], x: float, reach: float) -> list[Reading]:
    """Read all lines at a place.

    Args:
        series: in the order of the legend.
        x: the place.
        reach: how far away the nearest point of a line may be.
    Returns:
        Those lines that have a value there.
    """
    found = []
    for each in series:
        number = each.nearest(x)
        if number < 0 or abs(each.xs[number] - x) > reach:
            continue
        value = each.drawn[number]
        if not math.isnan(value):
            found.append(Reading(each, each.xs[number], value))
    return found


def reading_words(readings: Sequence[Reading], x: float, across: Axis, upwards: Axis, markers: Sequence[Marker]) -> str:
    """Say the values in one line: ``Epoch 3: Training 0.512, Validation 0.61 (best epoch)``."""
    values = ", ".join(f"{each.series.name} {upwards.write(each.y)}" for each in readings) or "no values"
    notes = "; ".join(marker.words for marker in markers if math.isclose(marker.x, x, abs_tol=1e-6))
    return f"{across.title} {across.write(x)}: {values}" + (f" ({notes})" if notes else "")
