"""A list of classes with boxes to tick."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop import formatting
from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.finding.class_rows import ClassRows, Role
from resnet_desktop.desktop.theme import colour, font

ROW_PX = 28
_BOX_PX = 18
_AIR_PX = 8
_MOST_ROWS = 11
_TICKS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


class ClassList(QListView):
    """Shows `ClassRows`; a click, Space or Enter ticks a row.

    Signals:
        toggled: the name of a class that somebody ticked or unticked.
    """

    toggled = Signal(str)

    def __init__(self, rows: ClassRows) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setItemDelegate(_RowPainter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Classes")
        self.clicked.connect(self._toggle)

    def fit(self, count: int) -> None:
        """Be as high as so many rows need, up to eleven; the half one more says that the list goes on."""
        rows = count if count <= _MOST_ROWS else _MOST_ROWS + 0.5
        self.setFixedHeight(round(ROW_PX * rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current row."""
        if event.key() in _TICKS and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: Index) -> None:
        self.toggled.emit(self._rows.shown[index.row()])


class _RowPainter(QStyledItemDelegate):
    """A box, a name, and at the right how many pictures there are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        if is_lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selected" if state & QStyle.StateFlag.State_Selected else "hover"))
            painter.drawRoundedRect(QRectF(place), 4, 4)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        top = place.top() + (ROW_PX - _BOX_PX) / 2
        self._paint_box(painter, QRectF(place.left() + _AIR_PX, top, _BOX_PX, _BOX_PX), is_on=is_on)
        self._paint_words(painter, place.adjusted(2 * _AIR_PX + _BOX_PX, 0, -_AIR_PX, 0), index)
        painter.restore()

    @staticmethod
    def _paint_box(painter: QPainter, box: QRectF, *, is_on: bool) -> None:
        painter.setPen(QPen(colour("accent" if is_on else "text2"), 1))
        painter.setBrush(colour("accent" if is_on else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if is_on:
            icons.paint(painter, "confirmed", box.adjusted(1, 1, -1, -1), colour("on_accent"))

    @staticmethod
    def _paint_words(painter: QPainter, room: QRect, index: Index) -> None:
        middle, number = int(Qt.AlignmentFlag.AlignVCenter), index.data(Role.COUNT)
        digits = font(12, has_even_digits=True)
        words = formatting.count(number) if number else ""
        width = QFontMetrics(digits).horizontalAdvance(words)
        painter.setFont(digits)
        painter.setPen(colour("text2"))
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), words)
        room = room.adjusted(0, 0, -(width + _AIR_PX) if words else 0, 0)
        painter.setFont(font(13))
        painter.setPen(colour("text"))
        name = QFontMetrics(font(13)).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, name)
