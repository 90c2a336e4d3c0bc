"""A view of cells of one size whose work depends on what is seen only, however many there are.

`QListView` lays out everything again whenever one cell changes: half a second with 100,000.
"""

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from resnet_desktop.desktop.widgets.cell_moves import cell_after
from resnet_desktop.desktop.widgets.smooth_wheel import SmoothWheel
from resnet_desktop.desktop.widgets.typed_name import TypedName

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_State = QStyle.StateFlag
_NOWHERE = QModelIndex()
_STEP_PX = 48
"""The longest step of the scroll bar; a notch of the wheel is three."""


class CellView(QAbstractItemView):
    """Shows a model's rows as cells below each other, each as wide as the view; a delegate paints them.

    A cell is one row of the model and stands for its first column. Subclasses may put several into a line.

    Args:
        line_height: px.
    Signals:
        name_typed: what somebody types at a stroke, to find a row by its name.
    """

    name_typed = Signal(str)

    def __init__(self, line_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line_height = line_height
        self._hovered = -1
        self._typed = TypedName()
        self._wheel = SmoothWheel(self.verticalScrollBar())
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    @property
    def columns(self) -> int:
        """How many cells a line has."""
        return 1

    @property
    def line_height(self) -> int:
        """Height of a cell, px."""
        return self._line_height

    @property
    def count(self) -> int:
        """How many cells there are."""
        return 0 if self.model() is None else self.model().rowCount()

    def cell_rect(self, row: int) -> QRect:
        """Where a row's cell is, in the viewport."""
        return QRect(0, row * self._line_height - self.verticalOffset(), self.viewport().width(), self._line_height)

    def row_at(self, point: QPoint) -> int:
        """The row at a place in the viewport; -1 where there is none."""
        line = (point.y() + self.verticalOffset()) // self._line_height
        return line if 0 <= line < self.count else -1

    def rows_in(self, place: QRect) -> Iterator[range]:
        """The rows whose cells a rectangle of the viewport touches, as few ranges as can be."""
        first = max(0, (place.top() + self.verticalOffset()) // self._line_height)
        end = min(self.count, (place.bottom() + self.verticalOffset()) // self._line_height + 1)
        if first < end:
            yield range(first, end)

    def rows_in_sight(self) -> range:
        """The rows that are seen, also those of which only a part is."""
        first = self.verticalOffset() // self._line_height * self.columns
        end = ((self.verticalOffset() + self.viewport().height() - 1) // self._line_height + 1) * self.columns
        return range(min(first, self.count), min(end, self.count))

    def selected_rows(self) -> list[int]:
        """The numbers of the selected rows, in no order."""
        chosen = self.selectionModel().selection()
        return [row for part in chosen.toList() for row in range(part.top(), part.bottom() + 1)]

    def held_row(self) -> tuple[int, int] | None:
        """A row to hold on to while others move, and its distance from the top, px.

        It is the current one if that is in sight, else the first one that is. At the very top it is none, unless
        somebody went to another row than the first.
        """
        sight, current = self.rows_in_sight(), self.currentIndex().row()
        row = current if current in sight else sight.start
        is_at_top = self.verticalOffset() == 0 and (row == 0 or row != current)
        return None if is_at_top or not sight else (row, self.cell_rect(row).top())

    def hold_row(self, row: int, top: int) -> None:
        """Scroll so that a row has that distance from the top, px, as far as there is something to scroll."""
        self._fit()
        self._wheel.stop()
        self.verticalScrollBar().setValue(row // self.columns * self._line_height - top)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model."""
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._fit)
        self._fit()

    def reset(self) -> None:
        """Begin anew after the model changed as a whole."""
        super().reset()
        self._fit()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room for new rows, and paint them if any of them is seen."""
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        if self.cell_rect(start).top() < self.viewport().height():
            self.viewport().update()

    def dataChanged(self, first: Index, last: Index, _roles: object = ()) -> None:
        """Paint again if any of it is seen."""
        sight = self.rows_in_sight()
        if first.row() < sight.stop and last.row() >= sight.start:
            self.viewport().update()

    def updateGeometries(self) -> None:
        """Set the scroll bar's range."""
        super().updateGeometries()
        height, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setSingleStep(min(self._line_height, _STEP_PX))
        bar.setPageStep(height)
        lines = -(-self.count // self.columns)
        bar.setRange(0, max(0, lines * self._line_height - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar's range right."""
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint what has come into sight."""
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:
        """Where a row's cell is, in the viewport."""
        return self.cell_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a place in the viewport."""
        row = self.row_at(point)
        return self.model().index(row, 0) if row >= 0 else _NOWHERE

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        """Bring a row into sight."""
        if not index.isValid():
            return
        place, height, bar = self.cell_rect(index.row()), self.viewport().height(), self.verticalScrollBar()
        self._wheel.stop()
        if hint == _Hint.PositionAtCenter:
            bar.setValue(bar.value() + place.center().y() - height // 2)
        elif place.top() < 0 or hint == _Hint.PositionAtTop:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() >= height or hint == _Hint.PositionAtBottom:
            bar.setValue(bar.value() + place.bottom() + 1 - height)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        """The row that a key leads to."""
        if not self.count:
            return _NOWHERE
        page = max(1, self.viewport().height() // self._line_height)
        row = self.currentIndex().row()
        return self.model().index(cell_after(action, row, self.count, self.columns, page) if row >= 0 else 0, 0)

    def event(self, event: QEvent) -> bool:
        """Keep letters of a name that is being typed from the window's own keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if is_plain and event.text().isprintable() and event.text() and self._typed.is_going_on:
                event.accept()
                return True
        return super().event(event)

    def keyboardSearch(self, search: str) -> None:
        """Tell what somebody types; who listens knows the names."""
        if typed := self._typed.type(search):
            self.name_typed.emit(typed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Glide."""
        if not self._wheel.turn(event):
            super().wheelEvent(event)

    def horizontalOffset(self) -> int:
        """Lines are never wider than the view."""
        return 0

    def verticalOffset(self) -> int:
        """How far the lines are scrolled, px."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """No row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select all rows between two places of the viewport, in the order in which they are read."""
        ends = [self._nearest_row(rect.topLeft()), self._nearest_row(rect.bottomRight())]
        self.select_ranges([range(min(ends), max(ends) + 1)] if self.count else [], command)

    def select_ranges(self, ranges: list[range], command: QItemSelectionModel.SelectionFlag) -> None:
        """Select rows."""
        chosen = QItemSelection()
        for rows in ranges:
            chosen.select(self.model().index(rows.start, 0), self.model().index(rows.stop - 1, 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """What must be painted again when the selection changes."""
        return QRegion(self.viewport().rect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the cell under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """No cell is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are seen."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, delegate = option.state & ~(_State.State_HasFocus | _State.State_MouseOver), self.itemDelegate()
        for rows in self.rows_in(event.rect()):
            for row in rows:
                index = self.model().index(row, 0)
                option.rect = self.cell_rect(row)
                option.state = plain | self._state_of(index)
                delegate.paint(painter, option, index)
        painter.end()

    def _nearest_row(self, point: QPoint) -> int:
        """The row at a place, or the one that is nearest to it."""
        row = self.row_at(point)
        if row >= 0:
            return row
        line = max(0, (point.y() + self.verticalOffset()) // self._line_height)
        return min(line * self.columns + self.columns - 1, self.count - 1)

    def _state_of(self, index: QModelIndex) -> QStyle.StateFlag:
        state = _State.State_None
        if self.selectionModel().isSelected(index):
            state |= _State.State_Selected
        if index.row() == self._hovered:
            state |= _State.State_MouseOver
        if index.row() == self.currentIndex().row() and self.hasFocus():
            state |= _State.State_HasFocus
        return state

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _fit(self) -> None:
        self.updateGeometries()
        self.viewport().update()
