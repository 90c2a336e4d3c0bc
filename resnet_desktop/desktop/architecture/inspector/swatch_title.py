"""The name of the selected part with its colour, and what kind of thing it is."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.labels import ElidedLabel

_SWATCH_PX = 12


class SwatchTitle(QWidget):
    """Two lines.

    Attributes:
        name: the first.
        kind: the second.
    """

    def __init__(self) -> None:
        super().__init__()
        self._swatch = _Swatch()
        self.name, self.kind = ElidedLabel("section"), ElidedLabel("secondary")
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._swatch)
        line.addWidget(self.name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.kind)

    def show_title(self, name: str, kind: str, ink: str) -> None:
        """Show another one; without an ink there is no swatch."""
        self.name.setText(name)
        self.kind.setText(kind)
        self._swatch.show_ink(ink)


class _Swatch(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._ink = QColor()
        self.setFixedSize(_SWATCH_PX, _SWATCH_PX)

    def show_ink(self, ink: str) -> None:
        self._ink = QColor(ink)
        self.setVisible(bool(ink))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink)
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.end()
