"""A line in which is typed what is looked for, with suggestions below it and an icon that warns."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.widgets.completion_list import CompletionList, Suggestion

_QUIET_MS = 200
"""It is told that long after the last key."""


class SearchLine(QLineEdit):
    """Esc empties it, and goes on to the window where it is empty; the arrow down asks for suggestions.

    Subclasses say what is suggested (`suggestions`), after what more of it is (`unfinished`), and what is done with
    the text (`tell`).

    Args:
        name: what it does, for the icon and for who cannot see it.
        placeholder: stands in it while it is empty.
    Attributes:
        completions: the suggestions.
    """

    unfinished: tuple[str, ...] = ()
    """A suggestion that ends so wants to be gone on with."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._icon = QAction(name, self)
        self._problems: tuple[str, ...] = ()
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.completions = CompletionList(self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: self.tell(is_typing=True))
        self.textEdited.connect(lambda _text: self._complete())
        self.textChanged.connect(lambda _text: self._quiet.start())
        self.completions.chosen.connect(self._go_on)
        self.show_problems(())

    def suggestions(self) -> Sequence[Suggestion]:
        """Give what can stand at the cursor."""
        raise NotImplementedError

    def tell(self, *, is_typing: bool = False) -> None:
        """Act on the text.

        Args:
            is_typing: somebody may not be done with it yet.
        """
        raise NotImplementedError

    def ask(self, text: str) -> None:
        """Take a text that was made elsewhere, and tell it at once."""
        self.setText(text)
        self.tell()

    def be_quiet(self) -> None:
        """Leave out what would be told in a moment."""
        self._quiet.stop()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Warn of what cannot be understood."""
        self._problems = tuple(sentences)
        self._icon.setIcon(icons.icon("warning", "warn") if sentences else icons.icon("search"))
        self._icon.setToolTip("\n".join(sentences))
        self.setToolTip("\n".join(sentences))
        self.setAccessibleDescription(" ".join(sentences))

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's own keys while there is something to empty."""
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride:
                if event.key() == Qt.Key.Key_Escape and self.text():
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the line, or ask for suggestions."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.ask("")
        elif event.key() == Qt.Key.Key_Down and not self.completions.view.isVisible():
            self._complete()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_problems(self._problems)

    def _complete(self) -> None:
        self.completions.offer(self.suggestions())

    def _go_on(self) -> None:
        """After a field's name its values are offered; a whole term is told."""
        if self.text()[: self.cursorPosition()].endswith(self.unfinished):
            self._complete()
        else:
            self.tell()
