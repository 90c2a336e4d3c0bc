"""The pairs of classes that the models take for one another, as Qt's views see them."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_desktop.desktop.classify.comparing.ordering import ChosenPair
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.formatting import plural

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class PairModel(QAbstractListModel):
    """All differences in the first row, then a row for each pair, the most frequent first.

    Attributes:
        compared: the comparison; None until there is one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compared: Compared | None = None

    def show_comparison(self, compared: Compared) -> None:
        """Show the pairs of a comparison."""
        self.beginResetModel()
        self.compared = compared
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of pairs, and one."""
        return 0 if parent.isValid() or self.compared is None else len(self.compared.comparison.pairs) + 1

    def pair(self, row: int) -> ChosenPair | None:
        """Give what the models say in a row; None for the row of all."""
        assert self.compared is not None
        if row <= 0:
            return None
        pair = self.compared.comparison.pairs[row - 1]
        return pair.first, pair.second

    def number(self, row: int) -> int:
        """Give how many pictures a row stands for."""
        assert self.compared is not None
        comparison = self.compared.comparison
        return comparison.pairs[row - 1].count if row > 0 else len(comparison.differences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a row."""
        if not index.isValid() or self.compared is None:
            return None
        pair, number = self.pair(index.row()), plural(self.number(index.row()), "picture")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "All differences" if pair is None else f"{pair[0]} → {pair[1]}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                if pair is None:
                    return f"All differences, {number}"
                return f"{self.compared.first}: {pair[0]}\n{self.compared.second}: {pair[1]}\n{number}"
        return None
