"""What the colours of a confusion matrix mean."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.judging.matrix_cells import cell_colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_HEIGHT_PX = 20
_RAMP_PX = 88
_LEAST_RAMP_PX = 32
_BAR_PX = 8
_GAP_PX = 8
_STEPS = 10
_RAMPS = (("Right", True), ("Wrong", False))
_SPOKEN = "Blue for what is right, orange for what is wrong: the stronger, the larger part of the row"
_MEANING = "0 to 100 % of the row"


class MatrixScale(QWidget):
    """Two ramps of colours, for what is right and what is wrong, and what they count."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Colour scale")
        self.setAccessibleDescription(_SPOKEN)

    def sizeHint(self) -> QSize:
        """All in one line."""
        return QSize(360, _HEIGHT_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ramps in the colours of the cells, each at its share."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = face(12)
        wide = sum(look.metrics.horizontalAdvance(words) for words in (*(words for words, _ in _RAMPS), _MEANING))
        room = (self.width() - wide - 6 * _GAP_PX) // 2
        ramp_px = min(_RAMP_PX, max(_LEAST_RAMP_PX, room))
        x = 0
        for words, is_right in _RAMPS:
            width = look.metrics.horizontalAdvance(words)
            draw_line(painter, QRect(x, 0, width, _HEIGHT_PX), words, look, colour("text2"))
            x += width + _GAP_PX
            self._paint_ramp(painter, QRectF(x, (_HEIGHT_PX - _BAR_PX) / 2, ramp_px, _BAR_PX), is_right=is_right)
            x += ramp_px + 2 * _GAP_PX
        draw_line(painter, QRect(x, 0, self.width() - x, _HEIGHT_PX), _MEANING, look, colour("text2"))
        painter.end()

    @staticmethod
    def _paint_ramp(painter: QPainter, bar: QRectF, *, is_right: bool) -> None:
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        for step in range(_STEPS + 1):
            ramp.setColorAt(step / _STEPS, cell_colour(step / _STEPS, is_right=is_right))
        painter.setPen(QPen(colour("line_strong"), 1))
        painter.setBrush(ramp)
        painter.drawRoundedRect(bar, 2, 2)
