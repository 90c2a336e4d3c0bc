"""A model before and after, side by side."""

from dataclasses import dataclass

from resnet_desktop.desktop.models.faster import wording
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable
from resnet_desktop.quantisation.comparing import Measured


@dataclass(frozen=True)
class Side:
    """One line of the table.

    Attributes:
        word: before or after.
        measured: what was measured.
    """

    word: str
    measured: Measured


_COLUMNS = (
    TextColumn("", lambda side: side.word, 72),
    TextColumn("Precision", lambda side: side.measured.precision, 80, ink="text2"),
    TextColumn("Speed", lambda side: wording.speed(side.measured), 120, is_number=True),
    TextColumn("Right", lambda side: wording.right(side.measured), 72, is_number=True),
    TextColumn("First class as in f32", lambda side: wording.same(side.measured), 160, ink="text2"),
)
_ROW_PX = 32


class BeforeAfter(TextTable):
    """Two rows, as high as they are."""

    def __init__(self) -> None:
        super().__init__("Before and after", _COLUMNS)
        self.setFixedHeight(2 * _ROW_PX + self.header.height() + 12)

    def show_sides(self, before: Measured, after: Measured) -> None:
        """Show both."""
        self.show_records((Side("Before", before), Side("After", after)))
