"""The differences as Qt's views see them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resnet_desktop.desktop.classify.comparing.columns import COLUMNS
from resnet_desktop.desktop.classify.comparing.running import Compared
from resnet_desktop.desktop.classify.wording import folder_line

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.comparing.columns import Row

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class DifferenceModel(QAbstractTableModel):
    """One row for each difference that is shown.

    Attributes:
        compared: the comparison; None until there is one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compared: Compared | None = None
        self._places: Sequence[int] = ()

    def show_places(self, compared: Compared, places: Sequence[int]) -> None:
        """Show differences of a comparison.

        Args:
            compared: the comparison.
            places: in its differences, in the order in which they are shown.
        """
        self.beginResetModel()
        self.compared, self._places = compared, places
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of differences shown."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def row(self, number: int) -> "Row":
        """Give the difference in a row."""
        assert self.compared is not None
        return self.compared.differences[self._places[number]]

    def rows(self) -> "list[Row]":
        """Give all differences shown, in their order."""
        differences = self.compared.differences if self.compared is not None else ()
        return [differences[place] for place in self._places]

    def path(self, number: int) -> Path:
        """Give the picture in a row."""
        return self.row(number)[0].path

    def paths(self, numbers: Iterable[int]) -> list[Path]:
        """Give the pictures in rows."""
        return [self.path(number) for number in numbers]

    def place(self, number: int) -> int:
        """Give the place of a row's difference among all of the comparison."""
        return self._places[number]

    def row_of(self, place: int) -> int:
        """Find the row of a difference by its place; -1 where it is not shown."""
        return self._places.index(place) if place in self._places else -1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a cell."""
        if not index.isValid() or self.compared is None or index.row() >= self.rowCount():
            return None
        row = self.row(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return COLUMNS[index.column()].text(row, self.compared)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((row[0].path.name, *self._sayings(row), folder_line(row[0].path.parent)))
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                return ", ".join((row[0].path.name, *self._sayings(row)))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A column's title, where it stands, and how an order by it begins."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                if self.compared is None:
                    return ""
                return {"first": self.compared.first, "second": self.compared.second}.get(column.key, column.title)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            case Qt.ItemDataRole.InitialSortOrderRole:
                return Qt.SortOrder.DescendingOrder if column.is_descending else Qt.SortOrder.AscendingOrder
        return None

    def _sayings(self, row: "Row") -> list[str]:
        """What each model says, and who is right."""
        assert self.compared is not None
        texts = {column.key: column.text(row, self.compared) for column in COLUMNS}
        said = [
            f"{self.compared.first}: {texts['first']}, {texts['first_confidence']}",
            f"{self.compared.second}: {texts['second']}, {texts['second_confidence']}",
        ]
        return said + ([f"Right: {texts['right']}"] if texts["right"] else [])
