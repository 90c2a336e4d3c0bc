"""One problem, why it matters, what can be done, and the pictures that it is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from resnet_desktop.desktop.train.data import problem_wording as wording
from resnet_desktop.desktop.train.data.marked_line import MarkedLine
from resnet_desktop.desktop.train.data.pair_grid import PairGrid
from resnet_desktop.desktop.train.data.pairs import Pair
from resnet_desktop.desktop.train.data.thumbnails import Thumbnails
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

if TYPE_CHECKING:
    from resnet_desktop.training.problems import Problem
    from resnet_desktop.training.remedies import Remedy

_SHOW, _HIDE = "Show", "Hide"


class ProblemRow(QFrame):
    """A card.

    Attributes:
        problem: what is wrong.
        buttons: one for each remedy.
        show_button: shows the pictures, and hides them.
        grid: the pictures; None where there are none to show.
        shown: how many of them there are, where that is not all.
    Signals:
        remedy_asked: a `Remedy` that somebody wants.
    """

    remedy_asked = Signal(object)

    def __init__(
        self, problem: "Problem", offers: "Sequence[tuple[Remedy, int]]", pairs: Sequence[Pair], thumbnails: Thumbnails
    ) -> None:
        super().__init__()
        self.problem = problem
        self.setProperty("part", "card")
        self.buttons = [self._button(remedy, number) for remedy, number in offers]
        self.grid = PairGrid(thumbnails) if pairs else None
        self.show_button = Button(_SHOW, kind="flat")
        self.show_button.clicked.connect(self._show_or_hide)
        self.show_button.setAccessibleName(f"Pictures: {wording.problem_title(problem)}")
        self.show_button.setVisible(self.grid is not None)
        text = label(wording.problem_text(problem), "secondary")
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(4)
        layout.addWidget(MarkedLine("warning", "warn", wording.problem_title(problem), self.show_button))
        layout.addWidget(text)
        layout.addSpacing(4)
        for button in self.buttons:
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        if self.grid is not None:
            self.grid.show_pairs(pairs)
            self.grid.hide()
            layout.addSpacing(4)
            layout.addWidget(self.grid)
            self.shown = label(wording.shown_words(len(pairs), len(problem.groups)), "secondary")
            self.shown.hide()
            layout.addWidget(self.shown)

    def open_pictures(self) -> None:
        """Show the pictures."""
        if self.grid is not None and self.grid.isHidden():
            self._show_or_hide()

    @property
    def is_open(self) -> bool:
        """Whether the pictures are shown."""
        return self.grid is not None and not self.grid.isHidden()

    def _show_or_hide(self) -> None:
        if self.grid is not None:
            self.grid.setVisible(self.grid.isHidden())
            self.shown.setVisible(self.is_open and bool(self.shown.text()))
            self.show_button.setText(_HIDE if self.is_open else _SHOW)

    def _button(self, remedy: "Remedy", number: int) -> Button:
        made = Button(wording.remedy_words(remedy, number), kind="small")
        made.setToolTip(wording.remedy_tip(remedy))
        made.setAccessibleName(f"{made.text()}: {wording.problem_title(self.problem)}")
        made.setAccessibleDescription(wording.remedy_tip(remedy))
        made.clicked.connect(lambda: self.remedy_asked.emit(remedy))
        return made
