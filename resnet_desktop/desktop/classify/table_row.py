"""How one row of the table is painted."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.columns import COLUMNS, Column
from resnet_desktop.desktop.classify.marks import UNREADABLE, UNSURE, Mark, mark_of
from resnet_desktop.desktop.classify.pictures import PictureModel, Role
from resnet_desktop.desktop.classify.thumbnail_painting import paint_ground, paint_thumbnail
from resnet_desktop.desktop.classify.thumbnails import Thumbnails
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

HEIGHT_PX = 44
SIDE_PX = 36
_PADDING_PX = 8
_ICON_PX = 16
_PLACES = {column.sort_key: place for place, column in enumerate(COLUMNS)}


class Columned(Protocol):
    """Something that knows where columns are."""

    def column_rect(self, row: QRect, column: int) -> QRect:
        """Where a column is in a row."""


class TableRow(QStyledItemDelegate):
    """Paints whole rows."""

    def __init__(self, pictures: PictureModel, thumbnails: Thumbnails, columned: Columned) -> None:
        super().__init__()
        self._pictures = pictures
        self._thumbnails = thumbnails
        self._columned = columned

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        entry: Entry = index.data(Role.ENTRY)
        row: QRect = option.rect
        threshold = self._pictures.threshold
        mark = mark_of(entry, threshold)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_ground(painter, QRectF(row.adjusted(1, 1, -1, -1)), option.state)
        for place, column in enumerate(COLUMNS):
            room = self._columned.column_rect(row, place)
            words = column.text(entry, threshold)
            if mark is UNREADABLE and column.sort_key == "label":
                room, words = room.united(self._columned.column_rect(row, _PLACES["confidence"])), entry.error
            if room.intersects(painter.viewport()) and words:
                painter.save()
                painter.setClipRect(room)
                self._paint_cell(painter, room.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0), column, words, entry, mark)
                painter.restore()
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, room: QRect, column: Column, words: str, entry: "Entry", mark: Mark
    ) -> None:
        match column.sort_key:
            case "name":
                room = self._paint_square(painter, room, entry)
            case "state":
                room = _paint_icon(painter, room, mark)
        is_first = column.sort_key in ("name", "label") and not (mark is UNREADABLE and words == entry.error)
        look = face(13 if is_first else 12, has_even_digits=column.is_number)
        is_path = column.sort_key in ("name", "folder")
        draw_line(
            painter,
            room,
            words,
            look,
            colour(_ink(column, mark)),
            side=Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft,
            elide=Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight,
        )

    def _paint_square(self, painter: QPainter, room: QRect, entry: "Entry") -> QRect:
        square = QRect(room.left() - 2, room.center().y() - SIDE_PX // 2 + 1, SIDE_PX, SIDE_PX)
        paint_thumbnail(painter, square, entry, self._thumbnails.get(entry.path))
        return room.adjusted(SIDE_PX + 8, 0, 0, 0)


def _paint_icon(painter: QPainter, room: QRect, mark: Mark) -> QRect:
    if not mark.icon_name:
        return room
    place = QRectF(room.left(), room.center().y() - _ICON_PX / 2 + 1, _ICON_PX, _ICON_PX)
    icons.paint(painter, mark.icon_name, place, colour(mark.ink))
    return room.adjusted(_ICON_PX + 4, 0, 0, 0)


def _ink(column: Column, mark: Mark) -> str:
    match column.sort_key:
        case "name":
            return "text"
        case "label":
            return "bad" if mark is UNREADABLE else "text"
        case "state":
            return mark.ink
        case "confidence":
            return "warn" if mark is UNSURE else "text2"
    return "text2"
