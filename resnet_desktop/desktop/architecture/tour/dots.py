"""One dot for each step of the tour."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour

_STEP_PX = 12
_RADIUS_PX = 3


class Dots(QWidget):
    """Shows which step it is."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._total = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_step(self, number: int, total: int) -> None:
        """Show another step, from 0."""
        self._number, self._total = number, total
        self.setAccessibleName(f"Step {number + 1} of {total}")
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all dots."""
        return QSize(self._total * _STEP_PX, _STEP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them; the current one is larger and coloured."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self._total):
            is_current = number == self._number
            painter.setBrush(colour("accent" if is_current else "line_strong"))
            radius = _RADIUS_PX + is_current
            painter.drawEllipse(QPointF((number + 0.5) * _STEP_PX, self.height() / 2), radius, radius)
        painter.end()
