"""Fewer points for the same picture: what falls into one column of pixels becomes its first, least, greatest and last.

Knows no Qt.
"""

import math
from array import array
from itertools import pairwise

Stretch = tuple[list[float], list[float]]
"""Points that a line joins: all x, and all y. Two lists, for a list for each point would busy the garbage collector."""


def stretches(xs: "array[float]", ys: "array[float]", low: float, high: float, columns: int) -> list[Stretch]:
    """Divide a line at its gaps, with at most four points in each column of pixels.

    A gap that is narrower than a column is not seen, just as on a screen.

    Args:
        xs: ascending.
        ys: of each; nan for a gap.
        low: where the chart begins.
        high: where it ends, above ``low``.
        columns: of pixels, at least 1.
    Returns:
        Joined points from left to right; their values are those of the data.
    """
    if len(xs) > 4 * columns:
        return _thinned(xs, ys, low, high, columns)
    found: list[Stretch] = []
    is_open = False
    for x, y in zip(xs, ys, strict=True):
        if math.isnan(y):
            is_open = False
            continue
        if not is_open:
            found.append(([], []))
            is_open = True
        found[-1][0].append(x)
        found[-1][1].append(y)
    return found


def _thinned(xs: "array[float]", ys: "array[float]", low: float, high: float, columns: int) -> list[Stretch]:
    import numpy as np  # noqa: PLC0415  few points do without

    x, y = np.array(xs), np.array(ys)
    column = ((x - low) * (columns / (high - low))).astype(np.int64).clip(0, columns)
    is_gap, gap_columns = np.isnan(y), np.zeros(0, np.int64)
    if is_gap.any():
        has_gap, has_value = np.zeros(columns + 1, bool), np.zeros(columns + 1, bool)
        has_gap[column[is_gap]], has_value[column[~is_gap]] = True, True
        gap_columns = np.flatnonzero(has_gap & ~has_value)
        x, y, column = x[~is_gap], y[~is_gap], column[~is_gap]
    if len(x) == 0:
        return []
    begins = np.flatnonzero(np.diff(column, prepend=column[0] - 1))
    ends = np.append(begins[1:], len(x)) - 1
    middle = (x[begins] + x[ends]) / 2
    across = np.stack([x[begins], middle, middle, x[ends]], 1)  # (columns, 4)
    upwards = np.stack([y[begins], np.minimum.reduceat(y, begins), np.maximum.reduceat(y, begins), y[ends]], 1)
    shown = column[begins]
    # A line breaks where a column of nothing but gaps lies between two columns.
    breaks = np.flatnonzero(np.searchsorted(gap_columns, shown[:-1]) < np.searchsorted(gap_columns, shown[1:])) + 1
    edges = [0, *breaks.tolist(), len(across)]
    return [(across[a:b].ravel().tolist(), upwards[a:b].ravel().tolist()) for a, b in pairwise(edges)]
