"""What the Classify page does: looks for pictures, has them classified, keeps count; shows nothing itself."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop import formatting
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.arranging import Arranging
from resnet_desktop.desktop.classify.backlog import Backlog
from resnet_desktop.desktop.classify.classifier import Classifier, Found, LoadedModel
from resnet_desktop.desktop.classify.pictures import PictureModel
from resnet_desktop.desktop.current_model import ENGINE_LANE, CurrentModel, State
from resnet_desktop.desktop.long_lived import LongLived
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Result

_HANDFUL = 256
"""Pictures are handed over in handfuls of this size at most, so that a search of 100,000 files stays light."""

_KEPT_CLASSES = 50
"""Results keep this many classes: those of 1,000 for each of 100,000 pictures would be 400 MB."""


@dataclass(frozen=True)
class _Handful:
    entries: "tuple[Entry, ...]"


class ClassifySession(QObject):
    """The pictures of the page and the work on them.

    Attributes:
        pictures: the list.
        arranging: which of them are shown, in which order.
    Signals:
        changed: the counts or what is being done.
        noticed: one sentence that is worth a moment, about what was added.
        broke: an exception that stopped the work on all pictures.
    """

    changed = Signal()
    noticed = Signal(str)
    broke = Signal(object)

    def __init__(
        self, classifier: Classifier, current: CurrentModel, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pictures = PictureModel(self)
        self.arranging = Arranging(self.pictures, tasks, self)
        self._classifier = classifier
        self._current = current
        self._tasks = tasks
        self._backlog = Backlog()
        self._searches: list[Task] = []
        self._run: Task | None = None
        self._next_run: list[Path] = []
        self._pace = Pace(0)
        self._done = 0
        self._passed_over = 0
        self._double = 0
        self._long_lived = LongLived()
        self.arranging.changed.connect(self.changed)
        current.changed.connect(self._go_on_when_ready)

    @property
    def work(self) -> wording.Work:
        """What is being done, in numbers."""
        store, is_running = self.pictures.store, self._run is not None
        return wording.Work(
            pictures=len(store),
            shown=self.pictures.rowCount() if self.arranging.is_filtered else None,
            failed=store.failed,
            waiting=store.waiting,
            passed_over=self._passed_over,
            is_searching=bool(self._searches),
            is_loading=self._current.state is State.LOADING,
            has_model=self._current.loaded is not None,
            is_classifying=is_running,
            done=self._done,
            total=self._backlog.total,
            rate=formatting.rate(self._pace.items, self._pace.seconds, "pictures") if is_running else "",
            left_s=self._pace.left(self._backlog.total) if is_running and not self._searches else None,
        )

    def add(self, paths: Iterable[Path | str]) -> None:
        """Look for pictures in files and folders, list them and have them classified."""
        wanted = tuple(Path(path) for path in paths)
        if not wanted:
            return

        def look(control: JobControl) -> Found:
            from resnet_desktop.classification import Entry  # noqa: PLC0415  the window is painted before NumPy is loaded

            handful: list[Entry] = []
            for found in self._classifier.find(wanted, control):
                if isinstance(found, Found):
                    control.hand_over(_Handful(tuple(handful)))
                    return found
                hash(found)  # computed once and kept in the path; the window's thread need not do it 100,000 times
                handful.append(Entry(found))
                if len(handful) >= _HANDFUL:
                    control.hand_over(_Handful(tuple(handful)))
                    handful = []
            raise AssertionError("a search ends with what it came to")

        self._double = 0
        task = self._tasks.start(look, title="Looking for pictures")
        self._searches.append(task)
        self._backlog.set_filling(True)
        task.received.connect(self._take_found)
        task.succeeded.connect(lambda found: self._tell_found(found, wanted))
        task.failed.connect(self.broke)
        task.finished.connect(lambda: self._end_search(task))
        self.changed.emit()

    def go_on(self) -> None:
        """Classify what still waits, for instance after a cancellation."""
        if self._run is None and self.pictures.store.waiting:
            self._start_run(self.pictures.store.waiting_paths())

    def cancel(self) -> None:
        """Stop looking and classifying; results that are there stay."""
        for task in [*self._searches, *([self._run] if self._run else [])]:
            task.cancel()
        self._next_run = []

    def try_again(self, path: Path) -> None:
        """Classify one picture anew, after its file was mended."""
        self.pictures.wait_again(path)
        self._enqueue([path])

    def remove(self, rows: Iterable[int]) -> int:
        """Take pictures out of the list; their files stay where they are. Returns how many."""
        removed = self.pictures.remove(rows)
        self._backlog.discard(removed)
        if not len(self.pictures.store):
            self._passed_over = 0
            self._long_lived.end()
        self.changed.emit()
        return len(removed)

    def _take_found(self, handfuls: Sequence[_Handful]) -> None:
        entries = [entry for handful in handfuls for entry in handful.entries]
        fresh = self.pictures.add(entries)
        self._double += len(entries) - len(fresh)
        self._long_lived.grow(len(fresh))
        self._enqueue([entry.path for entry in fresh])

    def _tell_found(self, found: Found, wanted: tuple[Path, ...]) -> None:
        self._passed_over += found.passed_over
        if found.problems:
            self.noticed.emit(wording.unread_folders(found.problems))
        elif not found.count:
            self.noticed.emit(wording.found_nothing(wanted))
        elif self._double:
            self.noticed.emit(wording.already_there(self._double))

    def _end_search(self, task: Task) -> None:
        self._searches.remove(task)
        self._backlog.set_filling(bool(self._searches))
        self.changed.emit()

    def _enqueue(self, paths: Sequence[Path]) -> None:
        if self._run is None and paths:
            self._start_run(paths)
        elif self._run is not None and self._run.is_cancelled:
            self._next_run.extend(paths)
        else:
            self._backlog.put(paths)
        self.changed.emit()

    def _go_on_when_ready(self) -> None:
        if self._current.state is State.READY:
            self.go_on()
        self.changed.emit()

    def _start_run(self, paths: Sequence[Path]) -> None:
        model = self._current.loaded
        if model is None or self._current.state is State.LOADING:
            return  # everything that waits is taken up when the model is ready
        self._backlog.restart(paths)
        self._next_run = []
        self._done = 0
        self._pace = Pace(time.monotonic())
        self._run = self._tasks.start(self._job(model), title="Classifying pictures", lane=ENGINE_LANE)
        self._run.received.connect(self._take_results)
        self._run.succeeded.connect(self._take_up_late_ones)
        self._run.failed.connect(self.broke)
        self._run.finished.connect(self._end_run)
        self.changed.emit()

    def _job(self, model: LoadedModel) -> Callable[[JobControl], None]:
        backlog, classifier = self._backlog, self._classifier

        def classify(control: JobControl) -> None:
            for done, result in enumerate(classifier.classify(backlog.drain(control), model, control), start=1):
                control.hand_over(_kept(result))
                control.report(Progress(done, backlog.total))

        return classify

    def _take_results(self, results: "Sequence[Result]") -> None:
        self._done += len(results)
        self._pace.mark(time.monotonic(), self._done)
        self.pictures.put(results)
        self._long_lived.grow(len(results))
        self.changed.emit()

    def _take_up_late_ones(self) -> None:
        self._next_run = self._backlog.take_all()  # they came after the run had seen the end

    def _end_run(self) -> None:
        self._run = None
        if self._next_run:
            self._start_run(self._next_run)
        self.changed.emit()


def _kept(result: "Result") -> "Result":
    kept = result.trimmed(_KEPT_CLASSES)
    if not kept.is_error:
        _ = kept.best, kept.margin  # computed here and kept in it; the window's thread need not rank classes
    return kept
