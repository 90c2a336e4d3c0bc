"""The runs that there are, also those that were interrupted, are damaged, or are no runs at all."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import last_record

_NOTE = "note.txt"
_CIFAR10 = "cifar10"


class RunState(Enum):
    """How far a run is; the value is the word for a person."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    BROKEN = "cannot be read"


_ENDS = {"stopped": RunState.STOPPED, "error": RunState.FAILED}
"""By the type of a run's last record."""
_CAN_GO_ON = (RunState.STOPPED, RunState.INTERRUPTED, RunState.FAILED)


@dataclass(frozen=True)
class PastRun:
    """One folder of the runs, as far as it can be read.

    Attributes:
        name: the folder's name.
        folder: where it is.
        state: how far it is.
        problem: why it cannot be read, one sentence; empty where it can.
        failure: why it failed, in a sentence; empty where it did not.
        can_resume: whether it can go on from its last checkpoint.
        plan: what it was to do; None where that cannot be read.
        data: what its data are called.
        accuracy: of the finished model, or of the best epoch so far, 0 to 1; None where nothing was measured.
        measured_on: ``"test"`` or ``"validation"``; empty without an accuracy.
        epochs: finished ones.
        started: when it was planned; None where that cannot be read.
        seconds: of training.
        size: of its folder, bytes.
        model_size: of the model in the library that came out of it, bytes; 0 for none.
        note: what somebody wrote about it.
    """

    name: str
    folder: Path
    state: RunState
    problem: str = ""
    failure: str = ""
    can_resume: bool = False
    plan: Plan | None = None
    data: str = ""
    accuracy: float | None = None
    measured_on: str = ""
    epochs: int = 0
    started: datetime | None = None
    seconds: float = 0.0
    size: int = 0
    model_size: int = 0
    note: str = ""


def list_runs(is_running: Callable[[Path], bool] = lambda _folder: False) -> tuple[PastRun, ...]:
    """Describe every folder of the runs, the latest first; those that cannot be read come last.

    Args:
        is_running: whether somebody works on a run, by its folder.
    """
    try:
        folders = [each for each in paths.runs_dir().iterdir() if each.is_dir() and not each.name.startswith(".")]
    except FileNotFoundError:
        return ()
    runs = [describe_run(folder, is_running) for folder in folders]
    oldest = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(runs, key=lambda run: (run.started or oldest, run.name), reverse=True))


def describe_run(folder: Path, is_running: Callable[[Path], bool] = lambda _folder: False) -> PastRun:
    """Describe one run, whatever its folder holds."""
    size, note = _size(folder), read_note(folder)
    plan_file = folder / "plan.json"
    if not plan_file.is_file():
        what = "it holds no plan" if any(folder.iterdir()) else "it is empty"
        return PastRun(folder.name, folder, RunState.BROKEN, f"This folder is no run: {what}.", size=size, note=note)
    try:
        plan = Plan.from_json(plan_file.read_text("utf-8"))
        history = _history(folder)
        accuracy, measured_on = _accuracy(folder, history)
        seconds = float(sum(record.get("seconds", 0) for record in history))
    except (UserError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        return PastRun(folder.name, folder, RunState.BROKEN, f"This run is damaged: {reason}.", size=size, note=note)
    model_size = _size(paths.models_dir() / folder.name)
    end = last_record(folder) or {}
    if is_running(folder):
        state = RunState.RUNNING
    elif _is_finished(folder, model_size):
        state = RunState.FINISHED
    else:
        state = _ENDS.get(end.get("type", ""), RunState.INTERRUPTED)
    has_failed = state is RunState.FAILED
    return PastRun(
        folder.name,
        folder,
        state,
        failure=str(end.get("message", "")) if has_failed else "",
        can_resume=state in _CAN_GO_ON and not (has_failed and not end.get("is_resumable", True)),
        plan=plan,
        data=_data_name(plan),
        accuracy=accuracy,
        measured_on=measured_on,
        epochs=len(history),
        started=datetime.fromtimestamp(plan_file.stat().st_mtime, UTC),
        seconds=seconds,
        size=size,
        model_size=model_size,
        note=note,
    )


def read_note(folder: Path) -> str:
    """Read what somebody wrote about a run; empty where nobody did."""
    try:
        return (folder / _NOTE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def write_note(folder: Path, text: str) -> None:
    """Keep what somebody wrote about a run.

    Raises:
        OSError: it cannot be written; the old note is untouched.
    """
    if folder.is_dir():  # a run that was deleted meanwhile does not come back for its note
        paths.write_atomically(folder / _NOTE, text.encode())


def remove_run(name: str, *, with_model: bool) -> int:
    """Delete a run's folder.

    Args:
        name: of the run.
        with_model: the model in the library that came out of it goes too.
    Returns:
        Bytes that came back.
    Raises:
        UserError: something cannot be deleted; says what.
    """
    from resnet_desktop.models import default_library

    folder = paths.runs_dir() / name
    freed = _size(folder)
    doomed = folder.with_name(f".{name}.deleted")
    try:
        shutil.rmtree(doomed, ignore_errors=True)
        folder.rename(doomed)  # at once or not at all: no half of a run is ever listed
        shutil.rmtree(doomed)
    except OSError as error:
        raise UserError(f"The run {name!r} cannot be deleted: {error.strerror or error}") from None
    if with_model and (paths.models_dir() / name).is_dir():
        freed += default_library().remove(name)
    return freed


def _is_finished(folder: Path, model_size: int) -> bool:
    is_judged = any((folder / name).is_file() for name in ("evaluation.json", "judged-validation.json"))
    is_under_way = (folder / "model").is_dir()  # it is there from the last epoch until the library has the model
    return bool(model_size) or (is_judged and not is_under_way)


def _history(folder: Path) -> list[dict[str, Any]]:
    path = folder / "history.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def _accuracy(folder: Path, history: list[dict[str, Any]]) -> tuple[float | None, str]:
    evaluation = folder / "evaluation.json"
    if evaluation.is_file():
        return float(json.loads(evaluation.read_text("utf-8"))["top1"]), "test"
    if history:
        return max(float(record["validation_accuracy"]) for record in history), "validation"
    return None, ""


def _data_name(plan: Plan) -> str:
    if plan.archive:
        return Path(plan.archive).name.partition(".")[0]
    return "CIFAR-10" if plan.data == _CIFAR10 else Path(plan.data).name


def _size(folder: Path) -> int:
    """Bytes of a folder's files; files that go meanwhile count nothing."""
    total = 0
    for item in folder.rglob("*"):
        try:
            if item.is_file() and not item.is_symlink():
                total += item.lstat().st_size
        except OSError:
            continue
    return total
