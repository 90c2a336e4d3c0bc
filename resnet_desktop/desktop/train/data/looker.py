"""Which pictures were chosen, what was found in them, and which remedies are in use."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.desktop.train.data.jobs import Looked, Mended, looking, mending
from resnet_desktop.desktop.train.data.origin import Origin
from resnet_desktop.desktop.train.state import TrainState

if TYPE_CHECKING:
    from resnet_desktop.training.remedies import Remedy

_BALANCED = "balanced"
"""The plan's class weights that make up for imbalance."""


class Looker(QObject):
    """Looks pictures over, one choice at a time; what was there before stays until the new look is complete.

    Attributes:
        looked: the last complete look; None before the first.
        mended: what is left with the remedies in use.
        remedies: those in use that leave pictures out, in the order chosen.
        task: the look that runs; None while none does.
    Signals:
        started: a look has begun: its `Task` and `Origin`.
        looked_over: a look is complete.
        mended_anew: other remedies are in use.
        failed: an error, and the `Origin` that it is about.
        divided_anew: the same pictures are divided otherwise, as the plan now says.
        stopped: a look was cancelled.
        refused: a remedy cannot be used: the error.
    """

    started = Signal(object, object)
    looked_over = Signal()
    mended_anew = Signal()
    failed = Signal(object, object)
    divided_anew = Signal()
    stopped = Signal()
    refused = Signal(object)

    def __init__(self, state: TrainState, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._tasks = state, tasks
        self.looked: Looked | None = None
        self.mended: Mended | None = None
        self.remedies: tuple[Remedy, ...] = ()
        self._wanted: tuple[Remedy, ...] = ()
        self._is_weighed = False
        self.task: Task | None = None
        self._split = _split_of(state)
        state.plan_changed.connect(self._follow_plan)
        state.data_changed.connect(self._follow_data)

    def look(self, origin: Origin, *, divides_anew: bool = False) -> None:
        """Look pictures over.

        Args:
            origin: where they are.
            divides_anew: they are those that are there, and the remedies stay.
        """
        self.cancel()
        self._split = _split_of(self._state)
        self._is_weighed = self._state.plan.class_weights == _BALANCED
        remedies = self._wanted if divides_anew else ()
        job = looking(origin, self._state.plan, remedies)
        task = self._tasks.start(job, title=f"Pictures: {origin.title}", lane="data")
        self.task = task
        task.succeeded.connect(lambda looked: self._take(task, looked, remedies, divides_anew=divides_anew))
        task.failed.connect(lambda error: self._end(task, lambda: self.failed.emit(error, origin)))
        task.cancelled.connect(lambda: self._end(task, self.stopped.emit))
        self.started.emit(task, origin)

    def cancel(self) -> None:
        """Stop the look that runs."""
        if self.task is not None:
            self.task.cancel()

    def use(self, remedy: "Remedy") -> None:
        """Use a remedy; class weights are the plan's."""
        if remedy.changes_data:
            self._mend((*(each for each in self._wanted if each != remedy), remedy))
        else:
            self._state.use_plan(replace(self._state.plan, class_weights=_BALANCED))

    def undo(self, remedy: "Remedy") -> None:
        """Use a remedy no more."""
        if remedy.changes_data:
            self._mend(tuple(each for each in self._wanted if each != remedy))
        else:
            self._state.use_plan(replace(self._state.plan, class_weights="none"))

    def _mend(self, remedies: "tuple[Remedy, ...]") -> None:
        if (looked := self.looked) is None:
            return
        self._wanted = remedies
        self._is_weighed = self._state.plan.class_weights == _BALANCED
        task = self._tasks.start(mending(looked.report, remedies, is_weighed=self._is_weighed), lane="data")

        def take(mended: Mended) -> None:
            if self.looked is looked:
                has_changed = self.mended is None or mended.data != self.mended.data
                self.remedies, self.mended = remedies, mended
                if has_changed:
                    self._state.use_data(mended.data, looked.data_plan, looked.origin.name)
                self.mended_anew.emit()

        def refuse(error: BaseException) -> None:
            self._wanted = self.remedies
            self.refused.emit(error)

        task.succeeded.connect(take)
        task.failed.connect(refuse)

    def _take(self, task: Task, looked: Looked, remedies: "tuple[Remedy, ...]", *, divides_anew: bool) -> None:
        def follow() -> None:
            self.looked, self.mended = looked, looked.mended
            self.remedies = self._wanted = remedies
            self._state.use_data(looked.mended.data, looked.data_plan, looked.origin.name)
            self.looked_over.emit()
            if divides_anew:
                self.divided_anew.emit()
            self._follow_plan()  # it may have changed meanwhile

        self._end(task, follow)

    def _end(self, task: Task, follow: Callable[[], None]) -> None:
        if task is self.task:
            self.task = None
            follow()

    def _follow_plan(self) -> None:
        """Divide the pictures by another seed or share, where it was chance that divided them; weigh as planned."""
        if self.looked is None:
            return
        is_divided_here = self.looked.report.data.set_aside and self.looked.origin.kind != "divided"
        if is_divided_here and self._split != _split_of(self._state):
            self.look(self.looked.origin, divides_anew=True)
        elif self._is_weighed != (self._state.plan.class_weights == _BALANCED):
            self._mend(self._wanted)

    def _follow_data(self) -> None:
        """Look pictures over that somebody else chose, such as those of an earlier training."""
        data = self._state.data
        if data is not None and (self.mended is None or data != self.mended.data):
            self.look(Origin.of_divided(data, self._state.data_plan, self._state.data_name))


def _split_of(state: TrainState) -> tuple[float, int]:
    return state.plan.validation, state.plan.seed
