"""How many pictures each class has, as bars that are divided by part."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.train.data.wording import part_words
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble
from resnet_desktop.formatting import count

PART_INKS = {"train": QColor("#0072B2"), "validation": QColor("#E69F00"), "test": QColor("#009E73")}

LINE_PX = 20
_BAR_PX = 12
_NUMBER_PX = 56
_LEAST_NAME_PX = 48
_MOST_NAME_SHARE = 0.4


class CountsChart(QWidget):
    """A line for each class; only those in sight are painted."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._numbers: Sequence[tuple[int, int, int]] = ()
        self._mouse: QPointF | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Pictures in each class")

    def show_counts(self, names: Sequence[str], counts: Sequence[tuple[int, int, int]]) -> None:
        """Show others.

        Args:
            names: of the classes.
            counts: of each, to train on, for validation and for test.
        """
        self._names, self._numbers = names, counts
        self.setFixedHeight(LINE_PX * len(names))
        self.setAccessibleDescription("; ".join(self.words(line) for line in range(min(50, len(names)))))
        self.update()

    def words(self, line: int) -> str:
        """Say what a line shows."""
        return part_words(self._names[line], self._numbers[line])

    def sizeHint(self) -> QSize:
        """A line for each class."""
        return QSize(320, LINE_PX * len(self._names))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the numbers of the line under the mouse."""
        self._mouse = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell nothing."""
        super().leaveEvent(event)
        self._mouse = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = event.rect().top() // LINE_PX, event.rect().bottom() // LINE_PX
        most = max((sum(numbers) for numbers in self._numbers), default=1) or 1
        hovered = -1 if self._mouse is None else int(self._mouse.y() // LINE_PX)
        for line in range(first, min(last + 1, len(self._names))):
            self._paint_line(painter, line, most, is_lit=line == hovered)
        if self._mouse is not None and 0 <= hovered < len(self._names):
            words = self.words(hovered)
            paint_bubble(painter, words, bubble_place(words, self._mouse, QRectF(self.visibleRegion().boundingRect())))
        painter.end()

    def _paint_line(self, painter: QPainter, line: int, most: int, *, is_lit: bool) -> None:
        top, name_px = line * LINE_PX, self._name_width()
        place = QRect(0, top, name_px - 8, LINE_PX)
        draw_line(painter, place, self._names[line], face(12), colour("text" if is_lit else "text2"))
        left, room = float(name_px), self.width() - name_px - _NUMBER_PX
        total = sum(self._numbers[line])
        for part, number in zip(PART_INKS, self._numbers[line], strict=True):
            width = number / most * room
            if number:
                bar = QRectF(left, top + (LINE_PX - _BAR_PX) / 2, max(width, 1), _BAR_PX)
                painter.fillRect(bar, PART_INKS[part])
            left += width
        number_place = QRect(self.width() - _NUMBER_PX, top, _NUMBER_PX, LINE_PX)
        numbers = face(12, has_even_digits=True)
        draw_line(painter, number_place, count(total), numbers, colour("text"), side=Qt.AlignmentFlag.AlignRight)

    def _name_width(self) -> int:
        metrics = face(12).metrics
        longest = max((metrics.horizontalAdvance(name) for name in self._names[:200]), default=0) + 12
        return min(max(longest, _LEAST_NAME_PX), round(self.width() * _MOST_NAME_SHARE))
