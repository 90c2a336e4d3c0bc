"""How far each block's weights have moved, painted on the network."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.network_strip import STRIP_PX, NetworkStrip
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.network.drawing.palette import for_value
from resnet_desktop.network.drawing.strip import ARC_PX, BOX_PX

_LINE_PX = 20
_SCALE_PX = 96
_STEPS = 8
_GAP_PX = 8


class MovementStrip(NetworkStrip):
    """The row of blocks coloured by their movement, what the colours mean, and the number of one block.

    The one under the mouse, or that arrows went to, says its number; else the one that moved most.
    """

    top_px = _LINE_PX + 4

    def __init__(self) -> None:
        super().__init__()
        self._movements: Mapping[str, float] = {}
        self._chosen = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(self.top_px + STRIP_PX)
        self.setMinimumWidth(160)
        self.setAccessibleName(wording.MOVEMENT_TITLE)
        self.setToolTip(wording.MOVEMENT_TIP)

    @property
    def words(self) -> str:
        """What stands above the row."""
        if not self._movements:
            return wording.NO_MOVEMENT
        if self._chosen >= 0:
            name = self.strip.cells[self._chosen].name
            return wording.movement_words(name, self._movements.get(name, 0.0))
        most = max(self._movements, key=lambda name: self._movements[name])
        return f"{wording.movement_words(most, self._movements[most])} (the most)"

    def show_movements(self, movements: Mapping[str, float]) -> None:
        """Show others.

        Args:
            movements: 0 or more, by the names of blocks in the order of the network.
        """
        if movements != self._movements:
            self._movements = dict(movements)
            self.show_values(wording.movement_shares(movements) if movements else None)
            self.setAccessibleDescription(self.words)

    def sizeHint(self) -> QSize:
        """Flat."""
        return QSize(320, self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the block under the mouse."""
        x = event.position().x()
        self._choose(self.strip.at(x) if self._movements and x <= self.strip.width else -1)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of the greatest one again."""
        super().leaveEvent(event)
        self._choose(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of the greatest one again."""
        super().focusOutEvent(event)
        self._choose(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from block to block."""
        last = len(self.strip.cells) - 1 if self._movements else -1
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(max(0, self._chosen - 1))
            case Qt.Key.Key_Right:
                self._choose(min(last, self._chosen + 1))
            case Qt.Key.Key_Home:
                self._choose(0)
            case Qt.Key.Key_End:
                self._choose(last)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, the scale, the row, and a frame around the block that is told of."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = self._paint_scale(painter) if self._movements else 0
        look = face(12, has_even_digits=True)
        draw_line(painter, QRect(0, 0, self.width() - taken, _LINE_PX), self.words, look, colour("text2"))
        self.paint_strip(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._movements and self._chosen >= 0:
            cell = self.strip.cells[self._chosen]
            painter.setPen(QPen(colour("text"), 2))
            place = QRectF(cell.left, self.top_px + ARC_PX, cell.width, BOX_PX)
            painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> int:
        """Paint what the colours mean, at the right; gives its width, px."""
        look = face(12, has_even_digits=True)
        low, high = wording.movement_scale(self._movements)
        wide = [look.metrics.horizontalAdvance(words) for words in (low, high)]
        whole = wide[0] + _SCALE_PX + wide[1] + 2 * _GAP_PX
        left = self.width() - whole
        draw_line(painter, QRect(left, 0, wide[0], _LINE_PX), low, look, colour("text2"))
        bar = QRectF(left + wide[0] + _GAP_PX, 5, _SCALE_PX, _LINE_PX - 10)
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        for place in range(_STEPS + 1):
            ramp.setColorAt(place / _STEPS, QColor(for_value(place / _STEPS)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ramp)
        painter.drawRoundedRect(bar, 3, 3)
        draw_line(painter, QRect(round(bar.right()) + _GAP_PX, 0, wide[1], _LINE_PX), high, look, colour("text2"))
        return whole + 2 * _GAP_PX

    def _choose(self, number: int) -> None:
        number = number if 0 <= number < len(self.strip.cells) else -1
        if number != self._chosen:
            self._chosen = number
            self.setAccessibleDescription(self.words)
            self.update()
