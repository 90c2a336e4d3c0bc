"""What all rows with a thumbnail and columns have in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.classify.listing.thumbnail_painting import paint_ground, paint_thumbnail
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

HEIGHT_PX = 44
SIDE_PX = 36
PADDING_PX = 8


class ThumbnailRow(QStyledItemDelegate):
    """Paints whole rows; what stands in the columns is its heirs' business.

    Attributes:
        columns: those that are seen: number, left edge in the viewport and width, px; set before rows are painted.
    """

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.columns: list[tuple[int, int, int]] = []
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)

    def rooms(self, row: QRect) -> Iterator[tuple[int, QRect]]:
        """Give the number of each column that is seen, and the room for what it says."""
        for number, left, width in self.columns:
            yield number, QRect(left + PADDING_PX, row.top(), width - 2 * PADDING_PX, row.height())

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem) -> QColor:
        """Paint what is below everything; gives its colour."""
        place: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return paint_ground(painter, QRectF(place.adjusted(1, 1, -1, -1)), option.state)

    def paint_picture(self, painter: QPainter, room: QRect, entry: "Entry", ground: QColor) -> None:
        """Paint a thumbnail at the left of a room, which is made smaller by it."""
        square = QRect(room.left() - 2, room.center().y() - SIDE_PX // 2 + 1, SIDE_PX, SIDE_PX)
        path = entry.path
        image, is_missing = self._thumbnails.get(path), self._thumbnails.is_missing(path)
        paint_thumbnail(painter, square, entry, image, ground, is_missing=is_missing)
        room.setLeft(square.right() + 1 + 8)
