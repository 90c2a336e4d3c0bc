"""The list under a field in which something is typed: what could stand there, and what each means."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.theme import colour, font

_ROW_PX = 28
_AIR_PX = 12
_LEAST_PX = 360
_TEXT = Qt.ItemDataRole.UserRole + 1
_CURSOR = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Suggestion:
    """One row.

    Attributes:
        shown: what would be put in.
        description: what it means, a few words.
        text: the whole text of the field afterwards.
        cursor: where typing goes on in it.
    """

    shown: str
    description: str
    text: str
    cursor: int


class CompletionList(QCompleter):
    """Offers suggestions that its owner has made; nothing is filtered here.

    Attributes:
        view: shows the suggestions.
    Signals:
        chosen: a suggestion was taken; the field has its text already.
    """

    chosen = Signal()

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(12)
        self.view = QListView()
        self.view.setProperty("part", "completions")
        self.view.setAccessibleName("Suggestions")
        self.setPopup(self.view)  # which makes it the list's own, and gives it another painter
        self.view.setItemDelegate(_RowPainter(self))
        field.setCompleter(self)
        # Queued: the field itself takes the text first, and puts the cursor at its end.
        activated = self.activated[QModelIndex]  # type: ignore[index]  # the stubs know no overloads of signals
        activated.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these, or close the list where there are none."""
        self._rows.clear()
        for each in suggestions:
            item = QStandardItem(each.shown)
            item.setData(each.description, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setData(each.text, _TEXT)
            item.setData(each.cursor, _CURSOR)
            self._rows.appendRow(item)
        if suggestions and self._field.hasFocus():
            self.complete(QRect(0, self._field.height() + 4, max(_LEAST_PX, self._field.width()), 0))
        else:
            self.view.hide()

    def pathFromIndex(self, index: Index) -> str:
        """Give what the field holds while a row is chosen by the arrow keys."""
        return str(index.data(_TEXT))

    def splitPath(self, _path: str) -> list[str]:
        """Compare nothing with what is typed."""
        return [""]

    def _take(self, index: Index) -> None:
        cursor = index.data(_CURSOR)
        self._field.setText(str(index.data(_TEXT)))
        self._field.setCursorPosition(cursor)
        self.chosen.emit()


class _RowPainter(QStyledItemDelegate):
    """What would be put in at the left, what it means at the right."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_LEAST_PX, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("selected"))
        inside = place.adjusted(_AIR_PX, 0, -_AIR_PX, 0)
        shown, description = str(index.data()), str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))
        painter.setFont(font(13))
        painter.setPen(colour("text"))
        # The advance is rounded, so a pixel more: words of just that width would be shortened.
        width = min(QFontMetrics(font(13)).horizontalAdvance(shown) + 1, inside.width() * 2 // 3)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        words = QFontMetrics(font(13)).elidedText(shown, Qt.TextElideMode.ElideRight, width)
        painter.drawText(inside.adjusted(0, 0, width - inside.width(), 0), middle, words)
        room = inside.adjusted(width + _AIR_PX, 0, 0, 0)
        painter.setFont(font(12))
        painter.setPen(colour("text2"))
        words = QFontMetrics(font(12)).elidedText(description, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), words)
        painter.restore()
