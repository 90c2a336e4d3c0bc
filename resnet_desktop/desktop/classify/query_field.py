"""The line in which is typed which pictures are to be shown."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.widgets.completion_list import CompletionList, Suggestion

_QUIET_MS = 200
_PLACEHOLDER = "Find pictures: cat, score<80%, unsure, name:*.png …"


class QueryField(QLineEdit):
    """A query with completion; a sign before it says when something was not understood, its tooltip what.

    Attributes:
        query: the text that was told last.
    Signals:
        query_changed: the text, a moment after the last key, or at once when a suggestion is taken or Enter is pressed.
    """

    query_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.query = ""
        self._classes: tuple[str, ...] = ()
        self.setPlaceholderText(_PLACEHOLDER)
        self.setAccessibleName("Find pictures")
        self.setClearButtonEnabled(True)
        self._icon = QAction("Find pictures", self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._completions = CompletionList(self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        self.textEdited.connect(lambda _text: self._complete())
        self.textChanged.connect(lambda _text: self._quiet.start())
        self._completions.chosen.connect(self._go_on)
        self.returnPressed.connect(self._tell)
        self._show_icon()

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Take over the names of the model's classes."""
        if classes is not self._classes:
            self._classes = classes
            self._show_problems()

    def set_query(self, text: str) -> None:
        """Show a query that came from elsewhere; nobody is told."""
        with QSignalBlocker(self):
            self.setText(text)
        self.query = text
        self._show_problems()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's own keys while there is something to empty."""
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride:
                if event.key() == Qt.Key.Key_Escape and self.text():
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the line, and goes on to the window where it is empty; the arrow down asks for suggestions."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
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
        from resnet_desktop.classification.query_completion import complete  # noqa: PLC0415  loads NumPy

        text, cursor = self.text(), self.cursorPosition()
        self._completions.offer(
            [
                Suggestion(each.text, each.description, each.applied(text), each.start + len(each.text))
                for each in complete(text, cursor, self._classes)
            ]
        )

    def _go_on(self) -> None:
        """After a field's name its values are offered; after a whole term the pictures are."""
        before = self.text()[: self.cursorPosition()]
        if before.endswith((":", "<", ">", "=")):
            self._complete()
        else:
            self._tell()

    def _tell(self) -> None:
        self._quiet.stop()
        self._show_problems()
        if self.text() != self.query:
            self.query = self.text()
            self.query_changed.emit(self.query)

    def _show_problems(self) -> None:
        sentences = []
        if self.text():
            from resnet_desktop.classification.query import parse  # noqa: PLC0415  loads NumPy

            sentences = [problem.sentence for problem in parse(self.text(), self._classes).problems]
        self.setToolTip("\n".join(sentences))
        self.setAccessibleDescription(" ".join(sentences))
        self._show_icon()

    def _show_icon(self) -> None:
        problems = self.toolTip()
        self._icon.setIcon(icons.icon("warning", "warn") if problems else icons.icon("search"))
        self._icon.setToolTip(problems)
