"""Follows the run that is shown, and whatever trains, without ever making the window wait."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_desktop.desktop.long_lived import LongLived, many_records
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.train.live import watched as jobs
from resnet_desktop.desktop.train.live.leaving import Leave, LeaveQuestion, leave_question
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.live.watched import Trainings, Watched
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control

_POLL_MS = 50
"""A pipe is looked at 20 times a second; a folder (on a thread), where batches come once a second, less often."""
_FOLDER_POLL_MS = 500
_LANE = "following runs"


class StillTrainingError(UserError):
    """One window trains one run at a time."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is still training: stop it first, or wait until it is done")


class RunFollower(QObject):
    """The run that is shown, and the one that trains; mostly they are the same.

    Args:
        state: says which run is shown.
        tasks: whatever reads folders or starts processes runs there.
        trainings: starts and joins processes.
    Attributes:
        state: says which run is shown.
        shown: the run that is shown.
        trained: the run that trains and is watched here; None for none.
    Signals:
        course_changed: another run is shown, or the shown one was read anew.
        records_taken: a list of records; the shown run's course has them already.
        phase_changed: the shown run does something else.
        prepared: the `Progress` of what comes before a training.
        start_failed: the exception that kept a run from being begun, resumed or shown.
        training_found: a run is shown that still trains, from an earlier window or the command line.
        trained_changed: what trains has told more or does something else, or nothing trains any more.
        training_ended: the name of the run whose training ended, in whatever way.
    """

    course_changed = Signal()
    records_taken = Signal(list)
    phase_changed = Signal()
    prepared = Signal(object)
    start_failed = Signal(object)
    training_found = Signal()
    trained_changed = Signal()
    training_ended = Signal(str)

    def __init__(self, state: TrainState, tasks: Tasks, trainings: Trainings | None = None) -> None:
        super().__init__(state)
        self.state = state
        self.shown = Watched()
        self.trained: Watched | None = None
        self._tasks = tasks
        self._trainings = trainings or Trainings()
        self._job: Task | None = None
        self._poll: Task | None = None
        self._long_lived = LongLived()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        state.run_changed.connect(self._show_run)

    @property
    def phase(self) -> Phase:
        """What the shown run does."""
        return self.shown.phase

    def start(self, name: str) -> None:
        """Begin a new run of the state's plan on the state's data.

        Args:
            name: of the run and of the model that comes out of it.
        """
        values: dict[str, Any] = dict(self.state.data_plan)
        plan = replace(self.state.plan, **values)
        self._prepare(name, jobs.begin(self._trainings, name, plan, self.state.data), f"Preparing {name}")

    def resume(self) -> None:
        """Let the shown run go on: from where it is paused, or from its last checkpoint."""
        if self.shown.training is not None and self.phase in (Phase.PAUSED, Phase.PAUSING):
            self.shown.training.resume()
            self._set_phase(Phase.RUNNING if self.shown.has_begun else Phase.STARTING)
        elif self.shown.can_resume:
            name = self.shown.name
            self._prepare(name, jobs.resume(self._trainings, name), f"Resuming {name}")

    def pause(self) -> None:
        """Ask the shown run to wait after the batch at hand, or before the first one."""
        if self.shown.training is not None and self.phase in (Phase.STARTING, Phase.RUNNING):
            self.shown.training.pause()
            self._set_phase(Phase.PAUSING)

    def stop(self) -> None:
        """Ask the shown run to end after the batch at hand, with a checkpoint; while it is prepared, cancel that."""
        if self.phase is Phase.PREPARING and self._job is not None:
            self._job.cancel()
        elif self.shown.training is not None and self.phase.is_at_work:
            self.shown.training.stop()
            self._set_phase(Phase.STOPPING)

    def keep_best(self) -> None:
        """Make a model of the best epoch of the shown run, which ended early, and go no further with it."""
        if self.phase.has_ended and self.phase is not Phase.DONE:
            name = self.shown.name
            self._prepare(name, jobs.keep(self._trainings, name), f"Making a model of {name}")

    def find_training(self) -> None:
        """Show a run that still trains, from an earlier window or the command line, if there is one."""
        task = self._tasks.start(_quietly(jobs.find(self._trainings)), lane=_LANE)
        task.succeeded.connect(self._show_found)

    def may_close(self) -> LeaveQuestion | None:
        """Say what to ask before the window closes; None where it may close at once."""
        trained = self.trained
        return leave_question(trained.name, trained.phase) if trained is not None else None

    def leave(self, answer: Leave) -> bool:
        """Do what was answered.

        Returns:
            Whether the window may close. It need not wait: a training that stops writes its checkpoint without it.
        """
        training = None if self.trained is None else self.trained.training
        if answer is Leave.CANCEL:
            return False
        if training is not None and self.trained is not None:
            if answer is Leave.STOP:
                training.stop()
            elif self.trained.phase in (Phase.PAUSED, Phase.PAUSING):
                training.resume()
        self._timer.stop()
        return True

    def _prepare(self, name: str, job: Callable[[Control], Watched], title: str) -> None:
        if self.trained is not None or self._job is not None:
            self.start_failed.emit(StillTrainingError(self.trained.name if self.trained else self.shown.name))
            return
        before = self.shown
        self._show(
            replace(before, phase=Phase.PREPARING) if before.name == name else Watched(name, phase=Phase.PREPARING)
        )
        self._job = self._tasks.start(_quietly(job), title=title)
        self._job.progressed.connect(self.prepared)
        self._job.succeeded.connect(self._show_training)
        self._job.failed.connect(lambda error: self._give_up(before, error))
        self._job.cancelled.connect(lambda: self._give_up(before, None))

    def _show_found(self, found: Watched | None) -> None:
        if found is not None and self.trained is None and self._job is None:
            self._show_training(found)
            if found.phase.is_at_work:  # it may have ended while it was read
                self.training_found.emit()

    def _show_training(self, found: Watched) -> None:
        """Follow a training from now on, and show it."""
        self._job = None
        if found.phase.is_at_work:
            self.trained = found
            self._timer.start(_POLL_MS if found.is_own else _FOLDER_POLL_MS)
            self.trained_changed.emit()
        self._show(found)
        self.state.show_run(found.name)
        if not found.phase.is_at_work:  # a model was made of its best epoch
            self.training_ended.emit(found.name)

    def _give_up(self, before: Watched, error: Exception | None) -> None:
        self._job = None
        self._show(before)
        if error is not None:
            self.start_failed.emit(error)

    def _show_run(self) -> None:
        name = self.state.run
        if name == self.shown.name:
            return
        if not name:
            self._show(Watched())
        elif self.trained is not None and name == self.trained.name:
            self._show(self.trained)
        else:
            self._show(Watched(name, phase=Phase.PREPARING))
            task = self._tasks.start(_quietly(lambda _control: jobs.read(self._trainings, name)), lane=_LANE)
            task.succeeded.connect(self._show_read)
            task.failed.connect(lambda error: self._give_up(Watched(), error))

    def _show_read(self, found: Watched) -> None:
        if found.name != self.state.run:
            return  # by now another one is wanted
        if found.training is not None and self.trained is None:
            self._show_training(found)
        else:
            self._show(found)

    def _show(self, watched: Watched) -> None:
        self.shown = watched
        self.course_changed.emit()
        self.phase_changed.emit()

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.shown.phase:
            self.shown.phase = phase
            self.phase_changed.emit()
            self.trained_changed.emit()

    def _look(self) -> None:
        trained = self.trained
        if trained is None or trained.training is None:
            self._timer.stop()
        elif trained.is_own:
            self._take(trained, trained.training.poll(0))
        elif self._poll is None:  # a folder is read, which may take its time
            training = trained.training
            self._poll = self._tasks.start(lambda _control: training.poll(0))
            self._poll.succeeded.connect(lambda records: self._take(trained, records))
            self._poll.finished.connect(self._forget_poll)

    def _forget_poll(self) -> None:
        self._poll = None

    def _take(self, trained: Watched, records: list[dict[str, Any]]) -> None:
        if not records or trained is not self.trained:
            return
        before = trained.phase
        trained.take(records)
        self._long_lived.grow(len(records))
        has_ended = not trained.phase.is_at_work
        if has_ended:
            trained.training, self.trained = None, None
            self._timer.stop()
            self._long_lived.end()
        if trained is self.shown:
            self.records_taken.emit(records)
            if trained.phase is not before:
                self.phase_changed.emit()
        self.trained_changed.emit()
        if has_ended:
            self.training_ended.emit(trained.name)


def _quietly(job: Callable[[Control], Any]) -> Callable[[JobControl], Any]:
    """Read long histories without full garbage collections, neither then nor while their curves are painted."""

    def run(control: JobControl) -> Any:
        with many_records():
            return job(control)

    return run
