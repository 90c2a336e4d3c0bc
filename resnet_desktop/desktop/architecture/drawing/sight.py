"""What is in sight after a drawing has grown, and how something comes into sight: arithmetic only, no Qt."""

from dataclasses import replace

from resnet_desktop.desktop.widgets.framing import Framing, Pair
from resnet_desktop.network.drawing import Drawing

READABLE = 0.7
"""At this scale all text can be read; a drawing that grows keeps its scale rather than to fit at less."""
_NEARLY = 0.9
"""So little smaller is not worth to lose sight of the whole."""
_AIR_PX = 24
_BEGINNING_PX = 200

Place = tuple[float, float, float, float]
"""Left, top, width, height, px of the drawing."""


def grown(framing: Framing, size: Pair, before: Drawing | None, after: Drawing, anchor: str) -> Framing:
    """Frame a drawing that has become larger or smaller, so that nobody loses what they look at.

    Args:
        framing: how it lay in the view before.
        size: its new width and height.
        before: what was drawn.
        after: what is drawn now.
        anchor: the name of what stays where it is in the view, if not all is in sight.
    """
    fitted = replace(framing, picture=size).fit()
    is_readable = fitted.scale >= min(READABLE, _NEARLY * framing.scale)
    if fitted.scale >= framing.scale or (framing.is_fit and is_readable):
        return fitted
    old, new = before.place(anchor) if before else None, after.place(anchor)
    x, y = framing.centre
    if old and new:
        x, y = x + new[0] - old[0], y + new[1] - old[1]
    kept = replace(framing, picture=size, centre=(x, y), is_fit=False)
    return kept.scaled(max(framing.scale, fitted.scale)).moved(0, 0)


def brought_in(framing: Framing, place: Place, least_scale: float) -> Framing:
    """Frame a drawing so that something is in sight, moved as little as needed.

    Args:
        framing: how it lies in the view.
        place: of what is to be seen.
        least_scale: what is shown smaller is enlarged until it can be read.
    """
    left, top, width, height = place
    if framing.scale < least_scale:
        middle = left + width / 2, top + min(height, _BEGINNING_PX) / 2
        framing = replace(framing.scaled(READABLE), centre=middle).moved(0, 0)
    x0, y0 = framing.to_view(left, top)
    x1, y1 = framing.to_view(left + width, top + height)
    return framing.moved(_way_in(x0, x1, framing.room[0]), _way_in(y0, y1, framing.room[1]))


def _way_in(begin: float, end: float, room: float) -> float:
    """How far something must move to be in sight with a little air around it; its beginning where it is too long."""
    if end - begin > room - 2 * _AIR_PX or begin < _AIR_PX:
        return _AIR_PX - begin if begin < _AIR_PX or begin > room / 2 else 0.0
    return min(0.0, room - _AIR_PX - end)
