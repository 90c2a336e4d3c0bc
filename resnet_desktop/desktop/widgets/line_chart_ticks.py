"""Where an axis has its ticks, and how the numbers beside them are written; knows no Qt."""

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 5.0, 10.0)
_LOG_STEPS = ((1, 2, 5), (1, 5), (1,))
"""Tried in turn, until there are not too many."""


def step_for(low: float, high: float, most: int, *, is_whole: bool = False) -> float:
    """Choose the distance of ticks: 1, 2 or 5 times a power of ten.

    Args:
        low: where the axis begins.
        high: where it ends, above ``low``.
        most: how many ticks there is room for, at least 2.
        is_whole: never less than 1.
    """
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * (1 - 1e-9))
    return max(1.0, step) if is_whole else step


def linear_ticks(low: float, high: float, most: int, *, is_whole: bool = False) -> list[float]:
    """Give the ticks of an even axis, ascending, all within it.

    Args:
        low: where the axis begins.
        high: where it ends, above ``low``.
        most: how many there is room for, at least 2.
        is_whole: only whole numbers.
    """
    step = step_for(low, high, most, is_whole=is_whole)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """Give the ticks of a logarithmic axis: powers of ten, with 2 and 5 between them where there is room.

    Within less than a decade there are hardly any of these, and an even axis' ticks take their place.

    Args:
        low: where the axis begins, above 0.
        high: where it ends, above ``low``.
        most: how many there is room for, at least 2.
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    found: list[float] = []
    for factors in _LOG_STEPS:
        found = [factor * 10.0**power for power in range(first, last + 1) for factor in factors]
        found = [tick for tick in found if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]
        if len(found) <= most:
            break
    if len(found) > most:
        return found[:: math.ceil(len(found) / most)]
    if len(found) >= (3 if factors == _LOG_STEPS[0] else 2):
        return found
    return [tick for tick in linear_ticks(low, high, most) if tick > 0]


def write_number(value: float) -> str:
    """Write a value to three digits: ``1,200``, ``0.512``, ``1.5e-5``."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}" if size < 1e6 else f"{value:.2e}".replace("e+0", "e").replace("e+", "e")
    if size < 0.001:
        mantissa, _, exponent = f"{value:.2e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
    return f"{value:.3g}"


def write_percent(value: float) -> str:
    """Write a share (0 to 1) as percent: ``92.4 %``, ``100 %``."""
    percent = f"{100 * value:.1f}".removesuffix(".0")
    return f"{percent} %"


def write_step(value: float) -> str:
    """Write a place between epochs: ``3``, ``3.25``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def spread(values: Sequence[float], *, share: float = 0.04) -> tuple[float, float]:
    """Give an axis that holds all values with a little air; never of no length.

    Args:
        values: finite, at least one.
        share: of the length, left free at either end.
    """
    low, high = min(values), max(values)
    if high <= low:
        air = abs(low) * 0.05 or 0.5
        return low - air, high + air
    return low - (high - low) * share, high + (high - low) * share
