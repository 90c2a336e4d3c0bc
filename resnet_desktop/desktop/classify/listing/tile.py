"""How one picture of the gallery is painted: thumbnail, mark, class and confidence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.listing.marks import CORRECTED, UNREADABLE, UNSURE, WAITING, Mark, mark_of
from resnet_desktop.desktop.classify.listing.pictures import PictureModel, Role
from resnet_desktop.desktop.classify.listing.thumbnail_painting import paint_badge, paint_ground, paint_thumbnail
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_PADDING_PX = 6
_GAP_PX = 2
"""Between neighbouring grounds twice this."""
_LINE_PX = 24
_LEAST_LABEL_PX = 40

FRAME_PX = 2 * (_PADDING_PX + _GAP_PX)
"""How much wider a tile is than its thumbnail."""

EXTRA_HEIGHT_PX = _LINE_PX
"""How much higher a tile is than it is wide."""


class Tile(QStyledItemDelegate):
    """Paints tiles."""

    def __init__(self, pictures: PictureModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._pictures = pictures
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As the view says."""
        return QSize(option.rect.size())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a tile."""
        entry: Entry = index.data(Role.ENTRY)
        mark = mark_of(entry, self._pictures.threshold)
        tile = option.rect.adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, -_GAP_PX)
        side = option.rect.height() - EXTRA_HEIGHT_PX - FRAME_PX
        square = QRect(tile.left() + (tile.width() - side) // 2, tile.top() + _PADDING_PX, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = paint_ground(painter, QRectF(tile), option.state)
        path = entry.path
        image, is_missing = self._thumbnails.get(path), self._thumbnails.is_missing(path)
        paint_thumbnail(painter, square, entry, image, ground, is_missing=is_missing)
        if mark.icon_name and mark is not UNREADABLE:
            paint_badge(painter, square, mark)
        _paint_line(painter, QRect(square.left() + 2, square.bottom() + 3, side - 4, _LINE_PX), entry, mark)


def _paint_line(painter: QPainter, room: QRect, entry: "Entry", mark: Mark) -> None:
    if mark in (WAITING, UNREADABLE):
        draw_line(painter, room, entry.path.name, face(12), colour(mark.ink), elide=Qt.TextElideMode.ElideMiddle)
        return
    if mark is not CORRECTED:  # the number is the network's, and belongs to its own class only
        number, look = formatting.percent(entry.confidence), face(12, has_even_digits=True)
        width = look.metrics.horizontalAdvance(number)
        if room.width() - width >= _LEAST_LABEL_PX:
            ink = colour("warn" if mark is UNSURE else "text2")
            draw_line(painter, room, number, look, ink, side=Qt.AlignmentFlag.AlignRight)
            room = room.adjusted(0, 0, -width - 4, 0)
    draw_line(painter, room, entry.label, face(13), colour("text"))
