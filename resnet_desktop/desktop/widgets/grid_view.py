"""A view of tiles in lines, as many in each as there is room for."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.cell_view import CellView


class GridView(CellView):
    """Cells of one size beside and below each other; the mouse can draw a band around those that are to be chosen.

    Args:
        width: about that of a cell, px; so many stand in a line that they fill it best.
        extra_height: how much higher a cell is than it is wide, px.
    """

    def __init__(self, width: int, extra_height: int, parent: QWidget | None = None) -> None:
        self._width = width
        self._extra_height = extra_height
        self._columns = 1
        self._band_start: QPoint | None = None
        self._band_end = QPoint()
        super().__init__(width + extra_height, parent)

    @property
    def columns(self) -> int:
        """How many tiles a line has."""
        return self._columns

    def set_width(self, width: int) -> None:
        """Make tiles about so wide, px; what was in sight stays there."""
        self._width = width
        self._lay_out()

    def cell_rect(self, row: int) -> QRect:
        """Where a row's tile is, in the viewport."""
        line, column = divmod(row, self._columns)
        left, right = self._left(column), self._left(column + 1)
        return QRect(left, line * self.line_height - self.verticalOffset(), right - left, self.line_height)

    def row_at(self, point: QPoint) -> int:
        """The row at a place in the viewport; -1 where there is none."""
        if not 0 <= point.x() < self._left(self._columns):
            return -1
        line = (point.y() + self.verticalOffset()) // self.line_height
        row = line * self._columns + self._column_at(point.x())
        return row if 0 <= row < self.count else -1

    def rows_in(self, place: QRect) -> Iterator[range]:
        """The rows whose tiles a rectangle of the viewport touches, as few ranges as can be."""
        first_line = max(0, (place.top() + self.verticalOffset()) // self.line_height)
        last_line = (place.bottom() + self.verticalOffset()) // self.line_height
        first, last = self._column_at(place.left()), self._column_at(place.right())
        if first == 0 and last == self._columns - 1:
            lines = range(first_line * self._columns, min(self.count, (last_line + 1) * self._columns))
            yield from [lines] if lines else []
            return
        for line in range(first_line, min(last_line, (self.count - 1) // self._columns) + 1):
            start = line * self._columns
            rows = range(start + first, min(self.count, start + last + 1))
            if rows:
                yield rows

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select what the band touches; by keys and clicks, everything between two tiles as one reads."""
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self.select_ranges(list(self.rows_in(rect.normalized())), command)
        else:
            super().setSelection(rect, command)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A band may begin here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._band_start = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the band."""
        super().mouseMoveEvent(event)
        self._band_end = event.position().toPoint() + QPoint(0, self.verticalOffset())
        if self._band().isValid():
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The band has done its work."""
        super().mouseReleaseEvent(event)
        self._band_start = None
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tiles and band."""
        super().paintEvent(event)
        band = self._band()
        if not band.isValid():
            return
        painter = QPainter(self.viewport())
        ink = colour("accent")
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QColor(ink.red(), ink.green(), ink.blue(), 40))
        painter.drawRect(band.adjusted(0, 0, -1, -1))
        painter.end()

    def _band(self) -> QRect:
        if self._band_start is None or self.state() != QAbstractItemView.State.DragSelectingState:
            return QRect()
        band = QRect(self._band_start, self._band_end).normalized()
        return band.translated(0, -self.verticalOffset())

    def _lay_out(self) -> None:
        held = self.held_row()
        self._columns = max(1, round(self._room() / self._width))
        self._line_height = self._room() // self._columns + self._extra_height
        if held is None:
            self._fit()
        else:
            row, top = held
            self.hold_row(row, max(0, min(top, self.viewport().height() - self._line_height)))

    def _room(self) -> int:
        """Width of the lines, px: the scroll bar's room is left free also while there is no bar."""
        return max(1, self.contentsRect().width() - self.verticalScrollBar().sizeHint().width())

    def _left(self, column: int) -> int:
        return column * self._room() // self._columns

    def _column_at(self, x: int) -> int:
        return min(self._columns - 1, max(0, (x * self._columns + self._columns - 1) // self._room()))
