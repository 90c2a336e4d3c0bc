"""The formats side by side: what each is, its size, its speed here and how it agrees."""

from resnet_desktop.desktop.models.exporting import wording
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable

_COLUMNS = (
    TextColumn("Format", lambda row: row.format.title, 156),
    TextColumn("Size", wording.size_words, 104, is_number=True, ink="text2"),
    TextColumn("One picture", wording.speed_words, 88, is_number=True, ink="text2"),
    TextColumn("Difference", wording.difference_words, 80, is_number=True, ink="text2"),
    TextColumn("Same class", wording.agreement_words, 140, ink="text2"),
)
_ROWS = 6
_ROW_PX = 32


class FormatTable(TextTable):
    """As high as its rows."""

    def __init__(self) -> None:
        super().__init__("Formats", _COLUMNS)
        self.header.setToolTip("Measured on this machine by the last export of these weights")
        self.setFixedHeight(_ROWS * _ROW_PX + self.header.height() + 12)

    def row_named(self, name: str) -> int:
        """The row of a format; -1 where it is not there."""
        return next((place for place, row in enumerate(self.rows.records) if row.format.name == name), -1)
