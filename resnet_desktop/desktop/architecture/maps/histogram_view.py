"""How often which values occur in a channel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.maps.wording import number
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.formatting import percent

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray

_LINE_PX = 16
_BARS_PX = 48
_NUMBER_PX = 64


class HistogramView(QWidget):
    """Bars over a range of values; they grow with the square root of the share, so that rare values are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: list[float] = []
        self._low = self._high = 0.0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFixedHeight(_LINE_PX + _BARS_PX + _LINE_PX)
        self.setMinimumWidth(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Histogram of the channel's values")

    @property
    def words(self) -> str:
        """What stands above the bars: how many values are in the interval under the mouse, or what is shown."""
        if 0 <= self._hovered < len(self._shares):
            step = (self._high - self._low) / len(self._shares)
            begin = self._low + self._hovered * step
            return f"{number(begin)} to {number(begin + step)}: {percent(self._shares[self._hovered])} of the values"
        return "How often values occur (bars by square root)"

    def show_shares(self, shares: "FloatArray", low: float, high: float) -> None:
        """Show a histogram.

        Args:
            shares: (bins,) of each interval, 0 to 1.
            low: where the first one begins.
            high: where the last one ends.
        """
        self._shares, self._low, self._high = [float(share) for share in shares], low, high
        self.setAccessibleDescription(f"{number(low)} to {number(high)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Flat."""
        return QSize(240, self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the interval under the mouse."""
        self._hovered = int(event.position().x() / max(1, self.width()) * len(self._shares))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell what is shown again."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars and their numbers."""
        if not self._shares:
            return
        painter = QPainter(self)
        painter.setFont(font(12, has_even_digits=True))
        painter.setPen(colour("text2"))
        painter.drawText(QRectF(0, 0, self.width(), _LINE_PX), int(Qt.AlignmentFlag.AlignLeft), self.words)
        below = QRectF(0, self.height() - _LINE_PX, self.width(), _LINE_PX)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), number(self._low))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), number(self._high))
        self._paint_bars(painter)
        painter.end()

    def _paint_bars(self, painter: QPainter) -> None:
        base, wide = self.height() - _LINE_PX, self.width() / len(self._shares)
        most = max(self._shares) or 1.0
        for place, share in enumerate(self._shares):
            height = _BARS_PX * (share / most) ** 0.5
            bar = QRectF(place * wide, base - height, max(1.0, wide - 1), height)
            painter.fillRect(bar, colour("accent" if place == self._hovered else "text2"))
        painter.fillRect(QRectF(0, base - 1, self.width(), 1), colour("line_strong"))
        if self._low < 0 < self._high:
            x = -self._low / (self._high - self._low) * self.width()
            painter.fillRect(QRectF(x, base - _BARS_PX, 1, _BARS_PX), colour("accent"))
            if _NUMBER_PX < x < self.width() - _NUMBER_PX:
                label_at = QRectF(x - 20, self.height() - _LINE_PX, 40, _LINE_PX)
                painter.drawText(label_at, int(Qt.AlignmentFlag.AlignHCenter), "0")
