"""The scores of each class as a table that can be sorted, with the means below."""

from typing import NamedTuple

from PySide6.QtCore import Qt

from resnet_desktop import formatting
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable
from resnet_desktop.training.judgement import Judgement
from resnet_desktop.training.judgement_measures import ClassScore


class ScoreRow(NamedTuple):
    """One row: a class, or a mean.

    Attributes:
        name: what it is about.
        score: its numbers.
    """

    name: str
    score: ClassScore


def _number(field: int) -> TextColumn:
    title = ("", "Precision", "Recall", "F1")[field]
    return TextColumn(title, lambda row: formatting.percent(row.score[field]), 76, is_number=True)


COLUMNS = (
    TextColumn("Class", lambda row: row.name, 120),
    _number(1),
    _number(2),
    _number(3),
    TextColumn("Pictures", lambda row: formatting.count(row.score.support), 72, is_number=True),
)
_TIPS = (
    "Precision: of what is called so, the part that is so. Recall: of what is so, the part that is found. "
    "In the class mean all classes count alike, in the weighted mean as often as they have pictures."
)


class ClassTable(TextTable):
    """A row for each class; a click on a column's title sorts by it, the means stay last."""

    def __init__(self) -> None:
        super().__init__("Scores of the classes", COLUMNS)
        self._scores: list[ScoreRow] = []
        self._means: list[ScoreRow] = []
        self.header.setSectionsClickable(True)
        self.header.setSortIndicatorShown(True)
        self.header.setToolTip(_TIPS)
        self.header.sortIndicatorChanged.connect(lambda *_: self._show())

    def show_judgement(self, judgement: Judgement) -> None:
        """Show another one, in the order that holds."""
        confusion = judgement.confusion
        self._scores = [ScoreRow(judgement.classes[score.label], score) for score in confusion.scores]
        self._means = [
            ScoreRow("Class mean", confusion.mean()),
            ScoreRow("Weighted mean", confusion.mean(is_weighted=True)),
        ]
        self._show()

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self.header.setSortIndicator(column, order)

    def _show(self) -> None:
        column = self.header.sortIndicatorSection()
        rows = list(self._scores)
        if column >= 0:
            is_falling = self.header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            rows.sort(key=lambda row: row.name.lower() if column == 0 else row.score[column], reverse=is_falling)
        self.show_records([*rows, *self._means])
