"""The line in which is typed which pictures are to be shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.widgets.completion_list import CompletionList, Suggestion

if TYPE_CHECKING:
    from resnet_desktop.classification.query import Problem

_QUIET_MS = 200
_PLACEHOLDER = "Find pictures: cat, score<80%, unsure, name:*.png …"


class QueryField(QLineEdit):
    """A query with completion; a sign before it says when something was not understood, its tooltip what.

    Controls that change the query write into it by `write` and `ask`, and read it when `textChanged` tells them to,
    which it does whoever wrote.

    Attributes:
        query: the text that was told last.
        classes: the names of the model's classes.
        problems: what of the text was not understood, or perhaps meant otherwise.
    Signals:
        query_changed: the text, a moment after the last key, or at once when a suggestion is taken or Enter is pressed;
            also the same text again when it may mean something else, because the classes are others.
        problems_changed: they are others; True where somebody may still be typing.
        classes_changed: they are others.
    """

    query_changed = Signal(str)
    problems_changed = Signal(bool)
    classes_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.query = ""
        self.classes: tuple[str, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.setPlaceholderText(_PLACEHOLDER)
        self.setAccessibleName("Find pictures")
        self.setClearButtonEnabled(True)
        self._icon = QAction("Find pictures", self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._completions = CompletionList(self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: self._tell(is_typing=True))
        self.textEdited.connect(lambda _text: self._complete())
        self.textChanged.connect(lambda _text: self._quiet.start())
        self._completions.chosen.connect(self._go_on)
        self.returnPressed.connect(self._tell)
        self._show_icon()

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Take over the names of the model's classes."""
        if classes == self.classes:
            return
        self.classes = classes
        self._show_problems()
        self.classes_changed.emit()
        if self.query:
            self.query_changed.emit(self.query)

    def set_query(self, text: str) -> None:
        """Show a query that came from elsewhere; `query_changed` is not emitted."""
        self.query = text
        self.setText(text)
        self._quiet.stop()
        self._show_problems()

    def write(self, text: str) -> None:
        """Take a text that a control has made while somebody moves it; it is told when that pauses."""
        self.setText(text)

    def ask(self, text: str) -> None:
        """Take a text that a control has made, and tell it at once."""
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
                for each in complete(text, cursor, self.classes)
            ]
        )

    def _go_on(self) -> None:
        """After a field's name its values are offered; after a whole term the pictures are."""
        before = self.text()[: self.cursorPosition()]
        if before.endswith((":", "<", ">", "=")):
            self._complete()
        else:
            self._tell()

    def _tell(self, *, is_typing: bool = False) -> None:
        self._quiet.stop()
        self._show_problems(is_typing=is_typing)
        if self.text() != self.query:
            self.query = self.text()
            self.query_changed.emit(self.query)

    def _show_problems(self, *, is_typing: bool = False) -> None:
        problems: tuple[Problem, ...] = ()
        if self.text():
            from resnet_desktop.classification.query import parse  # noqa: PLC0415  loads NumPy

            problems = parse(self.text(), self.classes).problems
        if problems != self.problems:
            self.problems = problems
            sentences = [problem.sentence for problem in problems]
            self.setToolTip("\n".join(sentences))
            self.setAccessibleDescription(" ".join(sentences))
            self._show_icon()
            self.problems_changed.emit(is_typing)

    def _show_icon(self) -> None:
        problems = self.toolTip()
        self._icon.setIcon(icons.icon("warning", "warn") if problems else icons.icon("search"))
        self._icon.setToolTip(problems)
