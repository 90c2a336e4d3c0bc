"""What the window adds to a drawing: selection, what is under the mouse, and names of what is too small to read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import face
from resnet_desktop.network.drawing import Box, BoxKind

if TYPE_CHECKING:
    from resnet_desktop.desktop.architecture.drawing.canvas import DrawingCanvas

UNREADABLE = 0.5
"""Below this scale only the names of blocks can be read, which are written larger."""
_FRAMES = (BoxKind.CONVOLUTIONAL, BoxKind.IDENTITY)


def paint_overlay(painter: QPainter, canvas: "DrawingCanvas") -> None:
    """Paint on a canvas, px of the view."""
    if canvas.drawing is None or canvas.framing is None:
        return
    if canvas.framing.scale < UNREADABLE:
        for box in canvas.drawing.boxes:
            if box.is_expanded and box.kind in _FRAMES:
                _paint_name(painter, canvas, box)
    if canvas.hovered_name and canvas.hovered_name != canvas.selected:
        ink = colour("accent")
        ink.setAlpha(130)
        _paint_ring(painter, canvas.rect_of(canvas.hovered_name), ink, 1.5)
    if canvas.selected:
        _paint_ring(painter, canvas.rect_of(canvas.selected), colour("accent"), 2.5)
    if canvas.is_focus_shown:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(canvas.rect()).adjusted(1, 1, -1, -1), 6, 6)


def _paint_ring(painter: QPainter, place: QRectF, ink: QColor, width: float) -> None:
    if place.isEmpty():
        return
    painter.setPen(QPen(ink, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    away = width / 2 + 2
    painter.drawRoundedRect(place.adjusted(-away, -away, away, away), 8, 8)


def _paint_name(painter: QPainter, canvas: "DrawingCanvas", box: Box) -> None:
    place = canvas.rect_of(box.name)
    look = face(12, is_strong=True)
    width, height = look.metrics.horizontalAdvance(box.name) + 8, look.metrics.height() + 2
    if place.width() < width or place.height() < height:
        return
    ground = colour("surface")
    ground.setAlpha(220)
    sign = QRectF(0, 0, width, height)
    sign.moveCenter(place.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(sign, 4, 4)
    painter.setFont(look.font)
    painter.setPen(colour("text"))
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, box.name)
