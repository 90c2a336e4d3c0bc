"""The whole drawing in a corner, with the part that is in sight."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.architecture.drawing.canvas import DrawingCanvas
from resnet_desktop.desktop.theme import colour
from resnet_desktop.network.drawing import Box
from resnet_desktop.network.drawing.palette import BOXES, OTHER

_MOST_PX = 132.0
_MARGIN_PX = 8
_INSET_PX = 4.0


class Minimap(QWidget):
    """Lies in the lower right corner of its canvas, and is hidden while all of the drawing is in sight."""

    def __init__(self, canvas: DrawingCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Where you are; click to go elsewhere")
        self.setAccessibleName("Minimap")
        self.hide()
        canvas.reframed.connect(self._follow)

    def _follow(self) -> None:
        framing, canvas = self._canvas.framing, self._canvas
        if framing is None or not framing.can_move:
            self.hide()
            return
        scale = min(_MOST_PX / side for side in framing.picture)
        wide, high = (round(side * scale + 2 * _INSET_PX) for side in framing.picture)
        self.setGeometry(canvas.width() - wide - _MARGIN_PX, canvas.height() - high - _MARGIN_PX, wide, high)
        self.setVisible(wide < canvas.width() / 2 and high < canvas.height() * 0.75)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint boxes as patches of their colours, and a frame around what is in sight."""
        framing, drawing = self._canvas.framing, self._canvas.drawing
        if framing is None or drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.translate(_INSET_PX, _INSET_PX)
        scale = self._scale()
        painter.setPen(Qt.PenStyle.NoPen)
        for box in drawing.boxes:
            if ink := _patch(box):
                painter.setBrush(ink)
                painter.drawRect(QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale))
        left, top, right, bottom = (value * scale for value in framing.seen)
        ground = colour("accent")
        painter.setPen(QPen(ground, 1.5))
        ground.setAlpha(40)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(QPointF(left, top), QPointF(right, bottom)), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, place: QPointF) -> None:
        scale = self._scale()
        self._canvas.look_at((place.x() - _INSET_PX) / scale, (place.y() - _INSET_PX) / scale)

    def _scale(self) -> float:
        framing = self._canvas.framing
        return 1.0 if framing is None else min(_MOST_PX / side for side in framing.picture)


def _patch(box: Box) -> QColor | None:
    ink = QColor(BOXES.get(box.kind, OTHER))
    if not box.is_expanded:
        return None if box.layer_kind is not None and box.block else ink
    ink.setAlpha(70 if box.kind in BOXES else 30)
    return ink
