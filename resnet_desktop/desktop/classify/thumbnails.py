"""Small pictures for the rows that are seen: decoded off the window's thread, kept within bounds."""

import threading
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.errors import UserError

SIDE_PX = 48
_MOST_WANTED = 48
_MOST_TASKS = 2
_CACHE_SIZE = 768


class _Wishes:
    """The paths that wait for a thumbnail, newest wish first; old wishes that scrolled away are forgotten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paths: OrderedDict[Path, None] = OrderedDict()
        self._in_work: set[Path] = set()

    def add(self, path: Path) -> None:
        with self._lock:
            if path in self._in_work:
                return
            self._paths[path] = None
            self._paths.move_to_end(path)
            while len(self._paths) > _MOST_WANTED:
                self._paths.popitem(last=False)

    def take(self) -> Path | None:
        with self._lock:
            if not self._paths:
                return None
            path, _ = self._paths.popitem()
            self._in_work.add(path)
            return path

    def fulfil(self, path: Path) -> None:
        with self._lock:
            self._in_work.discard(path)


class Thumbnails(QObject):
    """Square, upright thumbnails on demand.

    Signals:
        arrived: a list of paths whose thumbnails are there now.
    """

    arrived = Signal(list)

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._tasks = tasks
        self._side = SIDE_PX
        self._wishes = _Wishes()
        self._cache: OrderedDict[Path, QImage | None] = OrderedDict()
        self._running = 0

    def set_scale(self, scale: float) -> None:
        """Make thumbnails for a screen with this many pixels for one of the window."""
        side = round(SIDE_PX * scale)
        if side != self._side:
            self._side = side
            self._cache.clear()

    def get(self, path: Path) -> QImage | None:
        """Give a thumbnail if it is there; else ask for it."""
        if path in self._cache:
            self._cache.move_to_end(path)
            return self._cache[path]
        self._wishes.add(path)
        if self._running < _MOST_TASKS:
            self._start()
        return None

    def forget(self, path: Path) -> None:
        """Drop a thumbnail, because its file may have changed."""
        self._cache.pop(path, None)

    def _start(self) -> None:
        classifier, wishes, side = self._classifier, self._wishes, self._side

        def make(control: JobControl) -> None:
            while (path := wishes.take()) is not None:
                control.check()
                try:
                    image = pixels.to_image(classifier.thumbnail(path, side))
                except UserError:
                    image = None  # the row says why when the picture's result comes
                control.hand_over((path, side, image))

        self._running += 1
        task = self._tasks.start(make)
        task.received.connect(self._take)
        task.finished.connect(self._end)

    def _take(self, made: list[tuple[Path, int, QImage | None]]) -> None:
        for path, side, image in made:
            self._wishes.fulfil(path)
            if side == self._side:
                self._cache[path] = image
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)
        self.arrived.emit([path for path, _, _ in made])

    def _end(self) -> None:
        self._running -= 1
