"""How much a search finds, or what of it was not understood with what was perhaps meant as a button."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.listing import wording
from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.listing.search_field import SearchField
from resnet_desktop.desktop.architecture.listing.two_lines import TwoLines
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.widgets.buttons import Button

_HEIGHT_PX = 36


class FoundLine(QWidget):
    """One line, or two for a problem, in a height that never changes.

    Attributes:
        words: how much was found, or what is the matter.
        correct: puts in what was perhaps meant.
    """

    def __init__(self, state: ArchitectureState, finder: Finder, field: SearchField) -> None:
        super().__init__()
        self._state, self._finder, self._field = state, finder, field
        self.setFixedHeight(_HEIGHT_PX)
        self.words = TwoLines("secondary")
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.correct = Button("", kind="small")
        self.correct.clicked.connect(self._correct)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.correct)
        layout.addStretch(1)
        finder.found_changed.connect(self.show_found)
        self.show_found()

    def show_found(self) -> None:
        """Say it."""
        finder = self._finder
        problems = finder.found.problems if finder.text else ()
        problem = next(iter(problems), None)
        counted = wording.tally(finder.found, self._state.graph, is_searching=finder.is_searching)
        self.words.setText(wording.problem_line(problems) if problems else counted)
        self.words.setAccessibleName(" ".join(each.sentence for each in problems) or counted)
        correction = problem.correction if problem is not None else ""
        self.correct.setVisible(bool(correction))
        self.correct.setText(correction)
        self.correct.setAccessibleName(f"Look for {correction} instead")

    def _correct(self) -> None:
        problem = self._finder.found.problems[0]
        parts = [problem.correction if part == problem.part else part for part in self._field.text().split()]
        self._field.ask(" ".join(parts))
        self._field.setFocus()
