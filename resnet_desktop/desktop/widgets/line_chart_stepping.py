"""Where keys take the rule of a chart."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Qt

_PAGE = 10
_WAYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}


def stepped(stops: Sequence[float], place: float | None, key: int) -> float | None:
    """Say where a key takes the rule.

    Args:
        stops: where it can stand, ascending.
        place: where it stands; None for nowhere: the first key brings it to the end, where the news are.
        key: that was pressed.
    Returns:
        A stop; None where the key means nothing here.
    """
    pressed = Qt.Key(key)
    if not stops or pressed not in {*_WAYS, Qt.Key.Key_Home, Qt.Key.Key_End}:
        return None
    if pressed == Qt.Key.Key_Home:
        return stops[0]
    if pressed == Qt.Key.Key_End or place is None:
        return stops[-1]
    way = _WAYS[pressed]
    number = bisect_right(stops, place) - 1 + way if way > 0 else bisect_left(stops, place) + way
    return stops[max(0, min(number, len(stops) - 1))]
