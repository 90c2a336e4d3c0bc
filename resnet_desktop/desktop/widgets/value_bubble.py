"""A few words beside the mouse, painted by the widget below it: quicker and calmer than a tooltip."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from resnet_desktop.desktop.theme import colour, font

_AWAY_PX = 14
_ACROSS_PX = 8
_HEIGHT_PX = 24
_RADIUS_PX = 4


def bubble_place(words: str, at: QPointF, room: QRectF) -> QRectF:
    """Say where a bubble goes: right below the mouse, or on another side of it where there is more room.

    Args:
        words: one line.
        at: the mouse, px of the widget.
        room: what it should stay inside.
    """
    metrics = QFontMetricsF(font(12, has_even_digits=True))
    width = round(metrics.horizontalAdvance(words) + 2 * _ACROSS_PX)
    left, top = at.x() + _AWAY_PX, at.y() + _AWAY_PX
    if left + width > room.right():
        left = at.x() - _AWAY_PX - width
    if top + _HEIGHT_PX > room.bottom():
        top = at.y() - _AWAY_PX - _HEIGHT_PX
    left = max(room.left(), min(left, room.right() - width))
    return QRectF(round(left), round(max(room.top(), top)), width, _HEIGHT_PX)


def paint_bubble(painter: QPainter, words: str, place: QRectF) -> None:
    """Paint a bubble.

    Args:
        painter: of the widget.
        words: one line.
        place: from `bubble_place`.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("line_strong"), 1))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
    painter.setPen(colour("text"))
    painter.setFont(font(12, has_even_digits=True))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()
