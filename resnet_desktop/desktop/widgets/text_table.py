"""Records as rows of plain text, however many there are: columns say what each record reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.painted_text import Face, draw_line, face
from resnet_desktop.desktop.widgets.table_view import TableView
from resnet_desktop.desktop.widgets.table_widths import share_room

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_HEIGHT_PX = 32
_PADDING_PX = 8
_ARROW_PX = 20
_MOST_MEASURED = 200
"""Records whose texts are measured, spread over all of them."""
_LEAST_LAST_PX = 64
"""The last column takes what is left; it would never be narrower than it began."""


@dataclass(frozen=True)
class TextColumn:
    """One column.

    Attributes:
        title: its header.
        text: what it says of a record.
        width_px: where its texts need no more; of the last one, which takes what is left, it does not matter.
        is_number: stands at the right.
        is_path: is shortened in the middle.
        ink: the theme's name for its colour.
    """

    title: str
    text: Callable[[Any], str]
    width_px: int = 160
    is_number: bool = False
    is_path: bool = False
    ink: str = "text"


class TextModel(QAbstractTableModel):
    """Records as Qt's views see them.

    Attributes:
        columns: what they say.
        records: one for each row.
    """

    def __init__(self, columns: Sequence[TextColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.records: Sequence[Any] = ()
        self._titles = [column.title for column in columns]

    def show_records(self, records: Sequence[Any]) -> None:
        """Show others."""
        self.beginResetModel()
        self.records = records
        self.endResetModel()

    def set_title(self, place: int, title: str) -> None:
        """Head a column otherwise."""
        self._titles[place] = title
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of records."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a cell."""
        if not index.isValid() or index.row() >= len(self.records):
            return None
        record = self.records[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.columns[index.column()].text(record)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(line for line in self._lines(record) if line)
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                return ", ".join(line for line in self._lines(record) if line)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title, and where it stands."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._titles[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        return None

    def _lines(self, record: Any) -> list[str]:
        return [column.text(record) for column in self.columns]


class TextTable(TableView):
    """Shows records; only what is seen is painted.

    Columns are as wide as their texts need, as far as there is room, until somebody makes one wider or narrower.

    Attributes:
        rows: the model.
    """

    def __init__(self, name: str, columns: Sequence[TextColumn], parent: QWidget | None = None) -> None:
        super().__init__(_HEIGHT_PX, parent)
        self.rows = TextModel(columns, self)
        self._row = _TextRow(self.rows)
        self.setItemDelegate(self._row)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header.setSortIndicatorShown(False)
        self.header.setSectionsClickable(False)
        self._usual = [*(column.width_px for column in columns[:-1]), _LEAST_LAST_PX]
        self._wanted = self._usual
        self._is_sharing = self._is_own = False
        self._share_room()
        self.header.sectionResized.connect(self._note_width)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show others, from the first one on."""
        self.rows.show_records(records)
        self._wanted = [self._needs(place) for place in range(len(self._usual))]
        self._share_room()
        self.verticalScrollBar().setValue(0)

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.setCurrentIndex(self.rows.index(row, 0))

    @property
    def chosen(self) -> Any:
        """The record that is chosen; None where none is."""
        row = self.currentIndex().row()
        return self.rows.records[row] if 0 <= row < len(self.rows.records) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._share_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        self._row.in_sight = self.columns_in_sight()
        super().paintEvent(event)

    def _share_room(self) -> None:
        if self._is_own:
            return
        self._is_sharing = True
        for place, width in enumerate(share_room(self._wanted, self._usual, self.viewport().width())):
            self.header.resizeSection(place, width)
        self._is_sharing = False

    def _note_width(self, place: int) -> None:
        is_last = place == len(self._usual) - 1  # which follows the others
        self._is_own = self._is_own or not (self._is_sharing or is_last)

    def _needs(self, place: int) -> int:
        column = self.rows.columns[place]
        metrics = _face(place, column).metrics
        title = str(self.rows.headerData(place, Qt.Orientation.Horizontal))
        records = self.rows.records
        some = records[:: len(records) // _MOST_MEASURED + 1]
        widest = max((metrics.horizontalAdvance(column.text(record)) for record in some), default=0)
        return max(widest, face(12).metrics.horizontalAdvance(title) + self._arrow_px()) + 2 * _PADDING_PX + 1

    def _arrow_px(self) -> int:
        return _ARROW_PX if self.header.isSortIndicatorShown() else 0


def _face(place: int, column: TextColumn) -> Face:
    return face(13 if place == 0 else 12, has_even_digits=column.is_number)


class _TextRow(QStyledItemDelegate):
    def __init__(self, rows: TextModel) -> None:
        super().__init__()
        self.in_sight: list[tuple[int, int, int]] = []
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(max(0, option.rect.width()), _HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        rect: QRect = option.rect
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered, is_current = state & QStyle.StateFlag.State_MouseOver, state & QStyle.StateFlag.State_HasFocus
        if is_chosen or is_hovered or is_current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2) if is_current else Qt.PenStyle.NoPen)
            painter.setBrush(colour("selected" if is_chosen else "raised" if is_hovered else "surface"))
            inset = 2 if is_current else 1
            painter.drawRoundedRect(QRectF(rect.adjusted(inset, inset, -inset, -inset)), 4, 4)
        record = self._rows.records[index.row()]
        for place, left, width in self.in_sight:
            column = self._rows.columns[place]
            draw_line(
                painter,
                QRect(left + _PADDING_PX, rect.top(), width - 2 * _PADDING_PX, rect.height()),
                column.text(record),
                _face(place, column),
                colour(column.ink),
                side=Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft,
                elide=Qt.TextElideMode.ElideMiddle if column.is_path else Qt.TextElideMode.ElideRight,
            )
