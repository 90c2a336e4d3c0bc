"""A run that is shown: read from its folder, begun, resumed or joined. Jobs for tasks; knows no Qt."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from resnet_desktop.desktop.train.live.course import Course
from resnet_desktop.desktop.train.live.phase import Phase, phase_after, phase_at_rest
from resnet_desktop.desktop.train.planning.naming import problem_with
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.training.plan import Plan

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet


class Training(Protocol):
    """What works on a run: a process of ours, or a watch on somebody else's."""

    def poll(self, timeout: float = 0.0) -> list[dict[str, Any]]:
        """Give the records told since the last call."""

    def pause(self) -> None:
        """Ask it to wait after the batch at hand."""

    def resume(self) -> None:
        """Let it go on."""

    def stop(self) -> None:
        """Ask it to end after the batch at hand, with a checkpoint."""


@dataclass
class Watched:
    """A run with all that is known of it.

    Attributes:
        name: the run; empty for none.
        course: what it told.
        phase: what it is doing.
        training: what works on it; None while nothing does.
        is_own: the training is a process that was started here, and its records come through a pipe.
        has_begun: its process is past loading and making ready: what comes next are batches.
    """

    name: str = ""
    course: Course = field(default_factory=Course)
    phase: Phase = Phase.NOTHING
    training: Training | None = None
    is_own: bool = False
    has_begun: bool = False

    @property
    def problem(self) -> str:
        """Why it ended before its last epoch, in a sentence; empty where it did not."""
        end = self.course.end
        return str(end.get("message", "")) if end is not None and end["type"] != "done" else ""

    @property
    def can_resume(self) -> bool:
        """Whether it can go on from its last checkpoint."""
        end = self.course.end or {}
        return self.phase in (Phase.FAILED, Phase.STOPPED, Phase.INTERRUPTED) and bool(end.get("is_resumable", True))

    def take(self, records: list[dict[str, Any]]) -> None:
        """Take what the training told."""
        for record in records:
            self.course.take(record)
            self.has_begun = self.has_begun or record["type"] in ("start", "batch")
            self.phase = phase_after(record["type"], self.phase)
            if self.phase is Phase.RUNNING and not self.has_begun:  # it was paused while it was made ready
                self.phase = Phase.STARTING


class Trainings:
    """Starts and joins the trainings of this program."""

    def start(self, name: str) -> Training:
        """Start a process on a run; it goes on when the window is closed or dies."""
        from resnet_desktop.training.process import TrainingProcess  # noqa: PLC0415  only who trains needs it

        process = TrainingProcess(name, outlives_parent=True)
        process.start()
        return process

    def join(self, name: str) -> Training:
        """Watch a run that another process trains."""
        from resnet_desktop.training.following import RunWatch  # noqa: PLC0415

        return RunWatch(name)

    def is_training(self, name: str) -> bool:
        """Whether some process trains a run."""
        from resnet_desktop.training.run_lock import run_is_training  # noqa: PLC0415

        return run_is_training(name)

    def create(self, name: str, plan: Plan, control: Control, data: "DataSet | None") -> None:
        """Make a run's folder, once everything that can be checked has been."""
        from resnet_desktop.training.fine_tune import create_run  # noqa: PLC0415
        from resnet_desktop.training.run import RunExistsError  # noqa: PLC0415

        try:
            create_run(name, plan, control, data)
        except RunExistsError:
            raise UserError(problem_with(name, (name,), ())) from None

    def keep(self, name: str, control: Control) -> None:
        """Make a model of a run's best epoch, though it has not come to its end."""
        from resnet_desktop.training.fine_tune import put_into_library  # noqa: PLC0415
        from resnet_desktop.training.run import Run  # noqa: PLC0415

        put_into_library(Run.open(name), control)


def read_course(name: str) -> Course:
    """Read what a run told, from its folder.

    Raises:
        RunError: there is none of this name, or it is damaged.
    """
    from resnet_desktop.models import default_library  # noqa: PLC0415
    from resnet_desktop.training.records import read_records  # noqa: PLC0415
    from resnet_desktop.training.run import Run  # noqa: PLC0415

    run, course = Run.open(name), Course()
    course.epochs = run.plan.epochs
    records = read_records(run.folder)
    course.take_all(records)
    for epoch in run.history:
        if epoch["epoch"] not in course.epoch_records:
            course.take({"type": "epoch", **epoch})
    if not course.model and course.epoch_records and name in default_library().names():
        course.take({"type": "done", "model": name})  # of an older program, or kept though it ended early
    return course


def read(trainings: Trainings, name: str) -> Watched:
    """Show a run: as it lies in its folder, or joined where somebody trains it.

    Raises:
        RunError: there is none of this name, or it is damaged.
    """
    if trainings.is_training(name):
        return join(trainings, name)
    course = read_course(name)
    return Watched(name, course, phase_at_rest(course))


def join(trainings: Trainings, name: str) -> Watched:
    """Watch a run that another process trains; its curve so far is there at once."""
    training = trainings.join(name)
    watched = Watched(name, Course(), Phase.STARTING, training)
    watched.take(training.poll(0))
    return watched


def begin(trainings: Trainings, name: str, plan: Plan, data: "DataSet | None") -> Callable[[Control], Watched]:
    """Make the job that begins a new run on pictures that were looked over, or on those that the plan names."""

    def job(control: Control) -> Watched:
        trainings.create(name, plan, control, data)
        course = Course()
        course.epochs = plan.epochs
        return Watched(name, course, Phase.STARTING, trainings.start(name), is_own=True)

    return job


def resume(trainings: Trainings, name: str) -> Callable[[Control], Watched]:
    """Make the job that goes on with a run, or joins it where somebody already does."""

    def job(control: Control) -> Watched:
        if trainings.is_training(name):
            return join(trainings, name)
        course = read_course(name)
        course.end = None
        control.check()
        return Watched(name, course, Phase.STARTING, trainings.start(name), is_own=True)

    return job


def keep(trainings: Trainings, name: str) -> Callable[[Control], Watched]:
    """Make the job that makes a model of the best epoch of a run that ended early."""

    def job(control: Control) -> Watched:
        trainings.keep(name, control)
        return read(trainings, name)

    return job


def find(trainings: Trainings) -> Callable[[Control], Watched | None]:
    """Make the job that joins a run which still trains, from an earlier window or the command line."""

    def job(control: Control) -> Watched | None:
        from resnet_desktop import paths  # noqa: PLC0415

        for plan in sorted(paths.runs_dir().glob("*/plan.json")):
            control.check()
            if trainings.is_training(plan.parent.name):
                return join(trainings, plan.parent.name)
        return None

    return job
