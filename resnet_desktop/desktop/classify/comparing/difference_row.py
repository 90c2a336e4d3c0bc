"""How a difference is painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.classify.comparing.columns import COLUMNS
from resnet_desktop.desktop.classify.comparing.difference_model import DifferenceModel
from resnet_desktop.desktop.classify.listing.thumbnail_painting import paint_ground, paint_thumbnail
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

HEIGHT_PX = 44
SIDE_PX = 36
_PADDING_PX = 8


class DifferenceRow(QStyledItemDelegate):
    """Paints whole rows.

    Attributes:
        columns: those that are seen: number, left edge in the viewport and width, px; set before rows are painted.
    """

    def __init__(self, differences: DifferenceModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.columns: list[tuple[int, int, int]] = []
        self._differences = differences
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        from resnet_desktop.classification import Entry  # noqa: PLC0415  loaded long before there is a difference

        compared, row = self._differences.compared, self._differences.row(index.row())
        assert compared is not None
        place: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = paint_ground(painter, QRectF(place.adjusted(1, 1, -1, -1)), option.state)
        for number, left, width in self.columns:
            column = COLUMNS[number]
            room = QRect(left + _PADDING_PX, place.top(), width - 2 * _PADDING_PX, place.height())
            if column.key == "name":
                square = QRect(room.left() - 2, room.center().y() - SIDE_PX // 2 + 1, SIDE_PX, SIDE_PX)
                picture = Entry(row[0].path)
                image, is_missing = self._thumbnails.get(picture.path), self._thumbnails.is_missing(picture.path)
                paint_thumbnail(painter, square, picture, image, ground, is_missing=is_missing)
                room.setLeft(square.right() + 1 + 8)
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
