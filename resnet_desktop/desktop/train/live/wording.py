"""What the live panel says; knows no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resnet_desktop import formatting
from resnet_desktop.desktop.train.live.course import Course
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.live.watched import Watched
from resnet_desktop.desktop.widgets.line_chart_ticks import write_number
from resnet_desktop.jobs import Progress

NOTHING_TITLE = "Nothing is training"
NOTHING_TEXT = "Once a training has started, its curves and its progress are here."
FAILED_TITLE = "The training could not start"
START = "Start training"
LOADING = "Starting: TensorFlow is being loaded, which takes some seconds."
CHECKING = "Data and plan are being checked."
PAUSING = "Pausing after the batch at hand…"
PAUSED = "Paused, with a checkpoint; no processor time is used."
PAUSED_EARLY = "Paused before the first batch; no processor time is used."
STOPPING = "Stopping after the batch at hand, with a checkpoint…"
AT_REST = "Nobody is training this run. It can go on from its last checkpoint."
NO_LOSS = "The loss is here after the first steps."
NO_ACCURACY = "The accuracy is here after the first steps."
NO_RATE = "The learning rate is here after the first steps."
NO_MOVEMENT = "How far the weights have moved is here after the first epoch."
MOVEMENT_TITLE = "How far weights have moved"
MOVEMENT_TIP = "Root mean square of the change since the start, as part of their own size; colours by its square root"
_NONE = "—"


@dataclass(frozen=True)
class Sign:
    """A phase as a chip shows it.

    Attributes:
        word: what it is called.
        icon_name: of its icon; empty for none.
        ink: the theme's name for its colour.
    """

    word: str
    icon_name: str
    ink: str


_SIGNS = {
    Phase.NOTHING: Sign("", "", "text2"),
    Phase.PREPARING: Sign("Preparing", "", "text2"),
    Phase.STARTING: Sign("Starting", "", "text2"),
    Phase.RUNNING: Sign("Training", "training", "accent"),
    Phase.PAUSING: Sign("Pausing", "", "text2"),
    Phase.PAUSED: Sign("Paused", "info", "warn"),
    Phase.STOPPING: Sign("Stopping", "", "text2"),
    Phase.DONE: Sign("Done", "confirmed", "good"),
    Phase.FAILED: Sign("Failed", "error", "bad"),
    Phase.STOPPED: Sign("Stopped", "info", "text2"),
    Phase.INTERRUPTED: Sign("Interrupted", "warning", "warn"),
}


def sign(phase: Phase) -> Sign:
    """Give a phase's chip."""
    return _SIGNS[phase]


def state_line(watched: Watched, preparing: Progress | None = None) -> str:
    """Say in a sentence what a run does.

    Args:
        watched: the run.
        preparing: how far what comes before a training is.
    """
    course = watched.course
    match watched.phase:
        case Phase.PREPARING:
            return _progress_words(preparing.message, preparing.done, preparing.total) if preparing else CHECKING
        case Phase.STARTING:
            return _told(course) or LOADING
        case Phase.RUNNING:
            return _told(course) or _epoch_words(course)
        case Phase.PAUSING:
            return PAUSING if watched.has_begun else _pausing_early(course)
        case Phase.PAUSED:
            return PAUSED if course.place else PAUSED_EARLY
        case Phase.STOPPING:
            return STOPPING
        case Phase.DONE:
            return f"Done. The model {course.model} is in the library."
        case Phase.FAILED | Phase.STOPPED | Phase.INTERRUPTED:
            return f"{watched.problem.rstrip('.')}." if watched.problem else AT_REST
    return ""


def share_done(course: Course) -> float:
    """Say how much of a run is done, 0 to 1."""
    return min(1.0, course.place / course.epochs) if course.epochs else 0.0


def numbers(watched: Watched) -> tuple[tuple[str, str], ...]:
    """Give the numbers that stand above the charts, each with its name."""
    course, batch = watched.course, watched.course.batch
    is_moving = watched.phase in (Phase.RUNNING, Phase.PAUSING, Phase.STOPPING)
    speed, left = batch.get("pictures_per_second"), batch.get("seconds_left")
    rate, best = batch.get("learning_rate"), course.best
    if rate is None and course.epoch_records:
        rate = course.epoch_records[max(course.epoch_records)].get("learning_rate")
    finished = max(course.epoch_records, default=0)  # an epoch ends when it is judged on validation pictures
    epoch = min(finished + 1, course.epochs) if watched.phase.is_at_work else int(course.place)
    return (
        ("Epoch", f"{formatting.count(epoch)} of {formatting.count(course.epochs)}" if course.epochs else _NONE),
        ("Time left", formatting.about(left) if left is not None and is_moving else _NONE),
        ("Speed", formatting.rate(round(10 * speed), 10, "pictures") if speed and is_moving else _NONE),
        ("Learning rate", _NONE if rate is None else write_number(rate)),
        ("Best epoch", _NONE if best is None else formatting.count(best["epoch"])),
        ("Best accuracy", _NONE if best is None else formatting.percent(best["validation_accuracy"])),
    )


def resume_words(name: str) -> str:
    """Offer to go on with a run."""
    return f"Resume {name}"


def hint_words(hint: Any) -> str:
    """Write a hint as one text: what is seen, then what to do."""
    return " ".join(part for part in (str(hint.get("message", "")), str(hint.get("advice", ""))) if part)


def movement_shares(movements: Mapping[str, float]) -> dict[str, float]:
    """Give each movement as part of the greatest, by square root: a new classifier moves far more than all else.

    Args:
        movements: 0 or more, by the names of blocks.
    Returns:
        0 to 1, in the same order.
    """
    most = max(movements.values(), default=0.0)
    return {name: (value / most) ** 0.5 if most else 0.0 for name, value in movements.items()}


def elsewhere_words(name: str, phase: Phase) -> str:
    """Say that another run than the shown one trains."""
    return f"{name} is paused." if phase is Phase.PAUSED else f"{name} is training meanwhile."


def movement_words(name: str, value: float) -> str:
    """Say how far a block's weights have moved."""
    return f"{name}: weights moved by {formatting.percent(value)} of their size" if value else f"{name}: not moved"


def movement_scale(movements: Mapping[str, float]) -> tuple[str, str]:
    """Say what the ends of the colours mean."""
    return "not moved", formatting.percent(max(movements.values(), default=0.0))


def _told(course: Course) -> str:
    told = course.progress
    if not told:
        return ""
    return _progress_words(str(told.get("message", "")), int(told.get("done", 0)), told.get("total"))


def _pausing_early(course: Course) -> str:
    which = "next" if course.place else "first"
    return f"Pauses before the {which} batch, once the network has been made ready…"


def _progress_words(message: str, done: int, total: int | None) -> str:
    if not message:
        return CHECKING
    if total:
        return f"{message}: {formatting.count(done)} of {formatting.count(total)}"
    return f"{message}: {formatting.count(done)}" if done else message


def _epoch_words(course: Course) -> str:
    batch = course.batch
    if not batch:
        return "The first steps are being taken…"
    step, steps = formatting.count(batch["step"]), formatting.count(batch["steps"])
    return f"Epoch {formatting.count(batch['epoch'])} of {formatting.count(course.epochs)}, step {step} of {steps}"
