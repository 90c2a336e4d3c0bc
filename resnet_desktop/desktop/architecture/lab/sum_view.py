"""x + F(x) = F(x) + x as three maps beside each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.maps.wording import pixel_words
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray

_NAMES = ("x", "F(x)", "F(x) + x")
_INKS = (colours.SHORTCUT, colours.RESIDUAL, colours.ADDITION)
_SIGN_PX = 24
_CAPTION_PX = 22
_MOST_PX = 240
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class SumView(QWidget):
    """Each value is a square; the mouse says it.

    Signals:
        hovered: the value under the mouse, or None.
    """

    hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._maps: tuple[FloatArray, ...] = ()
        self._images: tuple[QImage, ...] = ()
        self._is_off = False
        self._bubble, self._bubble_at = "", QPointF()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Maps of x, F(x) and F(x) + x")

    def show_maps(self, maps: "tuple[FloatArray, ...]", images: tuple[QImage, ...], *, is_off: bool) -> None:
        """Show a block.

        Args:
            maps: (height, width) of x, F(x) and the sum, all of one size.
            images: the same in colours, one pixel for each value.
            is_off: whether F(x) is left out of the sum.
        """
        self._maps, self._images, self._is_off = maps, images, is_off
        self._say("", QPointF(), None)
        self.update()

    def sizeHint(self) -> QSize:
        """Three maps that can be told apart."""
        return QSize(280, self._side(280) + _CAPTION_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the maps and their names: a layout in a scrolled area asks nobody for that."""
        super().resizeEvent(event)
        self.setFixedHeight(self._side(self.width()) + _CAPTION_PX)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the value under the mouse."""
        for number in range(len(self._maps)):
            place, values = self._place(number), self._maps[number]
            if place.contains(event.position()):
                rows, columns = values.shape
                row = min(rows - 1, int((event.position().y() - place.top()) / place.height() * rows))
                column = min(columns - 1, int((event.position().x() - place.left()) / place.width() * columns))
                value = float(values[row, column])
                self._say(f"{_NAMES[number]} · {pixel_words(row, column, value)}", event.position(), value)
                return
        self._say("", QPointF(), None)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._say("", QPointF(), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the maps, what they are, and the signs between them."""
        painter = QPainter(self)
        for number, image in enumerate(self._images):
            place = self._place(number)
            is_out = self._is_off and number == 1
            painter.setOpacity(0.35 if is_out else 1)
            is_smaller = image.width() > place.width() * self.devicePixelRatioF()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smaller)
            painter.drawImage(place, image)
            painter.setOpacity(1)
            painter.setPen(QPen(QColor(_INKS[number]), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
            words = "F(x), left out" if is_out else "x" if self._is_off and number == 2 else _NAMES[number]
            caption = QRect(int(place.left()) - 8, int(place.bottom()), int(place.width()) + 16, _CAPTION_PX)
            draw_line(painter, caption, words, face(12), colour("text"), side=_CENTRE)
            if number:
                sign = QRect(int(place.left()) - _SIGN_PX, int(place.top()), _SIGN_PX, int(place.height()))
                draw_line(painter, sign, "+" if number == 1 else "=", face(15), colour("text2"), side=_CENTRE)
        if self._bubble:
            paint_bubble(painter, self._bubble, bubble_place(self._bubble, self._bubble_at, QRectF(self.rect())))
        painter.end()

    def _side(self, width: int) -> int:
        return max(24, min(_MOST_PX, (width - 2 * _SIGN_PX) // 3))

    def _place(self, number: int) -> QRectF:
        side = self._side(self.width())
        return QRectF(number * (side + _SIGN_PX), 0, side, side)

    def _say(self, words: str, at: QPointF, value: float | None) -> None:
        if words or self._bubble:
            self._bubble, self._bubble_at = words, at
            self.hovered.emit(value)
            self.update()
