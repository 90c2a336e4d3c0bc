"""The line in which is typed what is looked for."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.architecture.listing import wording
from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.widgets.completion_list import CompletionList, Suggestion
from resnet_desktop.network.finding.completing import complete

_QUIET_MS = 150
_LEAST_LIST_PX = 364
"""The line is narrow, and what the suggestions mean is not."""


class SearchField(QLineEdit):
    """A search with completion; Enter goes on to the next thing found, Shift+Enter back, Esc empties it.

    Signals:
        stepped: 1 for the next thing found, -1 for the one before.
    """

    stepped = Signal(int)

    def __init__(self, state: ArchitectureState, finder: Finder) -> None:
        super().__init__()
        self._state, self._finder = state, finder
        self.setPlaceholderText(wording.PLACEHOLDER)
        self.setAccessibleName("Find layers")
        self.setClearButtonEnabled(True)
        self._icon = QAction("Find layers", self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._completions = CompletionList(self)
        self._completions.view.setMinimumWidth(_LEAST_LIST_PX)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        self.textEdited.connect(lambda _text: self._complete())
        self.textChanged.connect(lambda _text: self._quiet.start())
        self._completions.chosen.connect(self._go_on)
        finder.found_changed.connect(self._show_icon)
        self._show_icon()

    def ask(self, text: str) -> None:
        """Look for something at once."""
        self.setText(text)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's own keys while there is something to empty."""
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride:
                if event.key() == Qt.Key.Key_Escape and self.text():
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through what is found, empty the line, or ask for suggestions."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.ask("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell()
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Down and not self._completions.view.isVisible():
            self._complete()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_icon()

    def _complete(self) -> None:
        proposed = complete(self.text(), self.cursorPosition(), self._state.graph)
        self._completions.offer([Suggestion(each.shown, each.description, each.text, each.cursor) for each in proposed])

    def _go_on(self) -> None:
        """After a number's name its values are offered; after a whole term it is looked for."""
        if self.text()[: self.cursorPosition()].endswith((">", "=")):
            self._complete()
        else:
            self._tell()

    def _tell(self) -> None:
        self._quiet.stop()
        self._finder.look_for(self.text())

    def _show_icon(self) -> None:
        problems = " ".join(problem.sentence for problem in self._finder.found.problems) if self.text() else ""
        self._icon.setIcon(icons.icon("warning", "warn") if problems else icons.icon("search"))
        self._icon.setToolTip(problems)
        self.setAccessibleDescription(problems)
