"""Paints one residual block of the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.architecture.lab.block_rows import BlockRows
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_blocks import BlockSize, ResidualBlock

Index = QModelIndex | QPersistentModelIndex
NAME_LEFT_PX = 44
RATIO_PX = 48
_TRACK_PX, _KNOB_PX = 26, 10
_NAME_PX = 36
_BAR_PX = 7


class BlockRow(QStyledItemDelegate):
    """A switch, the kind's colour, the name, two bars on one scale for all blocks, and their ratio."""

    def __init__(self, view: QWidget, rows: BlockRows) -> None:
        super().__init__(view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it."""
        block, cell = self._rows.blocks[index.row()], option.rect
        is_on, is_chosen = self._rows.is_on(block), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, colour("selected" if is_chosen else "raised"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(cell.left(), cell.top(), 2, cell.height()), colour("accent"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if block.is_identity:
            _paint_switch(painter, QRectF(cell.left() + 6, cell.center().y() - 6, _TRACK_PX, 14), is_on=is_on)
        kind = QColor(colours.IDENTITY if block.is_identity else colours.CONVOLUTIONAL)
        painter.fillRect(QRectF(cell.left() + NAME_LEFT_PX - 6, cell.top() + 6, 3, cell.height() - 12), kind)
        look = face(13, has_even_digits=True)
        ink = colour("text" if is_on else "text2")
        draw_line(
            painter, QRect(cell.left() + NAME_LEFT_PX + 2, cell.top(), _NAME_PX, cell.height()), block.name, look, ink
        )
        size = self._rows.sizes.get(block.name)
        if size is not None:
            self._paint_size(painter, cell, block, size, ink)
        painter.restore()

    def _paint_size(
        self, painter: QPainter, cell: QRect, block: "ResidualBlock", size: "BlockSize", ink: QColor
    ) -> None:
        ratio = QRect(cell.right() - RATIO_PX - 4, cell.top(), RATIO_PX, cell.height())
        words, look = wording.ratio(size), face(13, has_even_digits=True)
        draw_line(painter, ratio, words, look, ink, side=Qt.AlignmentFlag.AlignRight)
        reach = max(max(each.x, each.residual) for each in self._rows.sizes.values()) or 1.0
        left = cell.left() + NAME_LEFT_PX + _NAME_PX + 4
        room = max(0, ratio.left() - 8 - left)
        middle = cell.top() + cell.height() / 2
        painter.fillRect(
            QRectF(left, middle - _BAR_PX - 1, max(1, room * size.x / reach), _BAR_PX), QColor(colours.SHORTCUT)
        )
        residual = QRectF(left, middle + 1, max(1, room * size.residual / reach), _BAR_PX)
        if self._rows.is_on(block):
            painter.fillRect(residual, QColor(colours.RESIDUAL))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.RESIDUAL), 1))
            painter.drawRect(residual.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_switch(painter: QPainter, track: QRectF, *, is_on: bool) -> None:
    painter.setPen(QPen(colour("accent" if is_on else "text2"), 1))
    painter.setBrush(colour("accent" if is_on else "surface"))
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), track.height() / 2, track.height() / 2)
    left = track.right() - _KNOB_PX - 2 if is_on else track.left() + 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("on_accent" if is_on else "text2"))
    painter.drawEllipse(QRectF(left, track.center().y() - _KNOB_PX / 2, _KNOB_PX, _KNOB_PX))
