"""The differences as rows with columns."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.classify.comparing.columns import COLUMNS, RIGHT
from resnet_desktop.desktop.classify.comparing.difference_model import DifferenceModel
from resnet_desktop.desktop.classify.comparing.difference_row import DifferenceRow
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.listing.row_painting import HEIGHT_PX, SIDE_PX
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.widgets.table_view import TableView

_Flag = QItemSelectionModel.SelectionFlag


class DifferenceTable(TableView):
    """Shows differences; only what is seen is asked for and painted.

    Attributes:
        differences: what it shows.
    Signals:
        sort_asked: a column's key, and whether the largest comes first; an empty key for the list's order.
        picture_chosen: the path of the picture that somebody looks at.
    """

    sort_asked = Signal(str, bool)
    picture_chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(HEIGHT_PX)
        self.differences = DifferenceModel(self)
        self._thumbnails = thumbnails
        self._row = DifferenceRow(self.differences, thumbnails)
        self._told: Path | None = None
        self.setItemDelegate(self._row)
        self.setModel(self.differences)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Pictures about which the models differ")
        for place, column in enumerate(COLUMNS):
            self.header.resizeSection(place, column.width_px)
        self.header.sortIndicatorChanged.connect(self._ask_for_order)
        self.selectionModel().currentChanged.connect(self._tell)
        self.name_typed.connect(self._look_for)
        thumbnails.arrived.connect(self.viewport().update)

    def show_places(self, compared: Compared, places: list[int]) -> None:
        """Show differences in an order; the picture that is looked at stays so, where it is still shown.

        Args:
            compared: the comparison.
            places: in its differences.
        """
        is_same, current = compared is self.differences.compared, self.currentIndex().row()
        kept = self.differences.place(current) if is_same and current >= 0 else -1
        self.differences.show_places(compared, places)
        self.header.setSectionHidden(
            [column.key for column in COLUMNS].index(RIGHT), not compared.comparison.first_accuracy.judged
        )
        row = self.differences.row_of(kept)
        if row >= 0:
            self._go_to(row)

    def forget_order(self) -> None:
        """Show that the differences are in the list's order."""
        was_blocked = self.header.blockSignals(True)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.blockSignals(was_blocked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen, and ask for what is missing."""
        self._row.columns = [place for place in self.columns_in_sight() if place[2]]
        super().paintEvent(event)
        sight = self.rows_in_sight()
        ahead = range(sight.stop, min(self.count, sight.stop + len(sight)))
        self._thumbnails.wish(self.differences.paths([*sight, *ahead]), round(SIDE_PX * self.devicePixelRatioF()))

    def _go_to(self, row: int) -> None:
        index = self.differences.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(index)

    def _tell(self, current: QModelIndex | QPersistentModelIndex) -> None:
        path = self.differences.path(current.row()) if current.isValid() else None
        if path is not None and path != self._told:
            self.picture_chosen.emit(path)
        self._told = path

    def _ask_for_order(self, place: int, direction: Qt.SortOrder) -> None:
        key = COLUMNS[place].key if 0 <= place < len(COLUMNS) else ""
        self.sort_asked.emit(key, bool(key) and direction == Qt.SortOrder.DescendingOrder)

    def _look_for(self, typed: str) -> None:
        wanted, count = typed.casefold(), self.count
        begin = max(0, self.currentIndex().row()) + (len(typed) == 1)
        rows = ((begin + step) % count for step in range(count))
        row = next((row for row in rows if self.differences.path(row).name.casefold().startswith(wanted)), None)
        if row is not None:
            self._go_to(row)
