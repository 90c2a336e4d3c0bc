"""The list of running tasks, each with its progress and a way to cancel it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.formatting import count

_WIDTH_PX = 320


def show_progress(bar: QProgressBar, task: Task) -> None:
    """Set a bar to a task's progress; it runs to and fro while the total is not known."""
    total = task.progress.total
    bar.setRange(0, total or 0)
    bar.setValue(task.progress.done if total else 0)


def numbers(task: Task) -> str:
    """Say how far a task is."""
    done, total = task.progress.done, task.progress.total
    if total:
        return f"{count(done)} of {count(total)}"
    return count(done) if done else ""


class TaskRow(QWidget):
    """One task."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self._numbers: QLabel = label("", "secondary")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(task.title)
        self._cancel = Button("Cancel", "cancel", "flat")
        self._cancel.setAccessibleName(f"Cancel: {task.title}")
        self._cancel.clicked.connect(task.cancel)
        self._cancel.clicked.connect(lambda: self._cancel.setEnabled(False))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(task.title), 0, 0)
        grid.addWidget(self._numbers, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._cancel, 0, 2, 2, 1)
        grid.addWidget(self._bar, 1, 0, 1, 2)
        task.progressed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._numbers.setText(numbers(self._task))
        show_progress(self._bar, self._task)


class TaskPopup(QFrame):
    """All running tasks; closes itself when the last one has ended."""

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "popup")
        self.setAccessibleName("Running tasks")
        self.setFixedWidth(_WIDTH_PX)
        self._tasks = tasks
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(12)
        self._rows: list[TaskRow] = []
        tasks.changed.connect(self._follow)

    def open_above(self, widget: QWidget) -> None:
        """Show the list, its right edge on that of a widget."""
        self._list()
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width(), 0))
        self.move(corner - QPoint(self.width(), self.height() + 4))
        self.show()

    def _follow(self) -> None:
        if self.isVisible():
            self._list()

    def _list(self) -> None:
        for row in self._rows:
            row.deleteLater()
            self._layout.removeWidget(row)
        self._rows = [TaskRow(task) for task in self._tasks.listed]
        for row in self._rows:
            self._layout.addWidget(row)
        if not self._rows:
            self.hide()
