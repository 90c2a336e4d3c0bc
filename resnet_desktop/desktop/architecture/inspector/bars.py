"""A row of upright bars, painted by hand: how values are spread, or one value for each filter or layer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

_AXIS_PX = 18
_TOP_PX = 4
_LEAST_BAR_PX = 1.0


class Bars(QWidget):
    """Bars from zero up; the mouse reads one.

    Where there are more bars than pixels, a pixel shows the highest of its bars, and the mouse reads that one.

    Signals:
        chosen: the number of the bar that was clicked, from 0.
    """

    chosen = Signal(int)

    def __init__(self, name: str, height_px: int = 88) -> None:
        super().__init__()
        self._name = name
        self._values: Sequence[float] = ()
        self._marked: frozenset[int] = frozenset()
        self._ink = QColor()
        self._ends = ("", "")
        self._zero: float | None = None
        self._say: Callable[[int], str] = str
        self._mouse: QPointF | None = None
        self._is_link = False
        self.setMouseTracking(True)
        self.setFixedHeight(height_px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_bars(
        self,
        values: Sequence[float],
        ink: str,
        ends: tuple[str, str],
        say: Callable[[int], str],
        *,
        zero: float | None = None,
        marked: Sequence[int] = (),
        is_link: bool = False,
        description: str = "",
    ) -> None:
        """Show others.

        Args:
            values: their heights, 0 or more.
            ink: ``#RRGGBB``.
            ends: what stands below the first and the last bar.
            say: what the mouse reads of a bar by its number.
            zero: where zero lies, 0 to 1 of the width; None where the axis has none.
            marked: numbers of bars that are shown as bad.
            is_link: whether a bar can be clicked.
            description: all in one sentence, for a screen reader.
        """
        self._values, self._ink, self._ends, self._say = values, QColor(ink), ends, say
        self._zero, self._marked, self._is_link = zero, frozenset(marked), is_link
        self._mouse = None
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Calm and low."""
        return QSize(240, self.height())

    def bar_at(self, x: float) -> int:
        """The number of the bar at a place; of several the highest; -1 where there is none."""
        count, width = len(self._values), self.width()
        if not count or not 0 <= x < width:
            return -1
        first = int(x * count / width)
        last = max(first + 1, int((x + 1) * count / width)) if count > width else first + 1
        return max(range(first, min(last, count)), key=self._values.__getitem__, default=-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the bar under the mouse."""
        self._mouse = event.position()
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._is_link else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a bar."""
        bar = self.bar_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and self._is_link and bar >= 0:
            self.chosen.emit(bar)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is read any more."""
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, axis and what the mouse reads."""
        painter = QPainter(self)
        bottom = self.height() - _AXIS_PX
        painter.fillRect(QRectF(0, bottom, self.width(), 1), colour("line"))
        read = self.bar_at(self._mouse.x()) if self._mouse is not None else -1
        highest = max(self._values, default=0.0)
        if highest > 0:
            self._paint_bars(painter, bottom, (bottom - _TOP_PX) / highest, read)
        self._paint_axis(painter, bottom)
        if self._mouse is not None and read >= 0:
            words = self._say(read)
            paint_bubble(painter, words, bubble_place(words, self._mouse, QRectF(self.rect())))
        painter.end()

    def _paint_bars(self, painter: QPainter, bottom: int, scale: float, read: int) -> None:
        count, width = len(self._values), self.width()
        step = width / count
        gap = 1 if step >= 3 else 0
        for number, value in enumerate(self._values):
            left, height = number * step, value * scale
            if value <= 0 and number not in self._marked:
                continue
            ink = colour("text") if number == read else colour("bad") if number in self._marked else self._ink
            bar = QRectF(left, bottom - max(height, 1.0), max(step - gap, _LEAST_BAR_PX), max(height, 1.0))
            painter.fillRect(bar, ink)

    def _paint_axis(self, painter: QPainter, bottom: int) -> None:
        painter.setFont(font(12, has_even_digits=True))
        painter.setPen(colour("text2"))
        room = QRectF(0, bottom + 2, self.width(), _AXIS_PX - 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | middle), self._ends[0])
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | middle), self._ends[1])
        if self._zero is not None:
            x = self._zero * self.width()
            painter.fillRect(QRectF(x, _TOP_PX, 1, bottom - _TOP_PX + 3), colour("line_strong"))
            taken = [painter.fontMetrics().horizontalAdvance(end) + 12 for end in self._ends]
            if taken[0] < x < self.width() - taken[1]:
                painter.drawText(QRectF(x - 20, room.top(), 40, room.height()), int(Qt.AlignmentFlag.AlignCenter), "0")
