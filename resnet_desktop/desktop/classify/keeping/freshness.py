"""Keeps results true: all of them from the model in use, and of files that are still what they were."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.keeping.keeper import Keeper
from resnet_desktop.desktop.classify.keeping.slices import Slices, pieces
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.long_lived import LongLived
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from resnet_desktop.classification.sessions import ModelStamp

_REPORT_EVERY = 256
_MANY = 2_000
"""Looking at fewer files is over before it could be read in the list of tasks."""


class Freshness(QObject):
    """Makes pictures wait again whose results are no longer true.

    Attributes:
        model: the one that the results in the list are from; None while nobody knows.
    Signals:
        unsettled: there are results of another model than the one in use; nothing may be classified.
        settled: there are none any more; what waits may be classified.
        found_changed: pictures whose files have changed; they wait now.
    """

    unsettled = Signal()
    settled = Signal()
    found_changed = Signal(list)

    def __init__(
        self, classifier: Classifier, pictures: PictureModel, keeper: Keeper, slices: Slices, tasks: Tasks
    ) -> None:
        super().__init__(pictures)
        self._classifier = classifier
        self._pictures = pictures
        self._keeper = keeper
        self._slices = slices
        self._tasks = tasks
        self._long_lived = LongLived()
        self._look: Task | None = None
        self._are_files_known = True
        self.model: ModelStamp | None = None

    def begin(self, model: "ModelStamp | None") -> None:
        """Note which model the results are from that came back, from files that may have changed meanwhile."""
        self.model = model
        self._are_files_known = model is None

    def meet(self, loaded: LoadedModel) -> None:
        """Bring the list and the model in use together, which takes a moment where the results are another one's."""
        before, self.model = self.model, loaded.stamp
        if before is None or before.identity != loaded.stamp.identity:
            self._keeper.use_model(loaded.stamp)
        if before is not None and before.identity != loaded.stamp.identity:
            self._are_files_known = True  # there will be no old result left
            if self._look is not None:
                self._look.cancel()
            self.unsettled.emit()
            self._slices.do(self._forgetting(), lambda: self._settle(loaded))
            return
        if not self._are_files_known:
            self._are_files_known = True
            self._find_changed(loaded)
        self.settled.emit()

    def is_from(self, loaded: LoadedModel) -> bool:
        """Whether results of a model may be shown."""
        return self.model is not None and self.model.identity == loaded.stamp.identity

    def _forgetting(self) -> Iterator[None]:
        """From the end to the beginning: pictures that leave the list meanwhile move only what is done already."""
        rows = range(len(self._pictures.store))
        for piece in pieces(rows[::-1]):
            self._pictures.reset(row for row in piece if row < len(self._pictures.store))
            self._long_lived.grow(len(piece))
            yield

    def _settle(self, loaded: LoadedModel) -> None:
        if self.is_from(loaded):  # else yet another one came meanwhile
            self.settled.emit()

    def _find_changed(self, loaded: LoadedModel) -> None:
        paths = [entry.path for entry in self._pictures.store if entry.result is not None]
        if not paths:
            return
        job = _job(self._classifier, paths, loaded)
        title = "Looking for changed pictures" if len(paths) > _MANY else ""
        self._look = self._tasks.start(job, title=title)
        self._look.received.connect(self._take_changed)
        self._look.finished.connect(self._end_look)

    def _take_changed(self, changed: list[Path]) -> None:
        self._pictures.wait_again(changed)
        self._keeper.reset(changed)
        self.found_changed.emit(changed)

    def _end_look(self) -> None:
        self._look = None


def _job(classifier: Classifier, paths: Sequence[Path], model: LoadedModel) -> Callable[[JobControl], None]:
    def look(control: JobControl) -> None:
        def counted() -> Iterator[Path]:
            for seen, path in enumerate(paths, start=1):
                if seen % _REPORT_EVERY == 0:
                    control.report(Progress(seen, len(paths)))
                yield path

        for path in classifier.find_changed(counted(), model, control):
            control.hand_over(path)

    return look
