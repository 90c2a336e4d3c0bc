"""The colours of a map with what they mean."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, qRgb
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour, font

_LINE_PX = 16
_MARKER_PX = 6
_BAR_PX = 8
_GAP_PX = 4


def two_decimals(value: float) -> str:
    """Write a value of a map: ``0.42``, with a true minus where it is below 0."""
    return f"{value:.2f}".replace("-", "\u2212") if round(value, 2) else "0.00"


class ScaleBar(QWidget):
    """A bar of colours, its lowest, middle and highest value below it, what they measure above, and a marker."""

    def __init__(self) -> None:
        super().__init__()
        self._ramp = QImage()
        self._low = self._high = 0.0
        self._unit = ""
        self._write: Callable[[float], str] = two_decimals
        self._value: float | None = None
        self.setFixedHeight(_LINE_PX + _MARKER_PX + _BAR_PX + _GAP_PX + _LINE_PX)
        self.setMinimumWidth(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Colour scale")

    @property
    def words(self) -> tuple[str, str, str]:
        """What stands below the bar: the lowest, the middle and the highest value."""
        return self._write(self._low), self._write((self._low + self._high) / 2), self._write(self._high)

    def show_scale(
        self,
        colours: Sequence[tuple[int, int, int]],
        low: float,
        high: float,
        unit: str = "",
        write: Callable[[float], str] = two_decimals,
    ) -> None:
        """Show the colours of a map.

        Args:
            colours: red, green, blue, 0 to 255 each, from the lowest value to the highest; evenly spaced, usually 256.
            low: the value of the first colour.
            high: the value of the last colour.
            unit: what the values measure; may be empty.
            write: how a value is written.
        """
        ramp = QImage(len(colours), 1, QImage.Format.Format_RGB32)
        for place, (red, green, blue) in enumerate(colours):
            ramp.setPixel(place, 0, qRgb(red, green, blue))
        self._ramp, self._low, self._high, self._unit, self._write = ramp, low, high, unit, write
        self._value = None
        least, middle, most = self.words
        self.setAccessibleDescription(f"{unit}: from {least} over {middle} to {most}" if unit else f"{least} to {most}")
        self.update()

    def show_value(self, value: float | None) -> None:
        """Mark a value; one beyond the scale is marked at its end. None marks nothing."""
        if value != self._value:
            self._value = value
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to tell the colours apart."""
        return QSize(240, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow being disabled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        if self._ramp.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(font(12, has_even_digits=True))
        painter.setPen(colour("text2" if self.isEnabled() else "disabled"))
        self._paint_words(painter)
        bar = self._bar()
        painter.setOpacity(1 if self.isEnabled() else 0.4)
        shape = QPainterPath()
        shape.addRoundedRect(bar, 2, 2)
        painter.setClipPath(shape)
        painter.drawImage(bar, self._ramp)
        painter.setClipping(False)
        painter.setPen(QPen(colour("line_strong"), 1))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if self._value is not None and self.isEnabled():
            self._paint_marker(painter, bar, self._value)
        painter.end()

    def _bar(self) -> QRectF:
        return QRectF(0, _LINE_PX + _MARKER_PX, self.width(), _BAR_PX)

    def _paint_words(self, painter: QPainter) -> None:
        top, below = QRectF(0, 0, self.width(), _LINE_PX), QRectF(0, self.height() - _LINE_PX, self.width(), _LINE_PX)
        value = "" if self._value is None or not self.isEnabled() else self._write(self._value)
        metrics = QFontMetricsF(painter.font())
        room = top.width() - (metrics.horizontalAdvance(value) + _LINE_PX if value else 0)
        unit = metrics.elidedText(self._unit, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), unit)
        for words, side in zip(self.words, _SIDES, strict=True):
            painter.drawText(below, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        if value:
            pen = painter.pen()
            painter.setPen(colour("text"))
            painter.drawText(top, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), value)
            painter.setPen(pen)

    def _paint_marker(self, painter: QPainter, bar: QRectF, value: float) -> None:
        span = self._high - self._low
        share = min(1.0, max(0.0, (value - self._low) / span)) if span else 0.5
        x = min(bar.right() - _MARKER_PX / 2, max(bar.left() + _MARKER_PX / 2, bar.left() + share * bar.width()))
        painter.fillRect(QRectF(x - 1.5, bar.top(), 3, bar.height()), QColor(Qt.GlobalColor.white))
        painter.fillRect(QRectF(x - 0.5, bar.top(), 1, bar.height()), QColor(Qt.GlobalColor.black))
        tip = QPointF(x, bar.top() - 1)
        wings = [
            QPointF(x - _MARKER_PX / 2, tip.y() - _MARKER_PX + 1),
            QPointF(x + _MARKER_PX / 2, tip.y() - _MARKER_PX + 1),
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("text"))
        painter.drawPolygon(QPolygonF([tip, *wings]))


_SIDES = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
