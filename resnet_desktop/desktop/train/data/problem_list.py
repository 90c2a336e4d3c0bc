"""What is wrong with the pictures, and what was done about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.train.data import problem_wording as wording
from resnet_desktop.desktop.train.data.jobs import Mended
from resnet_desktop.desktop.train.data.marked_line import MarkedLine
from resnet_desktop.desktop.train.data.problem_row import ProblemRow
from resnet_desktop.desktop.train.data.thumbnails import Thumbnails
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

if TYPE_CHECKING:
    from resnet_desktop.training.remedies import Remedy


class ProblemList(QWidget):
    """A card for each problem; below, a line for each remedy in use.

    Attributes:
        rows: of the problems.
        undo_buttons: of the remedies in use, in the order chosen.
    Signals:
        remedy_asked: a `Remedy` that somebody wants.
        undo_asked: a `Remedy` that somebody wants no more.
    """

    remedy_asked = Signal(object)
    undo_asked = Signal(object)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.rows: list[ProblemRow] = []
        self.undo_buttons: list[Button] = []
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_mended(self, mended: Mended) -> None:
        """Show what is left to mend; what was open stays open."""
        was_open = {row.problem.kind for row in self.rows if row.is_open}
        if self._content is not None:
            self._content.hide()
            self._layout.removeWidget(self._content)
            self._content.deleteLater()
        self._content, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._content.setLayout(column)
        self.rows = [
            ProblemRow(each, mended.offers[each.kind], mended.pairs[each.kind], self._thumbnails)
            for each in mended.problems
        ]
        for row in self.rows:
            row.remedy_asked.connect(self.remedy_asked)
            column.addWidget(row)
            if row.problem.kind in was_open:
                row.open_pictures()
        if not self.rows:
            column.addWidget(
                MarkedLine("confirmed", "good", wording.NO_PROBLEMS if not mended.done else wording.MENDED)
            )
        self.undo_buttons = [self._undo(remedy, number) for remedy, number in mended.done]
        for (remedy, number), undo in zip(mended.done, self.undo_buttons, strict=True):
            column.addWidget(MarkedLine("confirmed", "good", wording.done_words(remedy, number), undo))
        if mended.done:
            kept = label(wording.KEPT, "secondary")
            kept.setWordWrap(True)
            column.addWidget(kept)
        self._layout.addWidget(self._content)

    def _undo(self, remedy: "Remedy", number: int) -> Button:
        made = Button("Undo", "undo", kind="flat")
        made.setAccessibleName(f"Undo: {wording.done_words(remedy, number)}")
        made.clicked.connect(lambda: self.undo_asked.emit(remedy))
        return made
