"""A title that opens and closes what is below it."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.pressing import PaintedButton

_HEIGHT_PX = 28
_ARROW_PX = 20
_AIR_PX = 4


class Disclosure(PaintedButton):
    """Checked while it is open.

    Args:
        title: of what it opens.
        is_strong: for what stands above others of its kind.
    """

    def __init__(self, title: str, *, is_strong: bool = False) -> None:
        super().__init__()
        self._is_strong = is_strong
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _is_open: self._describe())
        self._describe()

    def sizeHint(self) -> QSize:
        """Room for the arrow and the title."""
        words = face(13, is_strong=self._is_strong).metrics.horizontalAdvance(self.text())
        return QSize(_ARROW_PX + words + 2 * _AIR_PX, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Words are not cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrow, which points down while it is open, and the title."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        x, y = _ARROW_PX / 2, self.height() / 2
        points = ((-4, -2), (0, 2), (4, -2)) if self.isChecked() else ((-2, -4), (2, 0), (-2, 4))
        painter.setPen(QPen(colour("text2"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
        room = self.rect().adjusted(_ARROW_PX, 0, -_AIR_PX, 0)
        draw_line(painter, room, self.text(), face(13, is_strong=self._is_strong), colour("text"))
        painter.end()

    def _describe(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription("Open" if self.isChecked() else "Closed")
