"""A dialog whose work goes on when it is closed: the page, and the status bar, are there meanwhile."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.widgets.work_view import WorkView
from resnet_desktop.errors import UserError

_MOST_CHARACTERS = 200
"""Of what a library says about an error that nobody expected, which may be pages."""

Actions = tuple[tuple[str, Callable[[], None]], ...]
"""What can be done next: words, and what they do; as `resnet_desktop.desktop.widgets.notice.Notice` takes them."""


def reason(error: BaseException) -> str:
    """Say why a task failed: an expected error says it by itself, another one is called what it is."""
    if isinstance(error, UserError):
        return sentence(str(error))
    said = textwrap.shorten(str(error), _MOST_CHARACTERS, placeholder=" …") or type(error).__name__
    return f"Something unexpected happened ({said})."


@dataclass(frozen=True)
class Ends:
    """What follows each end of a task.

    Attributes:
        succeeded: takes the job's result.
        failed: takes the exception.
        cancelled: takes nothing.
    """

    succeeded: Callable[..., None]
    failed: Callable[[BaseException], None]
    cancelled: Callable[[], None]


class TaskDialog(QDialog):
    """Pages of which one is seen; one of them shows work.

    Closing it while something runs only hides it. Whoever opens it listens to its signals, because what they say may
    come when it is hidden. It deletes itself when it is closed and nothing runs.

    Attributes:
        work: the page of what runs.
    Signals:
        noticed: a sentence that is worth a moment, and `Actions`.
        complained: a sentence about what went wrong, and `Actions`.
    """

    noticed = Signal(str, object)
    complained = Signal(str, object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.work = WorkView()
        self.work.hide_button.clicked.connect(self.hide)
        self._task: Task | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addWidget(self._stack)
        self.finished.connect(self.deleteLater)

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._task is not None

    @property
    def page(self) -> QWidget:
        """The page that is seen."""
        page = self._stack.currentWidget()
        assert page is not None  # the work's page is always there
        return page

    def add_page(self, page: QWidget) -> None:
        """Add a page; it is not seen yet."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget, default: QPushButton | None = None) -> None:
        """Show a page.

        Args:
            page: one that was added.
            default: the button that Enter presses; None for none.
        """
        self._stack.setCurrentWidget(page)
        for button in self.findChildren(QPushButton):
            button.setDefault(button is default)

    def run(self, task: Task, noun: str, ends: Ends) -> None:
        """Show a task that has just been started, and what follows from it.

        Args:
            task: the task.
            noun: what its progress counts, for one of them.
            ends: what follows.
        """
        self._task = task
        self.work.follow(task, noun)
        self.show_page(self.work)
        self.work.cancel.setFocus()
        task.succeeded.connect(lambda result: self._end(lambda: ends.succeeded(result)))
        task.failed.connect(lambda error: self._end(lambda: ends.failed(error)))
        task.cancelled.connect(lambda: self._end(ends.cancelled))

    def show_again(self) -> None:
        """Come back after having been hidden."""
        self.open()

    def reject(self) -> None:
        """Close; while something runs, only hide."""
        if self.is_busy:
            self.hide()
        else:
            super().reject()

    def _end(self, follow: Callable[[], None]) -> None:
        self._task = None
        follow()
