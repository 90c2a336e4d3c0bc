"""The line in which is typed what is looked for in the network."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from resnet_desktop.desktop.architecture.listing import wording
from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.widgets.completion_list import Suggestion
from resnet_desktop.desktop.widgets.search_line import SearchLine
from resnet_desktop.network.finding.completing import complete

_LEAST_LIST_PX = 364
"""The line is narrow, and what the suggestions mean is not."""


class SearchField(SearchLine):
    """A search with completion; Enter goes on to the next thing found, Shift+Enter back, Esc empties it.

    Signals:
        stepped: 1 for the next thing found, -1 for the one before.
    """

    stepped = Signal(int)
    unfinished = (">", "=")

    def __init__(self, state: ArchitectureState, finder: Finder) -> None:
        super().__init__("Find layers", wording.PLACEHOLDER)
        self._state, self._finder = state, finder
        self.completions.view.setMinimumWidth(_LEAST_LIST_PX)
        finder.found_changed.connect(self._show_found)

    def suggestions(self) -> list[Suggestion]:
        """Give names and numbers of layers."""
        proposed = complete(self.text(), self.cursorPosition(), self._state.graph)
        return [Suggestion(each.shown, each.description, each.text, each.cursor) for each in proposed]

    def tell(self, *, is_typing: bool = False) -> None:  # noqa: ARG002  it is looked for all the same
        """Look for it."""
        self.be_quiet()
        self._finder.look_for(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through what is found."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.tell()
            self.stepped.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def _show_found(self) -> None:
        self.show_problems([problem.sentence for problem in self._finder.found.problems] if self.text() else ())
