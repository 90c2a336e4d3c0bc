"""What runs while pictures are fetched and looked over: how far, how fast, how long, and ways to stop it."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.train.data import wording
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.task_popup import show_progress
from resnet_desktop.jobs import Progress


class LookingView(QFrame):
    """Shows the task that it follows.

    Attributes:
        title: what is done.
        line: how far.
        bar: the same as a bar.
        pause: stops a download, which can go on from there.
        cancel: stops it; what was downloaded is deleted.
    Signals:
        pause_asked: somebody wants to go on later.
        cancel_asked: somebody wants to give it up.
    """

    pause_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._message = ""
        self._begin = 0
        self._pace = Pace(0)
        self.title = ElidedLabel("section")
        self.line = label("", "quiet")
        self.line.setMinimumHeight(2 * self.line.fontMetrics().lineSpacing() + 4)  # nothing moves when numbers come
        self.line.setFont(font(13, has_even_digits=True))
        self.line.setAccessibleName("How far it is")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Progress")
        self.pause = Button("Pause")
        self.cancel = Button("Cancel", "cancel")
        self.pause.clicked.connect(self.pause_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.pause)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self.title)
        layout.addSpacing(4)
        layout.addWidget(self.bar)
        layout.addWidget(self.line)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def follow(self, task: Task) -> None:
        """Show a task that has just been started."""
        self._task, self._message = task, ""
        self._pace = Pace(time.monotonic())
        self.title.setText(task.title)
        self.line.setText(wording.BEGINNING)
        self.pause.hide()
        for button in (self.pause, self.cancel):
            button.setEnabled(True)
        show_progress(self.bar, task)
        task.progressed.connect(lambda progress: self._show(task, progress))

    def show_stopping(self) -> None:
        """Say that it stops."""
        self.line.setText(wording.STOPPING)
        for button in (self.pause, self.cancel):
            button.setEnabled(False)

    def _show(self, task: Task, progress: Progress) -> None:
        if task is not self._task:
            return
        now = time.monotonic()
        if progress.message != self._message:
            self._message = progress.message
            self._pace = Pace(now)
            self._begin = progress.done
        self._pace.mark(now, progress.done - self._begin)
        show_progress(self.bar, task)
        self.pause.setVisible(progress.is_bytes)  # a download
        if not task.is_cancelled:
            left_s = self._pace.left(progress.total - self._begin) if progress.total else None
            rate = self._pace.items / self._pace.seconds if self._pace.seconds >= 1 else 0.0
            self.line.setText(wording.progress_words(progress, rate, left_s))
