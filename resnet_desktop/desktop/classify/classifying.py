"""Has pictures classified: one run at a time, which new pictures join while it goes."""

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.backlog import Backlog
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.listing.picture_store import PictureStore
from resnet_desktop.desktop.current_model import ENGINE_LANE, CurrentModel, State
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from resnet_desktop.classification import Result

_KEPT_CLASSES = 50
"""Results keep this many classes: those of 1,000 for each of 100,000 pictures would be 400 MB."""


class Classifying(QObject):
    """The run that classifies what waits.

    Signals:
        changed: a run began, came forward or ended.
        classified: a list of `Result`, and the `LoadedModel` that they are from.
        broke: an exception that stopped the run.
    """

    changed = Signal()
    classified = Signal(list, object)
    broke = Signal(object)

    def __init__(
        self, classifier: Classifier, current: CurrentModel, store: PictureStore, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._classifier = classifier
        self._current = current
        self._store = store
        self._tasks = tasks
        self._backlog = Backlog()
        self._run: Task | None = None
        self._next_run: list[Path | str] = []
        self._takes_all_next = False
        self._is_held = False
        self._is_filling = False
        self._pace = Pace(0)
        self._done = 0

    @property
    def is_running(self) -> bool:
        """True while a run goes on, or comes to its end."""
        return self._run is not None

    @property
    def done(self) -> int:
        """Results of this run, or of the last one."""
        return self._done

    @property
    def total(self) -> int:
        """Pictures of this run."""
        return self._backlog.total

    @property
    def rate(self) -> str:
        """How fast it goes, such as ``98 pictures/s``; empty while nothing is known."""
        return formatting.rate(self._pace.items, self._pace.seconds, "pictures") if self.is_running else ""

    @property
    def left_s(self) -> float | None:
        """Estimated time left, s; None while unknown."""
        return self._pace.left(self._backlog.total) if self.is_running and not self._is_filling else None

    def put(self, places: Sequence[Path | str]) -> None:
        """Classify pictures, after those that wait already."""
        if self._run is None and places:
            self._start(places)
        elif self._run is not None and self._run.is_cancelled:
            self._next_run.extend(places)
        else:
            self._backlog.put(places)
        self.changed.emit()

    def go_on(self) -> None:
        """Classify everything that waits, for instance after a cancellation."""
        if self._run is None:
            if self._store.waiting:
                self._start(self._store.waiting_places())
        elif self._run.is_cancelled:
            self._takes_all_next = True

    def cancel(self) -> None:
        """Stop; results that are there stay."""
        self._next_run = []
        self._takes_all_next = False
        if self._run is not None:
            self._run.cancel()

    def hold(self, is_held: bool) -> None:
        """Say whether nothing may be classified, because the list is not ready for it; what runs is stopped."""
        self._is_held = is_held
        if is_held:
            self.cancel()

    def set_filling(self, is_filling: bool) -> None:
        """Say whether a search still looks for more."""
        self._is_filling = is_filling
        self._backlog.set_filling(is_filling)

    def discard(self, paths: Collection[Path]) -> None:
        """Take pictures out that left the list."""
        self._backlog.discard(paths)

    def _start(self, places: Sequence[Path | str]) -> None:
        model = self._current.loaded
        if model is None or self._current.state is State.LOADING or self._is_held:
            return  # everything that waits is taken up when the model is ready, and the list
        self._backlog.restart(places)
        self._next_run = []
        self._takes_all_next = False
        self._done = 0
        self._pace = Pace(time.monotonic())
        self._run = self._tasks.start(self._job(model), title="Classifying pictures", lane=ENGINE_LANE)
        self._run.received.connect(lambda results: self._take(results, model))
        self._run.succeeded.connect(self._take_up_late_ones)
        self._run.failed.connect(self.broke)
        self._run.finished.connect(self._end)
        self.changed.emit()

    def _job(self, model: LoadedModel) -> Callable[[JobControl], None]:
        backlog, classifier = self._backlog, self._classifier

        def classify(control: JobControl) -> None:
            for done, result in enumerate(classifier.classify(backlog.drain(control), model, control), start=1):
                control.hand_over(_kept(result))
                control.report(Progress(done, backlog.total))

        return classify

    def _take(self, results: "Sequence[Result]", model: LoadedModel) -> None:
        self._done += len(results)
        self._pace.mark(time.monotonic(), self._done)
        self.classified.emit(results, model)
        self.changed.emit()

    def _take_up_late_ones(self) -> None:
        if self._run is not None and not self._run.is_cancelled:
            self._next_run += self._backlog.take_all()  # they came after the run had seen the end

    def _end(self) -> None:
        self._run = None
        if self._takes_all_next:
            self.go_on()
        elif self._next_run:
            self._start(self._next_run)
        self.changed.emit()


def _kept(result: "Result") -> "Result":
    kept = result.trimmed(_KEPT_CLASSES)
    if not kept.is_error:
        _ = kept.best, kept.margin  # computed here and kept in it; the window's thread need not rank classes
    return kept
