"""Small pictures for what is seen: kept on disk, decoded off the window's thread, kept in memory within bounds."""

import os
import threading
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.listing.thumbnail_cache import ThumbnailCache, stored_side
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.errors import UserError

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.listing.thumbnail_shelf import Shelf

_MOST_TASKS = max(2, min(4, (os.cpu_count() or 2) // 2))
_MOST_PIXELS = 32_000_000
"""In memory: 128 MB, which are 1,250 thumbnails of 160 px. What is seen is kept even if it needs more."""


@dataclass(frozen=True)
class _Made:
    """A thumbnail as it comes from a task; without an image where the file gives none."""

    path: Path
    side: int
    image: QImage | None


class _Wishes:
    """What waits to be made: only what was wished for last, in that order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Path, int]] = deque()
        self._in_work: set[tuple[Path, int]] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def replace(self, wishes: Iterable[tuple[Path, int]]) -> None:
        with self._lock:
            self._waiting = deque(wish for wish in wishes if wish not in self._in_work)

    def take(self) -> tuple[Path, int] | None:
        with self._lock:
            if not self._waiting:
                return None
            wish = self._waiting.popleft()
            self._in_work.add(wish)
            return wish

    def fulfil(self, wish: tuple[Path, int]) -> None:
        with self._lock:
            self._in_work.discard(wish)


class Thumbnails(QObject):
    """Square, upright thumbnails on demand.

    Attributes:
        latest: the pictures of those that arrived last.
    Signals:
        arrived: some that were wished for are there now.
    """

    arrived = Signal()

    def __init__(
        self, classifier: Classifier, tasks: Tasks, cache: ThumbnailCache, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._tasks = tasks
        self._cache = cache
        self._wishes = _Wishes()
        self._kept: OrderedDict[Path, _Made] = OrderedDict()
        self._pixels = 0
        self._wished = 0
        self._running = 0
        self.latest: tuple[Path, ...] = ()

    def get(self, path: Path) -> QImage | None:
        """Give a thumbnail if it is there; it may still be of another size than the one wished for."""
        made = self._kept.get(path)
        if made is None:
            return None
        self._kept.move_to_end(path)
        return made.image

    def is_missing(self, path: Path) -> bool:
        """Whether there is none to be had, because the file is gone or damaged."""
        made = self._kept.get(path)
        return made is not None and made.image is None

    def wish(self, paths: Sequence[Path], side: int) -> None:
        """Have thumbnails made, in this order; whatever was wished for before and not begun is dropped.

        Args:
            paths: the pictures that are seen now, then those that may be soon.
            side: px of the screen.
        """
        kept, self._wished = self._kept, len(paths)
        missing = [path for path in paths if (made := kept.get(path)) is None or made.side != side]
        self._wishes.replace((path, side) for path in missing)
        self._work()

    def forget(self, path: Path) -> None:
        """Drop a thumbnail, because its file may have changed."""
        made = self._kept.pop(path, None)
        if made is not None:
            self._pixels -= _cost(made)

    def _work(self) -> None:
        while self._running < min(_MOST_TASKS, len(self._wishes)):
            self._running += 1
            task = self._tasks.start(self._make_all)
            task.received.connect(self._take)
            task.cancelled.connect(lambda: self._wishes.replace(()))  # the window closes
            task.finished.connect(self._end)

    def _make_all(self, control: JobControl) -> None:
        with self._cache.open() as shelf:
            while (wish := self._wishes.take()) is not None:
                control.check()
                control.hand_over(self._make(*wish, shelf, control))

    def _make(self, path: Path, side: int, shelf: "Shelf", control: JobControl) -> _Made:
        try:
            status = path.stat()
            square = shelf.get(path, status, stored_side(side))
            if square is None:
                square = self._classifier.thumbnail(path, stored_side(side), control)
                shelf.put(path, status, square)
        except (UserError, OSError, MemoryError):
            return _Made(path, side, None)  # the row says why when the picture's result comes
        return _Made(path, side, pixels.to_image(pixels.fit_inside(square, side)))

    def _take(self, all_made: list[_Made]) -> None:
        for made in all_made:
            self._wishes.fulfil((made.path, made.side))
            self.forget(made.path)
            self._kept[made.path] = made
            self._pixels += _cost(made)
        while self._pixels > _MOST_PIXELS and len(self._kept) > self._wished:
            _, oldest = self._kept.popitem(last=False)
            self._pixels -= _cost(oldest)
        self.latest = tuple(made.path for made in all_made)
        self.arrived.emit()

    def _end(self) -> None:
        self._running -= 1
        self._work()


def _cost(made: _Made) -> int:
    return made.side * made.side if made.image is not None else 1_000
