"""The pictures as Qt's views see them: a table whose rows are the store's, all in the order they came, or arranged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.listing.arrangement import Arrangement
from resnet_desktop.desktop.classify.listing.columns import COLUMNS
from resnet_desktop.desktop.classify.listing.picture_store import PictureStore

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Result

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_USUAL_THRESHOLD = 0.5


class Role(IntEnum):
    """What a row can be asked for besides Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class PictureModel(QAbstractTableModel):
    """One row for each picture that is shown.

    A row of this model is a place in what is shown; a row of the store is a place among all pictures. Both are the
    same while nothing is arranged.

    Attributes:
        store: the records; changed through this class only.
    Signals:
        about_to_rearrange: rows will be other pictures' at once; what points at rows should remember the pictures.
        rearranged: they are now; True where it is the same order, only brought up to date.
        outdated: pictures or results came, or the threshold moved, which an arrangement made before does not know.
        threshold_changed: the new threshold, 0 to 1.
    """

    about_to_rearrange = Signal()
    rearranged = Signal(bool)
    outdated = Signal()
    threshold_changed = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = PictureStore()
        self._arrangement: Arrangement | None = None
        self._threshold = _USUAL_THRESHOLD

    @property
    def is_arranged(self) -> bool:
        """True while the rows are not simply all pictures in the order they came."""
        return self._arrangement is not None

    @property
    def threshold(self) -> float:
        """Predictions below it are unsure, 0 to 1."""
        return self._threshold

    def set_threshold(self, threshold: float) -> None:
        """Call predictions below this unsure, 0 to 1."""
        if threshold == self._threshold:
            return
        self._threshold = threshold
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
            self.outdated.emit()
        self.threshold_changed.emit(threshold)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of pictures shown."""
        if parent.isValid():
            return 0
        return len(self.store) if self._arrangement is None else len(self._arrangement.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a cell."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Role.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].text(entry, self._threshold)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.entry_tip(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return wording.entry_for_a_reader(entry)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title, where it stands, and how an order by it begins."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            case Qt.ItemDataRole.InitialSortOrderRole:
                return Qt.SortOrder.DescendingOrder if column.is_descending else Qt.SortOrder.AscendingOrder
        return None

    def entry(self, index: Index) -> "Entry | None":
        """Give the record of a row; None for an index that points nowhere."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        return self.store.entries[self.store_row(index.row())]

    def entries(self, rows: Iterable[int]) -> "list[Entry]":
        """Give the records of rows."""
        entries = self.store.entries
        if self._arrangement is None:
            return [entries[row] for row in rows]
        store_rows = self._arrangement.rows
        return [entries[store_rows[row]] for row in rows]

    def all_shown(self) -> "list[Entry]":
        """Give the records of all rows."""
        entries = self.store.entries
        return entries.copy() if self._arrangement is None else list(map(entries.__getitem__, self._arrangement.rows))

    def all_entries(self) -> "list[Entry]":
        """Give the records of all pictures: those that are shown, as they are, then the hidden ones as they came."""
        shown = self.all_shown()
        if len(shown) == len(self.store):  # most often, and there may be 100,000
            return shown
        return [*shown, *(entry for row, entry in enumerate(self.store) if self.place_of(row) < 0)]

    def store_row(self, row: int) -> int:
        """Give the store's row of the picture in a row."""
        return row if self._arrangement is None else self._arrangement.rows[row]

    def place_of(self, store_row: int) -> int:
        """Give the row in which a row of the store is shown; -1 where it is not."""
        return store_row if self._arrangement is None else self._arrangement.place_of(store_row)

    def index_of(self, place: Path | str) -> QModelIndex:
        """Find a file's row; an invalid index where it is not shown."""
        row = self.store.row_of(place)
        return QModelIndex() if row is None else self.index(self.place_of(row), 0)

    def add(self, entries: "Iterable[Entry]") -> "list[Entry]":
        """Append the pictures that are not there yet; returns those."""
        fresh = self.store.new_ones(entries)
        if not fresh:
            return []
        if self._arrangement is not None:
            self.store.add(fresh)
        else:
            first = len(self.store)
            self.beginInsertRows(_NO_PARENT, first, first + len(fresh) - 1)
            self.store.add(fresh)
            self.endInsertRows()
        self.outdated.emit()
        return fresh

    def put(self, results: "Sequence[Result]") -> None:
        """Note results; rows that show them are painted again."""
        self._tell_changed([row for row in map(self.store.put, results) if row is not None])

    def give(self, paths: Iterable[Path], label: str) -> None:
        """Note which class a person says these pictures show; empty takes that back."""
        self.give_each((path, label) for path in paths)

    def give_each(self, labels: Iterable[tuple[Path, str]]) -> None:
        """Note for each of some pictures which class a person says it shows; empty takes that back."""
        rows = []
        for path, label in labels:
            row = self.store.row_of(path)
            if row is not None:
                self.store.give(row, label)
                rows.append(row)
        self._tell_changed(rows)

    def wait_again(self, paths: Iterable[Path]) -> None:
        """Forget the results of files."""
        self.reset(row for row in map(self.store.row_of, paths) if row is not None)

    def reset(self, store_rows: Iterable[int]) -> None:
        """Forget the results of rows of the store."""
        rows = [row for row in store_rows if self.store.is_classified(row)]
        for row in rows:
            self.store.reset(row)
        self._tell_changed(rows)

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Note that files are elsewhere now; for each old path the new one."""
        self._tell_changed(self.store.rename(moved))

    def remove(self, shown_rows: Iterable[int]) -> list[Path]:
        """Take rows out of the list; returns their files, which stay where they are."""
        shown = sorted(set(shown_rows))
        rows = [self.store_row(row) for row in shown]
        if not rows:
            return []
        if shown[-1] - shown[0] + 1 == len(shown):
            self.beginRemoveRows(_NO_PARENT, shown[0], shown[-1])
            removed = self._take_out(rows)
            self.endRemoveRows()
            return removed
        self.about_to_rearrange.emit()
        self.beginResetModel()
        removed = self._take_out(rows)
        self.endResetModel()
        self.rearranged.emit(True)
        return removed

    def hide_all(self) -> None:
        """Show no picture until they are arranged again."""
        self.arrange(Arrangement((), ()))

    def empty(self, handful: int) -> Iterator[None]:
        """Take all pictures out of the list, some at each ``next``, and show none; their files stay."""
        while len(self.store):
            if self._arrangement is None or self._arrangement.rows:
                self.hide_all()  # also where somebody has asked for another order meanwhile
            self.store.drop_last(handful)
            yield

    def arrange(self, arrangement: Arrangement | None, *, is_same_order: bool = False) -> None:
        """Show pictures in another order, or others; None for all in the order they came.

        Args:
            arrangement: of the store as it is now, but for pictures that were added since.
            is_same_order: nobody asked for another order; new results have changed who is where.
        """
        if arrangement is None and self._arrangement is None:
            return
        self.about_to_rearrange.emit()
        self.beginResetModel()
        self._arrangement = arrangement
        self.endResetModel()
        self.rearranged.emit(is_same_order)

    def _take_out(self, rows: list[int]) -> list[Path]:
        removed = self.store.remove(rows)
        if self._arrangement is not None:
            self._arrangement = self._arrangement.without(set(rows))
        return removed

    def _tell_changed(self, rows: list[int]) -> None:
        shown = [place for place in map(self.place_of, rows) if place >= 0]
        if shown:
            self.dataChanged.emit(self.index(min(shown), 0), self.index(max(shown), len(COLUMNS) - 1))
        if rows:
            self.outdated.emit()
