"""One task as a page of a dialog: what is done, how far, how fast, how long, and a way to stop it."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop import formatting
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.task_popup import show_progress
from resnet_desktop.jobs import Progress

STOPPING = "Stopping…"
WORKING = "Working…"
BACKGROUND = "You can go on with other things; what runs is in the status bar."


def work_line(progress: Progress, noun: str, pace: Pace) -> str:
    """Say how far work is: ``120 of 3,400 pictures · 98 pictures/s · about 3 min left``.

    Args:
        progress: of the task.
        noun: what is counted, for one of them.
        pace: of the task.
    """
    done, total = progress.done, progress.total
    if not total:
        return formatting.plural(done, noun) if done else WORKING
    left_s = pace.left(total) if done < total else None
    parts = (
        f"{formatting.count(done)} of {formatting.plural(total, noun)}",
        formatting.rate(pace.items, pace.seconds, f"{noun}s") if pace.seconds >= 1 else "",
        f"{formatting.about(left_s)} left" if left_s is not None else "",
    )
    return " · ".join(part for part in parts if part)


class WorkView(QWidget):
    """Shows the task that it follows.

    Attributes:
        title: what is done.
        line: how far.
        cancel: stops it.
        hide_button: lets it go on while the dialog is closed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel("section")
        self.line = ElidedLabel("quiet")
        self.line.setFont(font(13, has_even_digits=True))
        self.line.setAccessibleName("How far it is")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Progress")
        self.cancel = Button("Cancel", "cancel")
        self.cancel.clicked.connect(self._stop)
        self.hide_button = Button("Go on in the background")
        self._task: Task | None = None
        self._noun = ""
        self._pace = Pace(0)
        for words in (self.title, self.line):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.hide_button)
        buttons.addWidget(self.cancel)
        note = label(BACKGROUND, "secondary")
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addSpacing(16)
        layout.addWidget(self.bar)
        layout.addSpacing(8)
        layout.addWidget(self.line)
        layout.addSpacing(16)
        layout.addWidget(note)
        layout.addStretch(3)
        layout.addLayout(buttons)

    def follow(self, task: Task, noun: str) -> None:
        """Show a task.

        Args:
            task: it has just been started.
            noun: what its progress counts, for one of them.
        """
        self._task, self._noun = task, noun
        self._pace = Pace(time.monotonic())
        self.title.setText(task.title)
        self.cancel.setEnabled(True)
        self.line.setText(WORKING)
        show_progress(self.bar, task)
        task.progressed.connect(self._show)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)
            self.line.setText(STOPPING)

    def _show(self, progress: Progress) -> None:
        if self._task is None or self.sender() is not self._task:
            return
        self._pace.mark(time.monotonic(), progress.done)
        show_progress(self.bar, self._task)
        if not self._task.is_cancelled:
            self.line.setText(work_line(progress, self._noun, self._pace))
