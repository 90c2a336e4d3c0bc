"""How sliders look: a thin groove, round handles, and where they are for a value."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from resnet_desktop.desktop.theme import colour

HANDLE_PX = 14
GROOVE_PX = 4
RING_PX = 22
"""Side of the circle around a handle that shows focus and hover; so much room it needs."""


def groove(left: float, right: float, middle: float) -> QRectF:
    """Say where the groove lies between two places, so that handles and rings at its ends stay inside.

    Args:
        left: px.
        right: px.
        middle: its height, px.
    """
    return QRectF(left + RING_PX / 2, middle - GROOVE_PX / 2, max(1, right - left - RING_PX), GROOVE_PX)


def handle_place(track: QRectF, share: float) -> QPointF:
    """Say where the handle of a value is: 0 at the groove's left end, 1 at its right end."""
    return QPointF(track.left() + share * track.width(), track.center().y())


def share_at(track: QRectF, x: float) -> float:
    """Say which value a place stands for: 0 to 1."""
    return min(1.0, max(0.0, (x - track.left()) / track.width()))


def paint_groove(painter: QPainter, track: QRectF, start: float, end: float, *, is_enabled: bool) -> None:
    """Paint the groove.

    Args:
        painter: where.
        track: from `groove`.
        start: where its filled part begins, 0 to 1.
        end: where its filled part ends, 0 to 1.
        is_enabled: or else everything is faint.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("pressed" if is_enabled else "track"))
    painter.drawRoundedRect(track, GROOVE_PX / 2, GROOVE_PX / 2)
    painter.setBrush(colour("accent" if is_enabled else "disabled"))
    filled = QRectF(track.left() + start * track.width(), track.top(), (end - start) * track.width(), GROOVE_PX)
    painter.drawRoundedRect(filled, GROOVE_PX / 2, GROOVE_PX / 2)


def paint_handle(
    painter: QPainter, place: QPointF, *, is_enabled: bool, is_hovered: bool, is_held: bool, has_focus: bool
) -> None:
    """Paint a handle.

    Args:
        painter: where.
        place: its middle.
        is_enabled: or else it is faint.
        is_hovered: the mouse is on it.
        is_held: the mouse holds it.
        has_focus: keys move it.
    """
    if is_enabled and (is_hovered or is_held):
        halo = colour("accent")
        halo.setAlphaF(0.28 if is_held else 0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(place, RING_PX / 2, RING_PX / 2)
    if is_enabled and has_focus:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place, RING_PX / 2 - 1, RING_PX / 2 - 1)
    painter.setPen(QPen(colour("accent" if is_enabled else "disabled"), 2))
    painter.setBrush(colour("accent" if is_held and is_enabled else "surface"))
    painter.drawEllipse(place, HANDLE_PX / 2 - 1, HANDLE_PX / 2 - 1)
