"""A box that is ticked or not, in the theme's colours."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour

_SIDE_PX = 18
_GAP_PX = 8
_HEIGHT_PX = 24
_RING_PX = 2


class CheckBox(QCheckBox):
    """A tick and words; a click on either changes it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_RING_PX + _SIDE_PX + (_GAP_PX + words + _RING_PX if words else _RING_PX), _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Words are not cut off."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, the tick and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_RING_PX, (self.height() - _SIDE_PX) / 2, _SIDE_PX, _SIDE_PX)
        is_on, is_live = self.isChecked(), self.isEnabled()
        if is_on:
            ground = colour("accent" if is_live else "disabled")
            edge = ground
        else:
            ground = colour("raised" if self.underMouse() and is_live else "surface")
            edge = colour("text2" if is_live else "line")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if is_on:
            icons.paint(painter, "confirmed", box.adjusted(1, 1, -1, -1), colour("on_accent"))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)
        painter.setFont(self.font())
        painter.setPen(colour("text" if is_live else "disabled"))
        left = int(box.right()) + 1 + _GAP_PX
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()
