"""Looks for pictures in what was dropped, chosen or named, and lists them."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop import paths
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier, Found
from resnet_desktop.desktop.classify.keeping.recents import worth_remembering
from resnet_desktop.desktop.classify.keeping.slices import Slices
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.long_lived import many_records
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.resources import resource_path

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_HANDFUL = 256
"""Pictures are handed over in handfuls of about this size, so that a search of 100,000 files stays light."""

_AT_ONCE = 8_192
"""Pictures are listed in pieces of about this size: each takes some 20 ms, telling of it included."""


@dataclass(frozen=True)
class _Handful:
    entries: "tuple[Entry, ...]"


@dataclass(frozen=True)
class _Named:
    paths: tuple[Path, ...]


class Searching(QObject):
    """The searches that run, and those that wait until the list is ready for them.

    Attributes:
        passed_over: files in the given folders that are no pictures.
    Signals:
        changed: a search began or ended.
        added: a list of `Entry`, pictures that were not in the list before.
        named: what was given, as far as it is worth remembering; the most important one last.
        noticed: one sentence that is worth a moment.
        broke: an exception that stopped a search.
    """

    changed = Signal()
    added = Signal(object)
    named = Signal(tuple)
    noticed = Signal(str)
    broke = Signal(object)

    def __init__(self, classifier: Classifier, pictures: PictureModel, tasks: Tasks) -> None:
        super().__init__(pictures)
        self._classifier = classifier
        self._pictures = pictures
        self._tasks = tasks
        self._slices = Slices(self)
        self._drops = 0
        self._running: list[Task] = []
        self._held: deque[tuple[Path, ...]] = deque()
        self._is_held = False
        self._double = 0
        self.passed_over = 0

    @property
    def is_busy(self) -> bool:
        """True while pictures may still be found."""
        return bool(self._running or self._held)

    def add(self, given: Iterable[Path | str]) -> None:
        """Look for pictures in files and folders, and list them."""
        wanted = tuple(Path(path) for path in given)
        if not wanted:
            return
        if self._is_held:
            self._held.append(wanted)
        else:
            self._start(wanted)
        self.changed.emit()

    def hold(self, is_held: bool) -> None:
        """Say whether searches are to wait, because what is listed before them is not there yet."""
        self._is_held = is_held
        while self._held and not is_held:
            self._start(self._held.popleft())

    def cancel(self) -> None:
        """Stop looking; what was found stays."""
        self._held.clear()
        for task in self._running:
            task.cancel()

    def drop(self) -> None:
        """Stop looking, and take nothing any more that was found."""
        self.cancel()
        self.passed_over = 0
        self._drops += 1

    def _start(self, wanted: tuple[Path, ...]) -> None:
        self._double = 0
        task = self._tasks.start(_job(self._classifier, wanted), title="Looking for pictures")
        self._running.append(task)
        drops = self._drops
        # In pieces: tens of thousands that were found at a stroke would hold up the window.
        task.received.connect(lambda parts: self._slices.do(self._listing(parts, drops)))
        task.succeeded.connect(lambda found: self._slices.do(iter(()), lambda: self._tell_found(found, wanted)))
        task.failed.connect(self.broke)
        task.finished.connect(lambda: self._slices.do(iter(()), lambda: self._end(task)))

    def _listing(self, parts: Sequence[_Handful | _Named], drops: int) -> Iterator[None]:
        entries: list[Entry] = []
        for number, part in enumerate(parts, start=1):
            if drops != self._drops:
                return
            if isinstance(part, _Named):
                self.named.emit(part.paths)
            else:
                entries += part.entries
            if entries and (len(entries) >= _AT_ONCE or number == len(parts)):
                self._list(entries)
                entries = []
                yield

    def _list(self, entries: "Sequence[Entry]") -> None:
        fresh = self._pictures.add(entries)
        self._double += len(entries) - len(fresh)
        if fresh:
            self.added.emit(fresh)

    def _tell_found(self, found: Found, wanted: tuple[Path, ...]) -> None:
        self.passed_over += found.passed_over
        if found.problems:
            self.noticed.emit(wording.unread_folders(found.problems))
        elif not found.count:
            self.noticed.emit(wording.found_nothing(wanted))
        elif self._double:
            self.noticed.emit(wording.already_there(self._double))

    def _end(self, task: Task) -> None:
        self._running.remove(task)
        self.changed.emit()


def _job(classifier: Classifier, wanted: tuple[Path, ...]) -> Callable[[JobControl], Found]:
    @many_records()
    def look(control: JobControl) -> Found:
        from resnet_desktop.classification import Entry  # noqa: PLC0415  the window is painted before NumPy is loaded

        own = (paths.cache_dir(), resource_path("samples"))
        control.hand_over(_Named(worth_remembering(wanted, own)))
        handful: list[Entry] = []
        for found in classifier.find_files(wanted, control):
            if isinstance(found, Found):
                control.hand_over(_Handful(tuple(handful)))
                return found
            handful += map(Entry, found)
            if len(handful) >= _HANDFUL:
                control.hand_over(_Handful(tuple(handful)))
                handful = []
        raise AssertionError("a search ends with what it came to")

    return look
