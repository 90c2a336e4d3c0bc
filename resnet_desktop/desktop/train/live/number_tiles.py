"""A few numbers with their names, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_ROW_PX = 44
_LEAST_PX = 104


class NumberTiles(QWidget):
    """Each name above its number.

    Attributes:
        numbers: names and numbers.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: Sequence[tuple[str, str]] = ()
        self.setAccessibleName("Numbers of the run")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_numbers(self, numbers: Sequence[tuple[str, str]]) -> None:
        """Show others; nothing is painted where nothing changed."""
        if numbers == self.numbers:
            return
        has_more = len(numbers) != len(self.numbers)
        self.numbers = numbers
        self.setAccessibleDescription(", ".join(f"{name}: {number}" for name, number in numbers))
        if has_more:
            self._fit()
        self.update()

    def columns(self) -> int:
        """How many stand side by side: as many in each row as in the others."""
        count = max(1, len(self.numbers))
        most = max(1, min(count, self.width() // _LEAST_PX))
        rows = -(-count // most)
        return -(-count // rows)

    def sizeHint(self) -> QSize:
        """One row, or what is there."""
        return QSize(_LEAST_PX * 3, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names and numbers."""
        painter = QPainter(self)
        columns = self.columns()
        wide = self.width() // columns
        for number, (name, value) in enumerate(self.numbers):
            left, top = number % columns * wide, number // columns * _ROW_PX
            draw_line(painter, QRect(left, top, wide - 8, 18), name, face(12), colour("text2"))
            look = face(15, is_strong=True, has_even_digits=True)
            draw_line(painter, QRect(left, top + 18, wide - 8, 22), value, look, colour("text"), elide=_END)
        painter.end()

    def _fit(self) -> None:
        rows = -(-len(self.numbers) // self.columns())
        if self.height() != rows * _ROW_PX:
            self.setFixedHeight(rows * _ROW_PX)


_END = Qt.TextElideMode.ElideRight
