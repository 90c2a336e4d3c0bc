"""The runs as a table."""

from resnet_desktop.desktop.train.runs import wording
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable
from resnet_desktop.training.past_runs import PastRun

_COLUMNS = (
    TextColumn("Run", lambda run: run.name, 112),
    TextColumn("Right", wording.accuracy, 64, is_number=True),
    TextColumn("State", lambda run: run.state.value, 78, ink="text2"),
    TextColumn("Data", lambda run: run.data, 72, ink="text2"),
    TextColumn("Begun", wording.when, 122, ink="text2"),
    TextColumn("Training", wording.how_long, 98, ink="text2"),
)


class RunTable(TextTable):
    """A row for each run; an accuracy with a star is of validation pictures."""

    def __init__(self) -> None:
        super().__init__("Runs", _COLUMNS)
        self.header.setToolTip("* on validation pictures, so far; the others on test pictures")
        self.setMinimumHeight(160)

    def row_of(self, name: str) -> int:
        """The row of a run; -1 where it is not there."""
        return next((row for row, run in enumerate(self.rows.records) if run.name == name), -1)

    def run_named(self, name: str) -> PastRun | None:
        """The run of this name; None where it is not there."""
        row = self.row_of(name)
        return self.rows.records[row] if row >= 0 else None
