"""A view of rows of one height whose work depends on what is seen only, however many rows there are.

`QListView` lays out every row again whenever one changes: half a second with 100,000 rows.
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
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
_NOWHERE = QModelIndex()


class RowView(QAbstractItemView):
    """Shows the first column of a flat model; a delegate paints the rows.

    Args:
        row_height: px.
    """

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._hovered = -1
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)

    def selected_rows(self) -> list[int]:
        """The numbers of the selected rows, in no order."""
        chosen = self.selectionModel().selection()
        return [row for part in chosen.toList() for row in range(part.top(), part.bottom() + 1)]

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
        """Make room for new rows."""
        super().rowsInserted(parent, start, end)
        self._fit()

    def dataChanged(self, _first: Index, _last: Index, _roles: object = ()) -> None:
        """Paint what is seen again."""
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Set the scroll bar's range."""
        super().updateGeometries()
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._row_height // 2)
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._count() * self._row_height - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar's range right."""
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint what has come into sight."""
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:
        """Where a row is, in the viewport."""
        top = index.row() * self._row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._row_height) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a place in the viewport."""
        row = (point.y() + self.verticalOffset()) // self._row_height
        return self.model().index(row, 0) if 0 <= row < self._count() else _NOWHERE

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight."""
        if not index.isValid():
            return
        place, height, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + place.center().y() - height // 2)
        elif place.top() < 0 or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(bar.value() + place.top())
        elif place.bottom() >= height or hint == QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(bar.value() + place.bottom() + 1 - height)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _keys: Qt.KeyboardModifier) -> QModelIndex:
        """The row that a key leads to."""
        last, page = self._count() - 1, max(1, self.viewport().height() // self._row_height)
        steps = {
            _Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MoveLeft: -1,
            _Move.MoveDown: 1, _Move.MoveNext: 1, _Move.MoveRight: 1,
            _Move.MovePageUp: -page, _Move.MovePageDown: page, _Move.MoveHome: -last, _Move.MoveEnd: last,
        }  # fmt: skip
        if last < 0:
            return _NOWHERE
        row = self.currentIndex().row()
        return self.model().index(min(last, max(0, row + steps[action])) if row >= 0 else 0, 0)

    def horizontalOffset(self) -> int:
        """Rows are never wider than the view."""
        return 0

    def verticalOffset(self) -> int:
        """How far the rows are scrolled, px."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """No row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows that a rectangle of the viewport touches."""
        offset, last = self.verticalOffset(), self._count() - 1
        first_row = max(0, (rect.top() + offset) // self._row_height)
        last_row = min(last, (rect.bottom() + offset) // self._row_height)
        chosen = QItemSelection()
        if first_row <= last_row:
            chosen.select(self.model().index(first_row, 0), self.model().index(last_row, 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """What must be painted again when the selection changes."""
        return QRegion(self.viewport().rect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        painter = QPainter(self.viewport())
        for row in self._rows_in(event.rect()):
            index = self.model().index(row, 0)
            self.itemDelegateForIndex(index).paint(painter, self._option(index), index)
        painter.end()

    def _rows_in(self, place: QRect) -> Iterator[int]:
        first = (place.top() + self.verticalOffset()) // self._row_height
        last = (place.bottom() + self.verticalOffset()) // self._row_height
        yield from range(max(0, first), min(self._count() - 1, last) + 1)

    def _option(self, index: QModelIndex) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        state = option.state & ~QStyle.StateFlag.State_HasFocus
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index.row() == self._hovered:
            state |= QStyle.StateFlag.State_MouseOver
        else:
            state &= ~QStyle.StateFlag.State_MouseOver
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        option.state = state
        return option

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _count(self) -> int:
        return 0 if self.model() is None else self.model().rowCount()

    def _fit(self) -> None:
        self.updateGeometries()
        self.viewport().update()
