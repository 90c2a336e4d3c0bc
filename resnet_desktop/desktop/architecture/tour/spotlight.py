"""Lets one place of the drawing stand out, and points from the card to it."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.architecture.tour.placing import between
from resnet_desktop.desktop.theme import colour

_AWAY_PX = 6
_RADIUS_PX = 8
_DIM = 150
_HEAD_PX = 10


class Spotlight(QWidget):
    """Lies over the drawing and lets the mouse through.

    Attributes:
        place: what stands out, px of the drawing; empty for nothing.
        card: where the card lies.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.place, self.card = QRectF(), QRectF()

    def show_place(self, place: QRectF, card: QRectF) -> None:
        """Let another place stand out."""
        if (place, card) != (self.place, self.card):
            self.place, self.card = QRectF(place), QRectF(card)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim all else, and paint the ring and the arrow."""
        room = QRectF(self.rect())
        ring = self.place.adjusted(-_AWAY_PX, -_AWAY_PX, _AWAY_PX, _AWAY_PX).intersected(room.adjusted(2, 2, -2, -2))
        if self.place.isEmpty() or ring.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around, hole = QPainterPath(), QPainterPath()
        around.addRect(room)
        hole.addRoundedRect(ring, _RADIUS_PX, _RADIUS_PX)
        ground = colour("window")
        ground.setAlpha(_DIM)
        painter.fillPath(around.subtracted(hole), ground)
        painter.setPen(QPen(colour("accent"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(hole)
        self._paint_arrow(painter, ring)
        painter.end()

    def _paint_arrow(self, painter: QPainter, ring: QRectF) -> None:
        """From the edge of the card to the ring, where there is a way between them."""
        line = between(self.card, ring)
        if line.length() < 2 * _HEAD_PX:
            return
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        tip, back = line.p2(), line.pointAt(1 - _HEAD_PX / line.length())
        painter.drawLine(QLineF(line.p1(), back))
        across = QPointF(tip.y() - back.y(), back.x() - tip.x()) * 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawPolygon(QPolygonF([tip, back + across, back - across]))
