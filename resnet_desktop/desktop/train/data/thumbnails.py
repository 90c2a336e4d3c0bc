"""Small pictures, read when they are first seen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.errors import UserError

SIDE_PX = 112
"""Pixels of the pictures; they are shown at half of it, sharp on dense screens."""

_MOST = 2_000


class Thumbnails(QObject):
    """Reads what is asked for, the latest first, and keeps the last two thousand.

    Signals:
        changed: some have come.
    """

    changed = Signal()

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classifier, self._tasks = classifier, tasks
        self._images: dict[Path, QImage] = {}
        self._wanted: dict[Path, None] = {}
        self._is_reading = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)

    def image(self, path: Path) -> QImage | None:
        """Give a picture; None while it is not read, which it will be. A picture that cannot be read is null."""
        if (image := self._images.get(path)) is None:
            self._wanted.pop(path, None)
            self._wanted[path] = None
            if not self._is_reading:
                self._soon.start()
        return image

    def _read(self) -> None:
        if self._is_reading or not self._wanted:
            return
        paths = list(self._wanted)[-48:]  # what was scrolled past waits, and is forgotten when it is too much
        self._wanted = dict.fromkeys(list(self._wanted)[-480:-48])
        self._is_reading = True
        task = self._tasks.start(_reading(self._classifier, paths))
        task.received.connect(self._take)
        task.finished.connect(self._go_on)

    def _take(self, items: list[tuple[Path, QImage]]) -> None:
        self._images.update(items)
        while len(self._images) > _MOST:
            del self._images[next(iter(self._images))]
        self.changed.emit()

    def _go_on(self) -> None:
        self._is_reading = False
        if self._wanted:
            self._soon.start()


def _reading(classifier: Classifier, paths: list[Path]) -> Callable[[JobControl], None]:
    def read(control: JobControl) -> None:
        for path in paths:
            control.check()
            try:
                image = pixels.to_image(classifier.thumbnail(path, SIDE_PX))
            except UserError:
                image = QImage()
            control.hand_over((path, image))

    return read
