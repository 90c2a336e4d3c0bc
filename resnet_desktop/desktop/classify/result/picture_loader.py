"""Brings the chosen picture to the preview; the last wish wins."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.wording import Facts
from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.widgets.pyramid import Pyramid, make_pyramid

_SHORT_SIDE_PX = 720
_LONGEST_PX = 2560
_LONGEST_LARGE_PX = 8192
"""Of a picture that somebody zooms into: 4 bytes a pixel and a third more, so at most 360 MB of a square one."""
_CACHE_SIZE = 4


@dataclass(frozen=True)
class Shown:
    """A picture ready to be shown.

    Attributes:
        path: the file.
        pyramid: its pixels, upright, in halving sizes.
        facts: what is known about the file.
    """

    path: Path
    pyramid: Pyramid
    facts: Facts

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole upright picture, px."""
        return self.facts.width, self.facts.height


class PictureLoader(QObject):
    """Decodes one picture after another; wishes that were overtaken are never begun.

    Signals:
        loaded: a `Shown`.
        enlarged: a `Shown` of the same picture, with more pixels than the one before.
        failed: the path and the exception.
    """

    loaded = Signal(object)
    enlarged = Signal(object)
    failed = Signal(object, object)

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._wish: Path | None = None
        self._cache: OrderedDict[Path, Shown] = OrderedDict()
        self._first = LastWish(tasks, self)
        self._larger = LastWish(tasks, self)
        self._first.granted.connect(self._keep)
        self._first.refused.connect(self._tell_failure)
        self._larger.granted.connect(self._tell_enlarged)

    def load(self, path: Path | None) -> None:
        """Wish for a picture; None takes the last wish back."""
        self._wish = path
        self._larger.withdraw()
        if path is not None and path in self._cache:
            self._cache.move_to_end(path)
            self._first.withdraw()
            self.loaded.emit(self._cache[path])
        elif path is None:
            self._first.withdraw()
        else:
            self._first.wish(path, _job(self._classifier, path, _SHORT_SIDE_PX, _LONGEST_PX))

    def enlarge(self, short_side: int) -> None:
        """Wish for more pixels of the picture that was loaded last; they are not kept when another one is.

        Args:
            short_side: how many are wanted, px.
        """
        if (path := self._wish) is not None:
            self._larger.wish((path, short_side), _job(self._classifier, path, short_side, _LONGEST_LARGE_PX))

    def forget(self, path: Path) -> None:
        """Drop what is kept of a picture, because its file may have changed."""
        self._cache.pop(path, None)

    def _keep(self, path: Path, shown: Shown) -> None:
        self._cache[path] = shown
        while len(self._cache) > _CACHE_SIZE:
            self._cache.popitem(last=False)
        if path == self._wish:
            self.loaded.emit(shown)

    def _tell_enlarged(self, key: tuple[Path, int], shown: Shown) -> None:
        if key[0] == self._wish:
            self.enlarged.emit(shown)

    def _tell_failure(self, path: Path, error: BaseException) -> None:
        if path == self._wish:
            self.failed.emit(path, error)


def _job(classifier: Classifier, path: Path, short_side: int, longest: int) -> Callable[[JobControl], Shown]:
    def read(control: JobControl) -> Shown:
        picture = classifier.read(path, short_side)
        control.check()
        status = path.stat()
        facts = Facts(picture.width, picture.height, status.st_size, status.st_mtime)
        return Shown(path, make_pyramid(pixels.fit_inside(picture.pixels, longest)), facts)

    return read
