"""One class in a list of them."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.theme import colour, font

HEIGHT_PX = 32
_AIR_PX = 12
Index = QModelIndex | QPersistentModelIndex


class ClassRow(QStyledItemDelegate):
    """Paints a name, shortened at its end; the marked one on the accent's ground."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(0, HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = bool(state & QStyle.StateFlag.State_Selected)
        if is_marked or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selected" if is_marked else "hover"))
            painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 6, 6)
        face = font(13)
        inside = place.adjusted(_AIR_PX, 0, -_AIR_PX, 0)
        words = QFontMetrics(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.setFont(face)
        painter.setPen(colour("text"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
