"""All classes of a model, to search through."""

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable

_COLUMNS = (
    TextColumn("Number", lambda row: str(row[0]), 72, is_number=True, ink="text2"),
    TextColumn("Class", lambda row: row[1], 300),
)


class ClassesDialog(QDialog):
    """The classes in the order of the network's outputs; it deletes itself.

    Attributes:
        search: leaves those whose name has these letters.
        table: the classes.
    """

    def __init__(self, title: str, labels: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(440, 520)
        self._rows = tuple(enumerate(labels))
        self.search = QLineEdit(placeholderText="Find a class", clearButtonEnabled=True)
        self.search.setAccessibleName("Find a class")
        self.search.textChanged.connect(self._show)
        self.table = TextTable("Classes", _COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        self._show("")

    def _show(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        self.table.show_records([row for row in self._rows if wanted in row[1].casefold()])
