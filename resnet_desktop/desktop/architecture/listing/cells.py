"""The cells of a row of the table; the name stays in sight however far the table is scrolled."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.architecture.listing.columns import COLUMNS
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.desktop.widgets.text_table import TextModel
from resnet_desktop.network.rows import Row

Index = QModelIndex | QPersistentModelIndex
Places = Sequence[tuple[int, int, int]]
HEIGHT_PX = 28
_PADDING_PX = 8


def paint_cells(painter: QPainter, top: int, row: Row, places: Places, ground: str, *, is_strong: bool = False) -> None:
    """Paint what the columns say of a row.

    Args:
        painter: where.
        top: of the row, px.
        row: what it is about.
        places: of each column that is seen: number, left edge and width, px.
        ground: the theme's name for what the name stands on where other columns pass below it.
        is_strong: semibold, for totals.
    """
    for number, left, width in sorted(places, reverse=True):
        column = COLUMNS[number]
        room = QRect(left, top, width, HEIGHT_PX)
        if number == 0 and left == 0:
            painter.fillRect(room.adjusted(0, 1, 0, -1), colour(ground))
        words = column.text(row)
        draw_line(
            painter,
            room.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0),
            words,
            face(13 if number == 0 else 12, is_strong=is_strong, has_even_digits=column.is_number),
            colour("text2" if words == "0" or words.startswith("in ") else column.ink),
            side=Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft,
        )


class Cells(QStyledItemDelegate):
    """Paints a row as a whole.

    Attributes:
        places: of each column that is seen.
    """

    def __init__(self, rows: TextModel) -> None:
        super().__init__(rows)
        self.places: Places = ()
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        rect: QRect = option.rect
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "selected" if is_chosen else "raised" if is_hovered else "surface"
        if is_chosen or is_hovered:
            painter.fillRect(rect.adjusted(0, 1, 0, -1), colour(ground))
        paint_cells(painter, rect.top(), self._rows.records[index.row()], self.places, ground)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5))
