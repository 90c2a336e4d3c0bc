"""Drops anywhere on the window: what they are, how many pictures they would bring, and where they go."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import incoming
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier, Found
from resnet_desktop.desktop.models.adding import wording as models_wording
from resnet_desktop.desktop.models.adding.model_files import parted
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.widgets.drop_overlay import DropOverlay
from resnet_desktop.jobs import Progress


class Drops(QObject):
    """Watches a window; while something is held over it, an overlay counts the pictures in it.

    Signals:
        paths_dropped: a list of files and folders.
        image_dropped: a picture that came as pixels.
    """

    paths_dropped = Signal(list)
    image_dropped = Signal(object)

    def __init__(self, window: QWidget, classifier: Classifier, tasks: Tasks) -> None:
        super().__init__(window)
        self.overlay = DropOverlay(window)
        self._classifier = classifier
        self._tasks = tasks
        self._count: Task | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what the window is offered."""
        match event:
            case QDragEnterEvent():
                return self._enter(event)
            case QDragMoveEvent():
                event.acceptProposedAction()
                return True
            case QDropEvent():
                return self._drop(event)
        if event.type() == QEvent.Type.DragLeave:
            self._end()
            return True
        return super().eventFilter(watched, event)

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not incoming.is_welcome(event.mimeData()):
            event.ignore()
            return True
        event.acceptProposedAction()
        self._end()
        paths = incoming.local_paths(event.mimeData())
        models, pictures = parted(paths)
        if models and not pictures:
            self.overlay.say(*models_wording.drop_line(len(models)))
        elif paths:
            self.overlay.say(*wording.drop_line(0, is_counting=True))
            self._start_count(pictures)
        else:
            self.overlay.say(*wording.drop_line(1, is_counting=False))
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._end()
        paths = incoming.local_paths(event.mimeData())
        image = incoming.image_of(event.mimeData())
        if not paths and image is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if paths:
            self.paths_dropped.emit(paths)
        else:
            self.image_dropped.emit(image)
        return True

    def _start_count(self, paths: list[Path]) -> None:
        task = self._tasks.start(_counting(self._classifier, paths))
        task.progressed.connect(lambda progress: self._tell(task, progress, is_counting=True))
        task.succeeded.connect(lambda count: self._tell(task, Progress(count), is_counting=False))
        self._count = task

    def _tell(self, task: Task, progress: Progress, *, is_counting: bool) -> None:
        if task is self._count:
            self.overlay.say(*wording.drop_line(progress.done, is_counting))

    def _end(self) -> None:
        self.overlay.hide()
        if self._count is not None:
            self._count.cancel()
            self._count = None


def _counting(classifier: Classifier, paths: list[Path]) -> Callable[[JobControl], int]:
    def count(control: JobControl) -> int:
        for found in classifier.find(paths, control):
            if isinstance(found, Found):
                return found.count
        return 0

    return count
