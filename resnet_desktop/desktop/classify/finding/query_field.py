"""The line in which is typed which pictures are to be shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from resnet_desktop.desktop.widgets.completion_list import Suggestion
from resnet_desktop.desktop.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from resnet_desktop.classification.query import Problem

_PLACEHOLDER = "Find pictures: cat, confidence<80%, unsure, name:*.png …"


class QueryField(SearchLine):
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

    unfinished = (":", "<", ">", "=")

    def __init__(self) -> None:
        super().__init__("Find pictures", _PLACEHOLDER)
        self.query = ""
        self.classes: tuple[str, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.returnPressed.connect(self.tell)

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Take over the names of the model's classes."""
        if classes == self.classes:
            return
        self.classes = classes
        self._look_for_problems()
        self.classes_changed.emit()
        if self.query:
            self.query_changed.emit(self.query)

    def set_query(self, text: str) -> None:
        """Show a query that came from elsewhere; `query_changed` is not emitted."""
        self.query = text
        self.setText(text)
        self.be_quiet()
        self._look_for_problems()

    def write(self, text: str) -> None:
        """Take a text that a control has made while somebody moves it; it is told when that pauses."""
        self.setText(text)

    def suggestions(self) -> list[Suggestion]:
        """Give fields, values and classes."""
        from resnet_desktop.classification.query_completion import complete  # noqa: PLC0415  loads NumPy

        text, cursor = self.text(), self.cursorPosition()
        return [
            Suggestion(each.text, each.description, each.applied(text), each.start + len(each.text))
            for each in complete(text, cursor, self.classes)
        ]

    def tell(self, *, is_typing: bool = False) -> None:
        """Tell the query, where it is another one, and what of it is not understood."""
        self.be_quiet()
        self._look_for_problems(is_typing=is_typing)
        if self.text() != self.query:
            self.query = self.text()
            self.query_changed.emit(self.query)

    def _look_for_problems(self, *, is_typing: bool = False) -> None:
        problems: tuple[Problem, ...] = ()
        if self.text():
            from resnet_desktop.classification.query import parse  # noqa: PLC0415  loads NumPy

            problems = parse(self.text(), self.classes).problems
        if problems != self.problems:
            self.problems = problems
            self.show_problems([problem.sentence for problem in problems])
            self.problems_changed.emit(is_typing)
