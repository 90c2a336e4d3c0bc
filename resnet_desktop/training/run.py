"""A run's folder on disk: the truth about a fine-tuning, whatever happens to the processes that work on it."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.plan import Plan

_START = "start.safetensors"
_CHECKPOINT = "last.safetensors"


class RunError(UserError):
    """A run cannot be started, found or continued."""


class RunExistsError(RunError):
    """A run's name is taken; what to do about it is said by whoever asked for the name.

    Attributes:
        name: of the run that is there.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"There is already a run named {name!r}")
        self.name = name


@dataclass(frozen=True)
class Checkpoint:
    """Everything that training continues from.

    Attributes:
        epoch: finished epochs.
        step: steps taken in the epoch that follows.
        sums: running sums of the epoch that follows: loss, correct and pictures.
        arrays: weights, optimiser state and random generators' states, by name.
        seconds: time spent in the epoch that follows.
    """

    epoch: int
    step: int
    sums: tuple[float, float, int]
    arrays: Mapping[str, np.ndarray]
    seconds: float = 0.0


class Run:
    """One run: its plan, data, history, last checkpoint, best weights and evaluation, a file each.

    Attributes:
        name: the run's name, also that of the model that comes out of it.
        folder: where it is.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.folder = folder

    @classmethod
    def create(cls, name: str, plan: Plan, data: DataSet) -> "Run":
        """Make a run's folder.

        Raises:
            RunExistsError: there is a run of this name.
        """
        cls.refuse_taken(name)
        run = cls(paths.runs_dir() / name)
        paths.write_atomically(run.folder / "data.json", data.to_json().encode())
        paths.write_atomically(run.folder / "plan.json", plan.to_json().encode())
        return run

    @staticmethod
    def refuse_taken(name: str) -> None:
        """Make sure that there is no run of a name.

        Raises:
            RunExistsError: there is one.
        """
        if (paths.runs_dir() / name / "plan.json").exists():  # it is written last: without it there is no run
            raise RunExistsError(name)

    @classmethod
    def open(cls, name: str) -> "Run":
        """Find an existing run.

        Raises:
            RunError: there is none of this name.
        """
        run = cls(paths.runs_dir() / name)
        if not (run.folder / "plan.json").is_file():
            known = sorted(path.parent.name for path in paths.runs_dir().glob("*/plan.json"))
            raise RunError(f"There is no run named {name!r}; known: {', '.join(known) or 'none yet'}")
        return run

    @property
    def plan(self) -> Plan:
        """What the run is to do.

        Raises:
            RunError: the file is damaged; so with the other files.
        """
        with self._reading("plan.json") as path:
            return Plan.from_json(path.read_text("utf-8"))

    @property
    def data(self) -> DataSet:
        """The pictures and their split."""
        with self._reading("data.json") as path:
            return DataSet.from_json(path.read_text("utf-8"))

    @property
    def history(self) -> list[dict[str, Any]]:
        """One record for each finished epoch."""
        with self._reading("history.jsonl") as path:
            return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []

    @property
    def origin(self) -> dict[str, Any] | None:
        """What the run's weights come from, as `write_origin` was told; None before."""
        with self._reading("origin.json") as path:
            return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else None

    def write_origin(self, record: dict[str, Any]) -> None:
        """Keep what the run starts from, because the base may be gone or changed when it is continued."""
        paths.write_atomically(self.folder / "origin.json", json.dumps(record).encode())

    def write_history(self, records: list[dict[str, Any]]) -> None:
        """Replace the history as a whole."""
        text = "".join(json.dumps(record) + "\n" for record in records)
        paths.write_atomically(self.folder / "history.jsonl", text.encode())

    def save_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Replace the last checkpoint; the old one stays until the new one is complete.

        Raises:
            OSError: the disk is full, say; the old checkpoint is untouched.
        """
        facts = {
            "epoch": checkpoint.epoch,
            "step": checkpoint.step,
            "sums": list(checkpoint.sums),
            "seconds": checkpoint.seconds,
        }
        _save(self.folder / _CHECKPOINT, checkpoint.arrays, {"checkpoint": json.dumps(facts)})

    @property
    def has_checkpoint(self) -> bool:
        """Whether there is something to continue from."""
        return (self.folder / _CHECKPOINT).is_file()

    def load_checkpoint(self) -> Checkpoint | None:
        """Read the last checkpoint; None if there is none yet."""
        from safetensors import safe_open

        with self._reading(_CHECKPOINT) as path:
            if not path.is_file():
                return None
            with safe_open(path, "numpy") as file:
                facts = json.loads(file.metadata()["checkpoint"])
                arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
            loss, correct, pictures = facts["sums"]
            sums = (loss, correct, pictures)
            return Checkpoint(facts["epoch"], facts["step"], sums, arrays, facts.get("seconds", 0.0))

    def save_start(self, weights: Mapping[str, np.ndarray]) -> None:
        """Keep the weights that training changes as they are before it, until the run is done."""
        _save(self.folder / _START, weights, {})

    @contextmanager
    def reading_start(self) -> Iterator[Callable[[str], np.ndarray | None]]:
        """Open what `save_start` kept; gives a function from an array's name to the array, or None."""
        from safetensors import safe_open

        path = self.folder / _START
        if not path.is_file():
            yield lambda _: None
            return
        with self._reading(_START), safe_open(path, "numpy") as file:
            names = set(file.keys())
            yield lambda name: file.get_tensor(name) if name in names else None

    def forget_start(self) -> None:
        """Give the disk back that the weights of the start take."""
        (self.folder / _START).unlink(missing_ok=True)

    def save_best(self, weights: Mapping[str, np.ndarray]) -> None:
        """Replace the weights of the best epoch."""
        _save(self.folder / "best.safetensors", weights, {})

    def load_best(self) -> dict[str, np.ndarray]:
        """Read the weights of the best epoch."""
        from safetensors.numpy import load_file

        with self._reading("best.safetensors") as path:
            return load_file(path)

    def clear_partial_files(self) -> None:
        """Remove what a killed process had begun to write."""
        for path in [*self.folder.glob("*.partial"), *self.folder.glob(".*.partial")]:
            path.unlink(missing_ok=True)

    @contextmanager
    def _reading(self, name: str) -> Iterator[Path]:
        """Turn whatever a damaged file can cause into one sentence."""
        from safetensors import SafetensorError

        try:
            yield self.folder / name
        except (SafetensorError, OSError, ValueError, KeyError, TypeError) as error:
            reason = f"{type(error).__name__}: {error}".partition("\n")[0]
            raise RunError(f"The run {self.name!r} is damaged: {name} cannot be read ({reason})") from None

    def write_evaluation(self, record: dict[str, Any]) -> None:
        """Write how the finished model was judged."""
        paths.write_atomically(self.folder / "evaluation.json", json.dumps(record, indent=2).encode())


def _save(path: Path, arrays: Mapping[str, np.ndarray], metadata: dict[str, str]) -> None:
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    temporary = path.with_suffix(".partial")
    try:
        contiguous = {name: np.asarray(array, order="C") for name, array in arrays.items()}
        save_file(contiguous, temporary, metadata=metadata)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except SafetensorError as error:
        # WORKAROUND https://github.com/huggingface/safetensors: a full disk comes as an error of the library's own.
        number = re.search(r"\(os error (\d+)\)", str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
