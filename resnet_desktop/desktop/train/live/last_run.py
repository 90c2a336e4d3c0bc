"""The run that somebody worked on last, for who comes back and finds nothing training."""

from dataclasses import dataclass
from pathlib import Path

from resnet_desktop import formatting
from resnet_desktop.jobs import Control


@dataclass(frozen=True)
class LastRun:
    """A run that was left before its end.

    Attributes:
        name: of the run.
        was_stopped: somebody stopped it; else something interrupted it.
        finished: its finished epochs.
        epochs: those of its plan.
    """

    name: str
    was_stopped: bool
    finished: int
    epochs: int


def find_last_run(_control: Control) -> LastRun | None:
    """Find the last run: a job.

    Returns:
        None where there is none, or where it is done, has failed, or is being trained.
    """
    from resnet_desktop import paths  # noqa: PLC0415  looked at only where nothing trains
    from resnet_desktop.training.past_runs import RunState, describe_run  # noqa: PLC0415
    from resnet_desktop.training.run_lock import run_is_training  # noqa: PLC0415

    folders = [plan.parent for plan in paths.runs_dir().glob("*/plan.json") if not plan.parent.name.startswith(".")]
    if not folders:
        return None
    run = describe_run(max(folders, key=_touched), lambda folder: run_is_training(folder.name))
    if run.plan is None or run.state not in (RunState.STOPPED, RunState.INTERRUPTED):
        return None
    return LastRun(run.name, run.state is RunState.STOPPED, run.epochs, run.plan.epochs)


def last_run_words(run: LastRun) -> str:
    """Say where a run was left."""
    how = "was stopped" if run.was_stopped else "was interrupted"
    where = f"after {formatting.count(run.finished)} of {formatting.plural(run.epochs, 'epoch')}"
    return f"{run.name} {how} {where if run.finished else 'in its first epoch'}. It can go on from its last checkpoint."


def _touched(folder: Path) -> float:
    """Say when somebody worked on a run, in seconds since 1970."""
    from resnet_desktop.training.records import RECORDS_FILE  # noqa: PLC0415

    times = [file.stat().st_mtime for file in (folder / "plan.json", folder / RECORDS_FILE) if file.is_file()]
    return max(times, default=0.0)
