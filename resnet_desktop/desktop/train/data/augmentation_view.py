"""A picture, and how training changes it at random: by the very function that training uses."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.train.data import wording
from resnet_desktop.desktop.train.data.jobs import changing
from resnet_desktop.desktop.train.data.version_grid import VERSIONS, VersionGrid
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label


class AugmentationView(QWidget):
    """Follows the plan; while it is hidden, it waits.

    Attributes:
        grid: the pictures.
        words: what is changed.
        again: changes the picture anew.
        another: takes another picture.
        path: the picture that is shown; None while there is none.
    """

    def __init__(self, state: TrainState, tasks: Tasks) -> None:
        super().__init__()
        self._state, self._tasks = state, tasks
        self._paths: Sequence[Path] = ()
        self.path: Path | None = None
        self._seed = self._place = 0
        self._task: Task | None = None
        self._is_stale = True
        self.grid = VersionGrid()
        self.words = label("", "secondary")
        self.words.setWordWrap(True)
        self.again = Button("Again", "retry", kind="small")
        self.again.setToolTip("Change the picture anew")
        self.another = Button("Another picture", "picture", kind="small")
        self.again.clicked.connect(self._repeat)
        self.another.clicked.connect(self._take_next)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.again)
        buttons.addWidget(self.another)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.grid)
        layout.addLayout(buttons)
        state.plan_changed.connect(self._change)

    def show_pictures(self, paths: Sequence[Path]) -> None:
        """Choose from other pictures; the one that is shown stays where it is among them."""
        self._paths = paths
        if self.path not in paths:
            self._place = 0
            self.show_picture(paths[0] if paths else None)

    def show_picture(self, path: Path | None) -> None:
        """Show another picture."""
        self.path = path
        self._change()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        if self._is_stale:
            self._change()

    def _repeat(self) -> None:
        self._seed += 1
        self._change()

    def _take_next(self) -> None:
        if self._paths:
            self._place = (self._place + 1) % len(self._paths)
            self.show_picture(self._paths[self._place])

    def _change(self) -> None:
        self._is_stale = not self.isVisible()
        if self._is_stale or self.path is None:
            return
        self.words.setText(wording.change_words(self._state.plan))
        if self._task is not None:
            self._task.cancel()
        task = self._tasks.start(changing(self.path, self._state.plan, VERSIONS, self._seed), lane="augmentation")
        self._task = task
        task.succeeded.connect(lambda images: self._show(task, images))
        task.failed.connect(lambda _error: self._show(task, [QImage()]))

    def _show(self, task: Task, images: list[QImage]) -> None:
        if task is self._task:
            self._task = None
            self.grid.show_images(images)
