"""The pictures as rows with columns."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.classify.listing.columns import COLUMNS
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.listing.row_painting import HEIGHT_PX, SIDE_PX
from resnet_desktop.desktop.classify.listing.sight import show_latest, wish_for_sight
from resnet_desktop.desktop.classify.listing.table_row import TableRow
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.widgets.table_view import TableView


class Table(TableView):
    """Shows a `PictureModel`; only what is seen is asked for and painted.

    Signals:
        sort_asked: a column's key, and whether the largest comes first; an empty key for the order added.
        columns_resized: the widths of all columns but the last, which takes what is left, px.
    """

    sort_asked = Signal(str, bool)
    columns_resized = Signal(tuple)

    def __init__(self, pictures: PictureModel, thumbnails: Thumbnails) -> None:
        super().__init__(HEIGHT_PX)
        self._pictures = pictures
        self._thumbnails = thumbnails
        self._row = TableRow(pictures, thumbnails)
        self.setItemDelegate(self._row)
        self.setModel(pictures)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Pictures")
        self.set_columns(tuple(column.width_px for column in COLUMNS))
        self.header.sectionResized.connect(self._tell_columns)
        self.header.sortIndicatorChanged.connect(self._ask_for_order)
        thumbnails.arrived.connect(lambda: show_latest(self, pictures, thumbnails))

    def set_columns(self, widths: tuple[int, ...]) -> None:
        """Give the columns these widths, px; what is missing or too much does not matter."""
        for place, width in zip(range(len(COLUMNS)), widths, strict=False):
            self.header.resizeSection(place, width)

    def show_order(self, sort_key: str, is_descending: bool) -> None:
        """Show by the header what is sorted by."""
        place = next((place for place, column in enumerate(COLUMNS) if column.sort_key == sort_key), -1)
        direction = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        was_blocked = self.header.blockSignals(True)
        self.header.setSortIndicator(place, direction)
        self.header.blockSignals(was_blocked)
        self.header.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen, and ask for what is missing."""
        self._row.columns = self.columns_in_sight()
        super().paintEvent(event)
        wish_for_sight(self, self._pictures, self._thumbnails, SIDE_PX)

    def _tell_columns(self) -> None:
        self.columns_resized.emit(tuple(self.header.sectionSize(place) for place in range(len(COLUMNS) - 1)))

    def _ask_for_order(self, place: int, direction: Qt.SortOrder) -> None:
        key = COLUMNS[place].sort_key if 0 <= place < len(COLUMNS) else ""
        self.sort_asked.emit(key, bool(key) and direction == Qt.SortOrder.DescendingOrder)
