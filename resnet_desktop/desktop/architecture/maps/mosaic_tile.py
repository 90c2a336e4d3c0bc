"""One channel of a mosaic; a dead one is faint and struck out."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.theme import colour

Index = QModelIndex | QPersistentModelIndex
_GAP_PX = 2
_DEAD_OPACITY = 0.35


def picture_place(cell: QRect) -> QRectF:
    """Where a channel lies in its cell."""
    return QRectF(cell).adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, -_GAP_PX)


class MosaicTile(QStyledItemDelegate):
    """Paints one channel.

    Args:
        look: gives the image of a row's channel, and whether it is dead.
    """

    def __init__(self, look: Callable[[int], tuple[QImage, bool]]) -> None:
        super().__init__()
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it with what its state adds."""
        place, (image, is_dead) = picture_place(option.rect), self._look(index.row())
        painter.save()
        is_smaller = image.width() > place.width() * painter.device().devicePixelRatio()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smaller)
        painter.setOpacity(_DEAD_OPACITY if is_dead else 1)
        painter.drawImage(place, image)
        painter.setOpacity(1)
        if is_dead:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("text2"), 1))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.drawLine(place.bottomLeft(), place.topRight())
        self._paint_edge(painter, place, option.state)
        painter.restore()

    def _paint_edge(self, painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRect(place.adjusted(-1, -1, 1, 1))
            painter.setPen(QPen(colour("text" if state & QStyle.StateFlag.State_HasFocus else "surface"), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colour("text2"), 1))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
