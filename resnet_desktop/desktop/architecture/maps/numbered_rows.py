"""Channels as Qt's views see them: rows in any order, each standing for one number."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class NumberedRows(QAbstractListModel):
    """One row for each number; what else is to be known of it is known by who paints.

    Attributes:
        numbers: of each row, from 0.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: Sequence[int] = ()
        self._rows: dict[int, int] = {}
        self._words: Callable[[int], str] = str

    def show(self, numbers: Sequence[int], words: Callable[[int], str] = str) -> None:
        """Have other rows.

        Args:
            numbers: of each row.
            words: what is said of a number, for a screen reader.
        """
        self.beginResetModel()
        self.numbers = [int(number) for number in numbers]
        self._rows = {number: row for row, number in enumerate(self.numbers)}
        self._words = words
        self.endResetModel()

    def row_of(self, number: int) -> int:
        """The row that stands for a number; -1 where there is none."""
        return self._rows.get(number, -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Rows have no rows of their own."""
        return 0 if parent.isValid() else len(self.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is said of a row."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(self.numbers[index.row()])
        return None
