"""The rows of the table below their header."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.architecture.listing.cells import HEIGHT_PX, Cells
from resnet_desktop.desktop.architecture.listing.columns import COLUMNS, OF_LAYERS
from resnet_desktop.desktop.architecture.listing.name_title import NameTitle
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.table_header import HEIGHT_PX as HEADER_PX
from resnet_desktop.desktop.widgets.table_view import TableView
from resnet_desktop.desktop.widgets.text_table import TextModel
from resnet_desktop.network.rows import Row

Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag


class RowsModel(TextModel):
    """Rows as Qt's views see them; columns also say what they are."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title, where it stands, and what it is."""
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        if is_tip and orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            return COLUMNS[section].tip
        return super().headerData(section, orientation, role)


class RowsView(TableView):
    """Shows rows; the name of each stays in sight.

    Attributes:
        rows: the model.
    Signals:
        columns_moved: they were scrolled or made wider.
        row_chosen: the row that somebody went to.
    """

    columns_moved = Signal()
    row_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(HEIGHT_PX)
        self.rows = RowsModel(COLUMNS, self)
        self._cells = Cells(self.rows)
        self._is_showing = False
        self.setItemDelegate(self._cells)
        self.setModel(self.rows)
        self.setAccessibleName("Layers with their numbers")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.header.setStretchLastSection(True)
        for place, column in enumerate(COLUMNS):
            self.header.resizeSection(place, column.width_px)
        self._title = NameTitle(self.header, self)
        self.header.sectionResized.connect(lambda *_: self._move_columns())
        self.selectionModel().currentChanged.connect(self._tell)
        self.name_typed.connect(self._look_for)

    def show_rows(self, rows: list[Row]) -> None:
        """Show others."""
        self._is_showing = True
        self.rows.show_records(rows)
        self._is_showing = False

    def show_columns_of_layers(self, are_shown: bool) -> None:
        """Show the columns that blocks and stages have no values for, or leave them out."""
        for place, column in enumerate(COLUMNS):
            if column.title in OF_LAYERS:
                self.header.setSectionHidden(place, not are_shown)

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight; nobody is told. With -1 it is none."""
        self._is_showing = True
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        self._is_showing = False
        if index.isValid():
            self.scrollTo(index)

    def mark(self, rows: list[int]) -> None:
        """Select rows and bring the first into sight; nobody is told, and nothing moves where they are selected."""
        if set(rows) == set(self.selected_rows()):
            return
        if len(rows) < 2:
            self.go_to(rows[0] if rows else -1)
            return
        self._is_showing = True
        self.selectionModel().setCurrentIndex(self.rows.index(rows[0], 0), _Flag.NoUpdate)
        self.select_ranges([range(row, row + 1) for row in rows], _Flag.ClearAndSelect | _Flag.Rows)
        self._is_showing = False
        self.scrollTo(self.rows.index(rows[-1], 0))
        self.scrollTo(self.rows.index(rows[0], 0))

    def chosen_rows(self) -> list[Row]:
        """The selected rows, from above."""
        return [self.rows.records[row] for row in sorted(self.selected_rows())]

    def places(self) -> list[tuple[int, int, int]]:
        """The columns that are seen: number, left edge and width, px; the name is always one of them."""
        name = (0, 0, self.header.sectionSize(0)) if self.horizontalOffset() else None
        others = [place for place in self.columns_in_sight() if place[2] and (name is None or place[0] != 0)]
        return others if name is None else [name, *others]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        self._cells.places = self.places()
        super().paintEvent(event)
        if not self.count:
            painter = QPainter(self.viewport())
            painter.setPen(colour("text2"))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), "Nothing found")
            painter.end()

    def updateGeometries(self) -> None:
        """Put the name's title above the names."""
        super().updateGeometries()
        if hasattr(self, "_title"):
            self._move_columns()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the columns along."""
        super().scrollContentsBy(dx, dy)
        self._move_columns()

    def cell_rect(self, row: int) -> QRect:
        """Where a row is, in the viewport; marks of selection fill all of it."""
        place = super().cell_rect(row)
        return QRect(0, place.top(), max(self.viewport().width(), 1), place.height())

    def _move_columns(self) -> None:
        corner = self.viewport().geometry().topLeft()
        self._title.setGeometry(corner.x(), corner.y() - HEADER_PX, self.header.sectionSize(0), HEADER_PX)
        self._title.setVisible(self.horizontalOffset() > 0)
        self._title.raise_()
        self._title.update()
        self.columns_moved.emit()

    def _tell(self, current: Index) -> None:
        if current.isValid() and not self._is_showing:
            self.row_chosen.emit(self.rows.records[current.row()])

    def _look_for(self, typed: str) -> None:
        wanted, rows = typed.casefold(), self.rows.records
        begin = max(0, self.currentIndex().row()) + (len(typed) == 1)
        turn = [(begin + step) % len(rows) for step in range(len(rows))]
        row = next((row for row in turn if rows[row].name.casefold().startswith(wanted)), None)
        if row is not None:
            self.go_to(row)
            self.row_chosen.emit(rows[row])
