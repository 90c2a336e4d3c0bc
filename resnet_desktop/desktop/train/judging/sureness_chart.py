"""A chart of how often the model was right, by how sure it was."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble
from resnet_desktop.training.judgement_measures import Bin

_BAR = QColor("#0072B2")
_LEFT_PX, _TOP_PX, _RIGHT_PX, _BOTTOM_PX = 44, 24, 12, 40
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class SurenessChart(QWidget):
    """A bar for each interval of confidence; a dot where it should end; below, how many pictures it stands for.

    Attributes:
        bins: the intervals.
        hovered: the number of the interval that is told, by mouse or arrows; -1 for none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bins: Sequence[Bin] = ()
        self.hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("How often it is right, by how sure it was")

    def show_bins(self, bins: Sequence[Bin]) -> None:
        """Show others."""
        self.bins, self.hovered = bins, -1
        self.setAccessibleDescription("; ".join(map(wording.bin_words, bins)))
        self.update()

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(440, 280)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the bar under the mouse."""
        part = (event.position().x() - self._area().left()) / max(1.0, self._area().width())
        self._hover(next((place for place, each in enumerate(self.bins) if each.low <= part < each.high), -1))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell nothing."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell nothing."""
        super().focusOutEvent(event)
        self._hover(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar by arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.bins:
            super().keyPressEvent(event)
        else:
            self._hover(min(len(self.bins) - 1, max(0, self.hovered + step)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axes, bars and dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12, has_even_digits=True))
        self._paint_axes(painter)
        for place, each in enumerate(self.bins):
            self._paint_bin(painter, each, is_hovered=place == self.hovered)
        if 0 <= self.hovered < len(self.bins):
            each = self.bins[self.hovered]
            words = wording.bin_words(each)
            at = self._point((each.low + each.high) / 2, min(each.accuracy, 0.85))
            paint_bubble(painter, words, bubble_place(words, at, QRectF(self.rect())))
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        area, middle = self._area(), Qt.AlignmentFlag.AlignVCenter
        for tick in _TICKS:
            painter.fillRect(QRectF(area.left(), self._point(0, tick).y(), area.width(), 1), colour("line"))
            painter.setPen(colour("text2"))
            y, x = self._point(0, tick).y(), self._point(tick, 0).x()
            room = QRectF(0, y - 8, _LEFT_PX - 8, 16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | middle), f"{100 * tick:.0f} %")
            side = Qt.AlignmentFlag.AlignRight if tick == 1 else Qt.AlignmentFlag.AlignHCenter
            below = QRectF(x - 60, area.bottom() + 4, 60 if tick == 1 else 120, 16)
            painter.drawText(
                below.adjusted(0, 0, _RIGHT_PX if tick == 1 else 0, 0), int(side | middle), f"{100 * tick:.0f} %"
            )
        left = int(Qt.AlignmentFlag.AlignLeft | middle)
        painter.drawText(QRectF(0, 0, self.width(), 16), left, "Right")
        foot = QRectF(area.left(), self.height() - 18, area.width(), 16)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignHCenter | middle), "How sure it was")
        pen = QPen(colour("text2"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.drawLine(self._point(0, 0), self._point(1, 1))

    def _paint_bin(self, painter: QPainter, each: Bin, *, is_hovered: bool) -> None:
        top, foot = self._point(each.low, each.accuracy), self._point(each.high, 0)
        most = max(other.pictures for other in self.bins)
        bar = QColor(_BAR)
        bar.setAlphaF(1.0 if is_hovered else 0.15 + 0.75 * (each.pictures / most) ** 0.5)
        painter.fillRect(QRectF(top, foot).adjusted(1, 0, -1, 0), bar)
        painter.setPen(QPen(colour("surface"), 1.5))
        painter.setBrush(QColor("#D55E00"))
        painter.drawEllipse(self._point(each.confidence, each.confidence), 4, 4)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT_PX, _TOP_PX, -_RIGHT_PX, -_BOTTOM_PX)

    def _point(self, x: float, y: float) -> QPointF:
        area = self._area()
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def _hover(self, place: int) -> None:
        if place != self.hovered:
            self.hovered = place
            self.update()
