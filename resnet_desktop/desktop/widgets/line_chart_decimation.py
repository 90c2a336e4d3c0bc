"""Fewer points for the same picture: what falls into one column of pixels becomes its first, least, greatest and last.

Knows no Qt.
"""

import math
from array import array
from itertools import pairwise

Stretch = list[tuple[float, float]]
"""Points that a line joins."""


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
            found.append([])
            is_open = True
        found[-1].append((x, y))
    return found


def _thinned(xs: "array[float]", ys: "array[float]", low: float, high: float, columns: int) -> list[Stretch]:
    import numpy as np  # noqa: PLC0415  few points do without

    x, y = np.array(xs), np.array(ys)
    column = np.floor((x - low) / (high - low) * columns).astype(np.int64)
    is_gap = np.isnan(y)
    gap_columns = np.setdiff1d(column[is_gap], column[~is_gap])  # nothing else is in them
    x, y, column = x[~is_gap], y[~is_gap], column[~is_gap]
    if len(x) == 0:
        return []
    begins = np.flatnonzero(np.diff(column, prepend=column[0] - 1))
    ends = np.append(begins[1:], len(x)) - 1
    first, last = np.stack([x[begins], y[begins]], 1), np.stack([x[ends], y[ends]], 1)
    middle = (x[begins] + x[ends]) / 2
    least = np.stack([middle, np.minimum.reduceat(y, begins)], 1)
    most = np.stack([middle, np.maximum.reduceat(y, begins)], 1)
    points = np.stack([first, least, most, last], 1)  # (columns, 4, xy)
    shown = column[begins]
    # A line breaks where a column of nothing but gaps lies between two columns.
    breaks = np.flatnonzero(np.searchsorted(gap_columns, shown[:-1]) < np.searchsorted(gap_columns, shown[1:])) + 1
    edges = [0, *breaks.tolist(), len(points)]
    return [[(px, py) for px, py in points[a:b].reshape(-1, 2).tolist()] for a, b in pairwise(edges)]
