"""How a difference is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from resnet_desktop.desktop.classify.comparing.columns import COLUMNS
from resnet_desktop.desktop.classify.comparing.difference_model import DifferenceModel
from resnet_desktop.desktop.classify.listing.row_painting import ThumbnailRow
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face


class DifferenceRow(ThumbnailRow):
    """Paints the rows of the list of differences."""

    def __init__(self, differences: DifferenceModel, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails)
        self._differences = differences

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        from resnet_desktop.classification import Entry  # noqa: PLC0415  loaded long before there is a difference

        compared, row = self._differences.compared, self._differences.row(index.row())
        assert compared is not None
        ground = self.paint_row(painter, option)
        for number, room in self.rooms(option.rect):
            column = COLUMNS[number]
            if column.key == "name":
                self.paint_picture(painter, room, Entry(row[0].path), ground)
            is_first = column.key in ("name", "first", "second")
            draw_line(
                painter,
                room,
                column.text(row, compared),
                face(13 if is_first else 12, has_even_digits=column.is_number),
                colour("text" if is_first else "text2"),
                side=Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft,
                elide=Qt.TextElideMode.ElideMiddle if column.key in ("name", "folder") else Qt.TextElideMode.ElideRight,
            )
