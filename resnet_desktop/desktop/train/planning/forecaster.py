"""Keeps the forecasts of the presets and of the plan up to date, and measures what was not measured yet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.training.framework import missing_framework
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet
    from resnet_desktop.training.forecast import Forecast
    from resnet_desktop.training.forecasting import Work

OWN = "own"
"""The name of the plan itself, where it is no preset."""

_LANE = "forecasts"
_AFTER_TYPING_MS = 250


class Forecaster(QObject):
    """Forecasts for the data and the plan of the page.

    Attributes:
        forecasts: what is known, by the preset's name and `OWN`.
        task: what measures now; None while nothing does.
    Signals:
        changed: more is known, or less, or measuring began or ended.
        failed: why it could not be measured, an exception.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, state: TrainState, tasks: Tasks, parent: QObject, work: "Work | None" = None) -> None:
        super().__init__(parent)
        self._state, self._tasks, self._work = state, tasks, work
        self.forecasts: dict[str, Forecast] = {}
        self.task: Task | None = None
        self._looking: Task | None = None
        self._later = QTimer(self, singleShot=True, interval=_AFTER_TYPING_MS)
        self._later.timeout.connect(self.look)
        state.plan_changed.connect(self._later.start)

    @property
    def is_measuring(self) -> bool:
        """Whether a measurement runs."""
        return self.task is not None

    @property
    def is_complete(self) -> bool:
        """Whether everything that is asked for is known."""
        return set(self._plans()) <= set(self.forecasts)

    def look(self) -> None:
        """Show what was measured before; nothing is measured."""
        if self._state.data is None:
            self.forecasts = {}
            self.changed.emit()
            return
        plans = self._plans()
        found: dict[str, Forecast] = {}
        job = _forecasting(plans, self._state.data, None, only_known=True)
        task = self._looking = self._tasks.start(job, lane=_LANE + " known")
        task.received.connect(found.update)

        def show() -> None:
            if task is self._looking:
                self.forecasts = found
                self.changed.emit()

        task.succeeded.connect(show)

    def measure(self) -> None:
        """Measure what was not measured yet; what runs already goes on."""
        if self._state.data is None or self.task is not None:
            return
        job = _forecasting(self._plans(), self._state.data, self._work, only_known=False)
        task = self.task = self._tasks.start(job, title=wording.MEASURING_TASK, lane=_LANE)
        task.received.connect(lambda items: self._learn(task, items))
        task.failed.connect(lambda error: self._end(task, error))
        task.cancelled.connect(lambda: self._end(task))
        task.succeeded.connect(lambda _result: self._end(task))
        self.changed.emit()

    def measure_anew(self) -> None:
        """Measure for other data."""
        self.cancel()
        self.forecasts = {}
        self.measure()

    def cancel(self) -> None:
        """Stop measuring."""
        if self.task is not None:
            self.task.cancel()
            self.task = None
            self.changed.emit()

    def _plans(self) -> dict[str, Plan]:
        plan = self._state.plan
        plans = {name: preset.apply(plan) for name, preset in PRESETS.items()}
        if plan not in plans.values():
            plans[OWN] = plan
        return plans if missing_framework() is None else {name: each for name, each in plans.items() if each.is_quick}

    def _learn(self, task: Task, items: "list[tuple[str, Forecast]]") -> None:
        if task is self.task:
            self.forecasts.update(items)
            self.changed.emit()

    def _end(self, task: Task, error: BaseException | None = None) -> None:
        if task is not self.task:
            return
        self.task = None
        if error is not None:
            self.failed.emit(error)
        self.changed.emit()
        self.look()  # the plan may be another one by now


def _forecasting(
    plans: dict[str, Plan], data: "DataSet", work: "Work | None", *, only_known: bool
) -> Callable[[JobControl], None]:
    def job(control: JobControl) -> None:
        from resnet_desktop.training.forecast import forecast  # noqa: PLC0415  after the window's first paint
        from resnet_desktop.training.forecasting import measure_in_child, measure_plans  # noqa: PLC0415
        from resnet_desktop.training.speed import Speed, SpeedCache  # noqa: PLC0415
        from resnet_desktop.training.trainer import graph_of  # noqa: PLC0415

        def tell(name: str, speed: Speed) -> None:
            plan = plans[name]
            control.hand_over((name, forecast(plan, data, graph_of(plan, len(data.classes)), speed)))

        if not only_known:
            measure_plans(plans, data, control, tell, work or measure_in_child)
            return
        cache = SpeedCache()
        for name, plan in plans.items():
            control.check()
            if (speed := cache.find(plan, data.folder)) is not None:
                tell(name, speed)

    return job
