"""The buttons of the sweep; while one runs, how far it is and a way to stop it stand in their place."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.desktop.widgets.task_popup import show_progress
from resnet_desktop.desktop.widgets.work_view import STOPPING, WORKING, work_line
from resnet_desktop.jobs import Progress

_HEIGHT_PX = 52
"""Of both, so that nothing moves when a sweep begins."""


class SweepTools(QStackedWidget):
    """Begins sweeps and stops them.

    Attributes:
        this_picture: sweeps the picture.
        a_folder: asks for a folder.
        cancel: stops what runs.
        line: how far it is.
    Signals:
        picture_asked: the picture shall be swept.
        folder_asked: somebody wants to choose a folder.
        cancel_asked: what runs shall stop.
    """

    picture_asked = Signal()
    folder_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self._pace = Pace(0)
        self.this_picture = Button(wording.THIS_PICTURE, "picture", "small")
        self.a_folder = Button(wording.A_FOLDER, "folder", "small")
        self.cancel = Button("Cancel", kind="small")
        self.this_picture.clicked.connect(self.picture_asked)
        self.a_folder.clicked.connect(self.folder_asked)
        self.cancel.clicked.connect(lambda _is_on: self.stop())
        self.line = ElidedLabel("quiet")
        self.line.setFont(font(13, has_even_digits=True))
        self.line.setAccessibleName("How far it is")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("Progress")
        self._lay_out()

    def follow(self, task: Task) -> None:
        """Show how far a task is, which has just been started."""
        self._task, self._pace = task, Pace(time.monotonic())
        self.line.setText(WORKING)
        self.cancel.setEnabled(True)
        self.setCurrentIndex(1)
        show_progress(self._bar, task)
        task.progressed.connect(lambda progress: self._show_progress(task, progress))

    def stop(self) -> None:
        """Ask for the end of what runs, and say so until it has come."""
        self.cancel.setEnabled(False)
        self.line.setText(STOPPING)
        self.cancel_asked.emit()

    def end(self) -> None:
        """Offer the buttons again."""
        self._task = None
        self.setCurrentIndex(0)

    def _show_progress(self, task: Task, progress: Progress) -> None:
        if task is self._task:
            self._pace.mark(time.monotonic(), progress.done)
            show_progress(self._bar, task)
            if not task.is_cancelled:
                self.line.setText(progress.message or work_line(progress, "picture", self._pace))

    def _lay_out(self) -> None:
        buttons, work = QWidget(), QWidget()
        idle = QHBoxLayout(buttons)
        idle.setSpacing(8)
        idle.addWidget(self.this_picture)
        idle.addWidget(self.a_folder)
        idle.addStretch(1)
        busy = QVBoxLayout(work)
        busy.setSpacing(4)
        busy.addWidget(self.line)
        progress = QHBoxLayout()
        progress.setSpacing(8)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self.cancel)
        busy.addLayout(progress)
        for page, layout in ((buttons, idle), (work, busy)):
            layout.setContentsMargins(0, 0, 0, 0)
            self.addWidget(page)
        self.setFixedHeight(_HEIGHT_PX)
