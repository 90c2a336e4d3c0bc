"""The list of running tasks, each with its progress and a way to cancel it."""

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.formatting import about, count

_WIDTH_PX = 360


def show_progress(bar: QProgressBar, task: Task) -> None:
    """Set a bar to a task's progress; it runs to and fro while the total is not known."""
    total = task.progress.total
    bar.setRange(0, total or 0)
    bar.setValue(task.progress.done if total else 0)


def numbers(task: Task, left_s: float | None = None) -> str:
    """Say how far a task is and how long it will take.

    Args:
        task: the task.
        left_s: estimated time left, s; None while unknown.
    """
    done, total = task.progress.done, task.progress.total
    if task.is_cancelled:
        return "Stopping…"
    if not total:
        return count(done) if done else "Working…"
    left = f" · {about(left_s)} left" if left_s is not None and done < total else ""
    return f"{count(done)} of {count(total)}{left}"


class TaskRow(QWidget):
    """One task."""

    def __init__(self, task: Task, pace: Pace) -> None:
        super().__init__()
        self._task = task
        self._pace = pace
        title = ElidedLabel()
        title.setText(task.title)
        self._numbers = ElidedLabel("secondary")
        self._numbers.setFont(font(12, has_even_digits=True))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(task.title)
        self._cancel = Button("Cancel", "cancel", "flat")
        self._cancel.setAccessibleName(f"Cancel: {task.title}")
        self._cancel.clicked.connect(self._stop)
        self._cancel.setEnabled(not task.is_cancelled)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self._bar, 1, 0)
        grid.addWidget(self._numbers, 2, 0)
        grid.addWidget(self._cancel, 0, 1, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        task.progressed.connect(self._show)
        self._show()

    def _stop(self) -> None:
        self._task.cancel()
        self._cancel.setEnabled(False)
        self._show()

    def _show(self) -> None:
        total = self._task.progress.total
        self._numbers.setText(numbers(self._task, self._pace.left(total) if total else None))
        show_progress(self._bar, self._task)


class TaskPopup(QFrame):
    """All running tasks; closes itself when the last one has ended."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setAccessibleName("Running tasks")
        self.setFixedWidth(_WIDTH_PX)
        self._tasks = tasks
        self._anchor: QWidget | None = None
        self._paces: dict[Task, Pace] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 12, 12)
        self._layout.setSpacing(12)
        self._rows: list[TaskRow] = []
        tasks.changed.connect(self._follow)

    def open_above(self, widget: QWidget) -> None:
        """Show the list, its right edge on that of a widget."""
        self._anchor = widget
        self._list()
        if self._rows:
            self.show()
            self._place()

    def _follow(self) -> None:
        listed = self._tasks.listed
        self._paces = {task: self._paces.get(task) or self._new_pace(task) for task in listed}
        if self.isVisible():
            self._list()
            self._place()

    def _new_pace(self, task: Task) -> Pace:
        pace = Pace(time.monotonic())
        task.progressed.connect(lambda progress: pace.mark(time.monotonic(), progress.done))
        return pace

    def _list(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
            self._layout.removeWidget(row)
        self._rows = [TaskRow(task, self._paces[task]) for task in self._tasks.listed]
        for row in self._rows:
            self._layout.addWidget(row)
            row.show()  # at once, or the list would be measured without it
        if not self._rows:
            self.hide()

    def _place(self) -> None:
        if self._anchor is not None and self._rows:
            self.adjustSize()
            corner = self._anchor.mapToGlobal(QPoint(self._anchor.width(), 0))
            self.move(corner - QPoint(self.width(), self.height() + 4))
