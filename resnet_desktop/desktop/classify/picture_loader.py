"""Brings the chosen picture to the preview; the last wish wins."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.wording import Facts
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks

_LANE = "preview"
_SHORT_SIDE_PX = 720
_LONGEST_PX = 2560
_CACHE_SIZE = 4


@dataclass(frozen=True)
class Shown:
    """A picture ready to be shown.

    Attributes:
        path: the file.
        image: upright.
        facts: what is known about the file.
    """

    path: Path
    image: QImage
    facts: Facts


class PictureLoader(QObject):
    """Decodes one picture after another; wishes that were overtaken are never begun.

    Signals:
        loaded: a `Shown`.
        failed: the path and the exception.
    """

    loaded = Signal(object)
    failed = Signal(object, object)

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._tasks = tasks
        self._wish: Path | None = None
        self._task: Task | None = None
        self._cache: OrderedDict[Path, Shown] = OrderedDict()

    def load(self, path: Path | None) -> None:
        """Wish for a picture; None takes the last wish back."""
        self._wish = path
        if path is not None and path in self._cache:
            self._cache.move_to_end(path)
            self.loaded.emit(self._cache[path])
        elif self._task is None:
            self._start()

    def forget(self, path: Path) -> None:
        """Drop what is kept of a picture, because its file may have changed."""
        self._cache.pop(path, None)

    def _start(self) -> None:
        path = self._wish
        if path is None:
            return
        classifier = self._classifier

        def read(_control: JobControl) -> Shown:
            picture = classifier.read(path, _SHORT_SIDE_PX)
            status = path.stat()
            image = pixels.to_image(pixels.fit_inside(picture.pixels, _LONGEST_PX))
            return Shown(path, image, Facts(picture.width, picture.height, status.st_size, status.st_mtime))

        self._task = self._tasks.start(read, lane=_LANE)
        self._task.succeeded.connect(self._keep)
        self._task.failed.connect(lambda error: self._tell_failure(path, error))
        self._task.finished.connect(lambda: self._end(path))

    def _keep(self, shown: Shown) -> None:
        self._cache[shown.path] = shown
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)
        if shown.path == self._wish:
            self.loaded.emit(shown)

    def _tell_failure(self, path: Path, error: BaseException) -> None:
        if path == self._wish:
            self.failed.emit(path, error)

    def _end(self, path: Path) -> None:
        self._task = None
        if self._wish is not None and self._wish != path and self._wish not in self._cache:
            self._start()
