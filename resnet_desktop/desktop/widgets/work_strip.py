"""One task inside a page: what is done, how far, and a way to stop it; it is there only while something runs."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from resnet_desktop import formatting
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.desktop.widgets.task_popup import show_progress
from resnet_desktop.desktop.widgets.work_view import STOPPING, WORKING, work_line
from resnet_desktop.jobs import Progress

Say = Callable[[Progress, Pace], str]
"""Writes how far a task is."""


def said_with(noun: str) -> Say:
    """Write the task's message and what it counted: ``Running the file · 12 of 64 pictures``.

    Args:
        noun: what is counted, for one of them.
    """

    def say(progress: Progress, pace: Pace) -> str:
        counted = work_line(progress, noun, pace) if progress.done or progress.total else ""
        return " · ".join(part for part in (progress.message, counted) if part) or WORKING

    return say


def said_in_bytes(progress: Progress, pace: Pace) -> str:
    """Write how many bytes are done: ``Downloading · 32.1 MB of 103 MB · 5.2 MB/s · about 15 s left``."""
    done, total = progress.done, progress.total
    left_s = pace.left(total) if total and done < total else None
    parts = (
        progress.message,
        f"{formatting.size(done)} of {formatting.size(total)}" if total else formatting.size(done),
        f"{formatting.size(round(pace.items / pace.seconds))}/s" if pace.seconds >= 1 and pace.items > 0 else "",
        f"{formatting.about(left_s)} left" if left_s is not None else "",
    )
    return " · ".join(part for part in parts if part)


def said_with_message(progress: Progress, pace: Pace) -> str:
    """Write bytes as bytes, and of everything else what is being done."""
    return said_in_bytes(progress, pace) if progress.is_bytes else progress.message or WORKING


class WorkStrip(QWidget):
    """Shows the task that it follows, from its start to its end.

    Args:
        cancel_word: of the button that stops it.
        cancel_icon: of that button.
    Attributes:
        line: how far.
        bar: the same as a bar.
        cancel: stops it.
    """

    def __init__(self, cancel_word: str = "Cancel", cancel_icon: str = "cancel") -> None:
        super().__init__()
        self.line = ElidedLabel("secondary")
        self.line.setFont(font(12, has_even_digits=True))
        self.line.setAccessibleName("How far it is")
        self.bar = QProgressBar(textVisible=False)
        self.cancel = Button(cancel_word, cancel_icon, "small")
        self.cancel.clicked.connect(lambda _is_on: self._stop())
        self._task: Task | None = None
        self._say: Say = said_with("picture")
        self._pace = Pace(0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(self.bar, 1, 0)
        grid.addWidget(self.cancel, 0, 1, 2, 1)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether it follows a task that has not ended."""
        return self._task is not None

    def follow(self, task: Task, say: Say) -> None:
        """Show a task that has just been started."""
        self._task, self._say = task, say
        self._pace = Pace(time.monotonic())
        self.bar.setAccessibleName(task.title)
        self.cancel.setAccessibleName(f"{self.cancel.text()}: {task.title}")
        self.cancel.setEnabled(True)
        self.line.setText(WORKING)
        show_progress(self.bar, task)
        task.progressed.connect(lambda progress: self._show(task, progress))
        task.finished.connect(lambda: self._end(task))
        self.show()

    def _show(self, task: Task, progress: Progress) -> None:
        if task is not self._task:
            return
        self._pace.mark(time.monotonic(), progress.done)
        show_progress(self.bar, task)
        if not task.is_cancelled:
            self.line.setText(self._say(progress, self._pace))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)
            self.line.setText(STOPPING)

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.hide()
