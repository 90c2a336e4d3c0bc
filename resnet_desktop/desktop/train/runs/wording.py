"""What the history of runs says; pure functions of plain values, no Qt."""

from typing import TYPE_CHECKING

from resnet_desktop import formatting
from resnet_desktop.desktop.train.planning.fields import title_of
from resnet_desktop.training.comparing_runs import Compared, verdict
from resnet_desktop.training.past_runs import PastRun, RunState

if TYPE_CHECKING:
    from resnet_desktop.training.comparing_runs_data import DataDifference

EMPTY = "No runs yet"
EMPTY_TEXT = "Each training is kept here with its settings, its curve and its model, until you delete it."
START = "Start training"
FAILED = "The runs cannot be listed"
NOTE_HINT = "Notes about this run"
NOTE_KEPT = "Kept in the run's folder"
USE_TIP = "Classify with this run's model from now on"
RESUME_TIP = "Go on from the last checkpoint, on the same curve"
COMPARE_TIP = "See on the same pictures where one is right and the other wrong"
FOLDER_TIP = "Show the run's folder"
NO_FILE_MANAGER = "No program here can show the folder {}."
COMPARING = "Comparing on the same pictures…"


def accuracy(run: PastRun) -> str:
    """Write the accuracy: ``92.2 %``, with a mark where it is not of test pictures; empty for none."""
    if run.accuracy is None:
        return ""
    return formatting.percent(run.accuracy) + ("" if run.measured_on == "test" else " *")


def when(run: PastRun) -> str:
    """Write when a run was begun, by the clock of this place: ``2025-11-24 17:05``."""
    return "" if run.started is None else f"{run.started.astimezone():%Y-%m-%d %H:%M}"


def how_long(run: PastRun) -> str:
    """Write how long it was trained; empty where it was not. Quick epochs may be too short to be measured."""
    return formatting.about(run.seconds) if run.epochs else ""


def summary(run: PastRun) -> str:
    """Say in two or three sentences what a run came to."""
    if run.problem:
        return f"{run.problem} It takes {formatting.size(run.size)}."
    epochs = run.plan.epochs if run.plan is not None else run.epochs
    parts = [
        f"{run.state.value.capitalize()} after {formatting.count(run.epochs)} of {formatting.plural(epochs, 'epoch')}."
    ]
    if run.state is RunState.RUNNING:
        parts = [f"Running, {formatting.count(run.epochs)} of {formatting.plural(epochs, 'epoch')} done."]
    if run.failure:
        parts.append(f"{run.failure.rstrip('.')}.")
    if run.accuracy is not None:
        part = "test pictures" if run.measured_on == "test" else "validation pictures so far"
        parts.append(f"{formatting.percent(run.accuracy)} right on {part} of {run.data}.")
    kept = f"The run takes {formatting.size(run.size)}"
    parts.append(f"{kept}, its model {formatting.size(run.model_size)}." if run.model_size else f"{kept}.")
    return " ".join(parts)


def delete_title(run: PastRun) -> str:
    """Ask before deleting."""
    return f"Delete “{run.name}”?"


def delete_text(run: PastRun) -> str:
    """Say what would be lost, and how much disk comes back."""
    what = "Everything in this folder" if run.problem else "Its settings, curve, checkpoints and notes"
    return f"{what} would be gone for good. {formatting.size(run.size)} of disk come back."


def delete_model(run: PastRun) -> str:
    """Offer to delete the model too."""
    return f"Delete its model from the library too ({formatting.size(run.model_size)})"


def deleted(name: str, freed: int) -> str:
    """Say that a run is gone."""
    return f"“{name}” was deleted; {formatting.size(freed)} came back."


def compared(first: str, second: str, result: Compared) -> str:
    """Say which run is better, and whether that could be chance."""
    one, other = (formatting.percent(part) for part in result.accuracies)
    words = f"Of {formatting.plural(result.pictures, 'picture')}, “{first}” gets {one} right, “{second}” {other}."
    differing = len(result.only_first) + len(result.only_second)
    if not differing:
        words += " They are right about the same pictures."
    else:
        words += (
            f" That {verdict(result.chance)}: two equally good models would differ at least so much "
            f"{_how_often(result.chance)}."
        ).replace("That hardly", "That is hardly")
    if result.left_out:
        words += f" {formatting.plural(result.left_out, 'picture')} could not be read."
    return words


def groups(first: str, second: str) -> tuple[str, str, str, str]:
    """Name the four groups of a comparison."""
    return "Both", f"Only {first}", f"Only {second}", "Neither"


def same_plan(other: str) -> str:
    """Say that no setting differs."""
    return f"Same settings as “{other}”."


def differences(number: int, other: str) -> str:
    """Head the table of differences."""
    return f"{formatting.plural(number, 'setting')} differ from “{other}”:".replace(
        "1 setting differ ", "1 setting differs "
    )


def data_words(found: "DataDifference", other: str) -> str:
    """Say in what the pictures differ from those of another run; empty where they are the same."""
    parts = [f"{formatting.count(found.relabelled)} with another class"] if found.relabelled else []
    parts += [f"{formatting.count(found.only_first)} only in this run"] if found.only_first else []
    parts += [f"{formatting.count(found.only_second)} only in “{other}”"] if found.only_second else []
    return f"Pictures: {', '.join(parts)}." if parts else ""


def field_words(name: str) -> str:
    """Call a plan's field as the plan does: ``Learning rate``."""
    return title_of(name)


def _how_often(chance: float) -> str:
    if chance < 0.001:
        return "less than once in 1,000 times"
    return f"in {formatting.percent(chance)} of all cases"
