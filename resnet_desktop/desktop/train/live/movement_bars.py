"""How far each block's weights have moved: a bar for each, in the order of the network."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.widgets.line_chart_series import GREEN
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_LINE_PX = 20
_BARS_PX = 56
_MOST_BAR_PX = 64


class MovementBars(QWidget):
    """Bars; the one under the mouse, or that arrows went to, says its number above them."""

    def __init__(self) -> None:
        super().__init__()
        self._movements: Mapping[str, float] = {}
        self._chosen = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(2 * _LINE_PX + _BARS_PX)
        self.setMinimumWidth(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(wording.MOVEMENT_TITLE)
        self.setToolTip(wording.MOVEMENT_TIP)

    @property
    def words(self) -> str:
        """What stands above the bars."""
        names = list(self._movements)
        if not names:
            return wording.NO_MOVEMENT
        if 0 <= self._chosen < len(names):
            return wording.movement_words(names[self._chosen], self._movements[names[self._chosen]])
        most = max(names, key=lambda name: self._movements[name])
        return f"Most: {wording.movement_words(most, self._movements[most])}"

    def show_movements(self, movements: Mapping[str, float]) -> None:
        """Show others.

        Args:
            movements: 0 or more, by the names of blocks in the order of the network.
        """
        if movements != self._movements:
            self._movements = dict(movements)
            self.setAccessibleDescription(self.words)
            self.update()

    def sizeHint(self) -> QSize:
        """Flat."""
        return QSize(320, self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the bar under the mouse."""
        self._choose(int(event.position().x() // self._pitch()) if self._movements else -1)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of the greatest one again."""
        super().leaveEvent(event)
        self._choose(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of the greatest one again."""
        super().focusOutEvent(event)
        self._choose(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar."""
        last = len(self._movements) - 1
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
        """Paint the words, the bars, and names where there is room for them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = QRect(0, 0, self.width(), _LINE_PX)
        draw_line(painter, top, self.words, face(12, has_even_digits=True), colour("text2"))
        base = _LINE_PX + _BARS_PX
        painter.fillRect(QRectF(0, base, self.width(), 1), colour("line_strong"))
        pitch = self._pitch()
        for number, share in enumerate(wording.movement_shares(self._movements).values()):
            height = (_BARS_PX - 4) * share
            ink = colour("accent") if number == self._chosen else QColor(GREEN)
            painter.fillRect(QRectF(number * pitch + 1, base - height, max(1.0, pitch - 2), height), ink)
        self._paint_names(painter, pitch)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_names(self, painter: QPainter, pitch: float) -> None:
        look = face(12, has_even_digits=True)
        free_from = 0.0
        painter.setFont(look.font)
        painter.setPen(colour("text2"))
        for number, name in enumerate(self._movements):
            wide = look.metrics.horizontalAdvance(name)
            left = max(0.0, min(number * pitch + (pitch - wide) / 2, self.width() - wide))
            if left >= free_from:
                painter.drawText(QPointF(left, self.height() - 5), name)
                free_from = left + wide + 8

    def _pitch(self) -> float:
        return min(_MOST_BAR_PX, self.width() / max(1, len(self._movements)))

    def _choose(self, number: int) -> None:
        number = number if 0 <= number < len(self._movements) else -1
        if number != self._chosen:
            self._chosen = number
            self.setAccessibleDescription(self.words)
            self.update()
