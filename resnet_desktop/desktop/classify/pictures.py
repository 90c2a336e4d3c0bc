"""The list of pictures as Qt's views see it: a thin face of the `PictureStore`."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.picture_store import Entry, PictureStore

if TYPE_CHECKING:
    from resnet_desktop.classification import Result

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What a row can be asked for besides Qt's own roles."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class PictureModel(QAbstractListModel):
    """One row for each picture, or for each one that could not be read.

    Attributes:
        store: the records; changed through this class only.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = PictureStore()
        self._failed_only: list[int] | None = None

    @property
    def shows_failed_only(self) -> bool:
        """True while only the pictures that could not be read are shown."""
        return self._failed_only is not None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of rows shown."""
        if parent.isValid():
            return 0
        return len(self.store) if self._failed_only is None else len(self._failed_only)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a row."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Role.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.entry_tip(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return wording.entry_for_a_reader(entry)
        return None

    def entry(self, index: Index) -> Entry | None:
        """Give the record of a row; None for an index that points nowhere."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        return self.store.entries[self._store_row(index.row())]

    def index_of(self, path: Path) -> QModelIndex:
        """Find a file's row; an invalid index where it is not shown."""
        row = self.store.row_of(path)
        if row is not None and self._failed_only is not None:
            row = self._failed_only.index(row) if row in self._failed_only else None
        return QModelIndex() if row is None else self.index(row)

    def add(self, paths: Iterable[Path]) -> list[Path]:
        """Append the files that are not there yet; returns those."""
        fresh = self.store.new_ones(paths)
        if not fresh:
            return []
        if self._failed_only is not None:
            self.store.add(fresh)
            return fresh
        first = len(self.store)
        self.beginInsertRows(_NO_PARENT, first, first + len(fresh) - 1)
        self.store.add(fresh)
        self.endInsertRows()
        return fresh

    def put(self, results: Sequence["Result"]) -> None:
        """Note results; rows that show them are painted again."""
        rows = [row for row in map(self.store.put, results) if row is not None]
        if not rows:
            return
        if self._failed_only is None:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
            return
        for row in rows:
            place = bisect_left(self._failed_only, row)
            if self.store.entries[row].error and row not in self._failed_only[place : place + 1]:
                self.beginInsertRows(_NO_PARENT, place, place)
                self._failed_only.insert(place, row)
                self.endInsertRows()

    def wait_again(self, path: Path) -> None:
        """Forget the result of a file."""
        row = self.store.row_of(path)
        if row is None:
            return
        self.store.reset(row)
        index = self.index_of(path)
        self.dataChanged.emit(index, index)

    def remove(self, shown_rows: Iterable[int]) -> list[Path]:
        """Take rows out of the list; returns their files, which stay where they are."""
        rows = sorted({self._store_row(row) for row in shown_rows})
        if not rows:
            return []
        if self._failed_only is None and rows[-1] - rows[0] + 1 == len(rows):
            self.beginRemoveRows(_NO_PARENT, rows[0], rows[-1])
            removed = self.store.remove(rows)
            self.endRemoveRows()
            return removed
        self.beginResetModel()
        removed = self.store.remove(rows)
        if self._failed_only is not None:
            self._failed_only = list(self.store.failed_rows()) or None
        self.endResetModel()
        return removed

    def show_failed_only(self, is_wanted: bool) -> None:
        """Show only the pictures that could not be read, or all."""
        if is_wanted == self.shows_failed_only:
            return
        self.beginResetModel()
        self._failed_only = list(self.store.failed_rows()) if is_wanted else None
        self.endResetModel()

    def _store_row(self, row: int) -> int:
        return row if self._failed_only is None else self._failed_only[row]
