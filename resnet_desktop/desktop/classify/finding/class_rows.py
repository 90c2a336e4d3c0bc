"""The classes that can be asked for, as rows: which are chosen, and how many pictures count as each."""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_desktop import formatting

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

FEW = 30
"""Up to so many classes stand in the model's own order; of more those that occur come first."""


class Role(IntEnum):
    """What a row can be asked for besides Qt's own roles."""

    COUNT = Qt.ItemDataRole.UserRole + 1


class ClassRows(QAbstractListModel):
    """Some or all classes of a model; changed by its owner only.

    Attributes:
        shown: the names, in order.
        chosen: those with a tick, also some that are not shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: list[str] = []
        self.chosen: set[str] = set()
        self._counts: Mapping[str, int] = {}

    def show_rows(self, labels: Iterable[str]) -> None:
        """Show these classes, in this order."""
        self.beginResetModel()
        self.shown = list(labels)
        self.endResetModel()

    def mark(self, chosen: Iterable[str], counts: Mapping[str, int]) -> None:
        """Show which are chosen and how often each occurs."""
        self.chosen, self._counts = set(chosen), counts
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of classes shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list asks of a row."""
        if not index.isValid():
            return None
        label = self.shown[index.row()]
        number = self._counts.get(label, 0)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return label
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if label in self.chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{label}, {formatting.plural(number, 'picture')}"
            case Role.COUNT:
                return number
        return None


def ordered(labels: Sequence[str], counts: Mapping[str, int], chosen: Iterable[str]) -> list[str]:
    """Put classes in the order in which they are easily found.

    Args:
        labels: the model's, in its order.
        counts: how many pictures count as each.
        chosen: those that are asked for.
    Returns:
        A few classes as they are. Of many the chosen ones first, then those that occur, the most frequent first, then
        the others, each by the alphabet where nothing else decides.
    """
    names = list(dict.fromkeys(labels))
    if len(names) <= FEW:
        return names
    first = set(chosen)
    return sorted(names, key=lambda name: (name not in first, -counts.get(name, 0), name.casefold()))


def found(labels: Iterable[str], typed: str) -> list[str]:
    """Keep the classes in whose names something typed stands, whatever its case; a space finds ``_`` as well."""
    wanted = _plain(typed)
    return [label for label in labels if wanted in _plain(label)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
