"""How one row of the table is painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.listing.columns import COLUMNS, Column
from resnet_desktop.desktop.classify.listing.marks import UNREADABLE, UNSURE, Mark, mark_of
from resnet_desktop.desktop.classify.listing.pictures import PictureModel, Role
from resnet_desktop.desktop.classify.listing.row_painting import PADDING_PX, ThumbnailRow
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_ICON_PX = 16


class TableRow(ThumbnailRow):
    """Paints the rows of the list of pictures."""

    def __init__(self, pictures: PictureModel, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails)
        self._pictures = pictures

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        entry: Entry = index.data(Role.ENTRY)
        threshold = self._pictures.threshold
        mark = mark_of(entry, threshold)
        ground = self.paint_row(painter, option)
        for place, room in self.rooms(option.rect):
            column = COLUMNS[place]
            if column.sort_key == "name":
                self.paint_picture(painter, room, entry, ground)
            elif column.sort_key == "state" and mark.icon_name:
                icon = QRect(room.left(), room.center().y() - _ICON_PX // 2 + 1, _ICON_PX, _ICON_PX)
                icons.paint(painter, mark.icon_name, QRectF(icon), colour(mark.ink))
                room.setLeft(icon.right() + 1 + 4)
            elif column.sort_key == "label" and mark is UNREADABLE:
                self._paint_reason(painter, room, place, entry)
                continue
            if words := column.text(entry, threshold):
                _paint_words(painter, room, column, words, mark)

    def _paint_reason(self, painter: QPainter, room: QRect, place: int, entry: "Entry") -> None:
        """Say why there is no class, over the numbers that there are not either."""
        right = next((left + width for each, left, width in self.columns if each == place + 1), room.right())
        room = QRect(room.left(), room.top(), right - PADDING_PX - room.left(), room.height())
        draw_line(painter, room, entry.error, face(12), colour("bad"))


def _paint_words(painter: QPainter, room: QRect, column: Column, words: str, mark: Mark) -> None:
    is_first, is_path = column.sort_key in ("name", "label"), column.sort_key in ("name", "folder")
    look = face(13 if is_first else 12, has_even_digits=column.is_number)
    ink = "text" if is_first else "text2"
    if column.sort_key == "state":
        ink = mark.ink
    elif column.sort_key == "confidence" and mark is UNSURE:
        ink = "warn"
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    elide = Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
    draw_line(painter, room, words, look, colour(ink), side=side, elide=elide)
