"""Trainings in real child processes, on a network of three blocks."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("keras")

from resnet_desktop.jobs import Control
from resnet_desktop.models import default_library
from resnet_desktop.training import process as process_module
from resnet_desktop.training.fine_tune import create_run, fine_tune
from resnet_desktop.training.following import RunWatch
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.process import TrainingProcess, death_record
from resnet_desktop.training.records import Record
from resnet_desktop.training.run import Run
from resnet_desktop.training.run_lock import RunIsTrainingError, run_is_training
from tests.helpers.tiny_child import run_tiny_child

pytestmark = pytest.mark.usefixtures("small_listing")

PATIENCE_S = 240
LONG = 500
"""Epochs that no test waits for."""


class Watched:
    """A training process and all that it has told."""

    def __init__(self, training: TrainingProcess | RunWatch) -> None:
        self.training = training
        self.records: list[Record] = []

    def state(self) -> str:
        return self.training.state

    def until(self, kind: str) -> Record:
        """Wait for a record of a type."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            records = self.training.poll(1.0)
            self.records += records
            for record in records:
                if record["type"] == kind:
                    return record
            assert self.training.state != "ended", self.records[-1]
        raise AssertionError(f"no {kind} within {PATIENCE_S} s")


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watched]]:
    """Start trainings; none is left behind."""
    monkeypatch.setattr(process_module, "run_child", run_tiny_child)
    started: list[TrainingProcess] = []

    def begin(name: str, **options: bool) -> Watched:
        training = TrainingProcess(name, **options)
        started.append(training)
        training.start()
        return Watched(training)

    yield begin
    for training in started:
        training.kill()
        training.wait()
        training.poll()


def new_run(name: str, folder: Path, **fields: Any) -> Run:
    small = {
        "network": "listing", "base": "none", "input_size": 32, "crop_fraction": 1.0, "epochs": LONG, "batch": 8,
        "validation": 0.25,
    }  # fmt: skip
    return create_run(name, Plan(**{**small, "data": str(folder), **fields}), Control())


def test_a_training_in_its_process_ends_in_the_library(start: Callable[..., Watched], colour_folder: Path) -> None:
    new_run("colours", colour_folder, epochs=1)
    watched = start("colours")
    assert watched.state() == "starting"
    assert watched.until("done")["model"] == "colours"
    assert watched.state() == "ended"
    assert "colours" in default_library().names()
    kinds = [record["type"] for record in watched.records if record["type"] != "progress"]
    assert kinds[0] == "start"
    assert kinds[-3:] == ["epoch", "log", "done"]
    assert "batch" in kinds


def test_a_paused_training_uses_no_processor_and_goes_on(start: Callable[..., Watched], colour_folder: Path) -> None:
    run = new_run("colours", colour_folder)
    watched = start("colours")
    watched.until("epoch")
    watched.training.pause()
    watched.until("paused")
    assert watched.state() == "paused"
    assert run.load_checkpoint() is not None
    before = processor_seconds(watched.training)
    assert watched.training.poll(0.6) == []
    assert processor_seconds(watched.training) - before < 0.1
    watched.training.resume()
    watched.until("epoch")
    assert watched.state() == "running"


def processor_seconds(training: TrainingProcess | RunWatch) -> float:
    assert isinstance(training, TrainingProcess)
    stat = Path(f"/proc/{training.pid}/stat")
    if not stat.exists():
        pytest.skip("only Linux tells how much processor another process used")
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


@pytest.mark.parametrize("is_paused", [False, True])
def test_stop_writes_a_checkpoint_and_ends(is_paused: bool, start: Callable[..., Watched], colour_folder: Path) -> None:
    run = new_run("colours", colour_folder)
    watched = start("colours")
    watched.until("batch")
    if is_paused:
        watched.training.pause()
        watched.until("paused")
    watched.training.stop()
    assert watched.state() == "stopping"
    assert "goes on from here" in watched.until("stopped")["message"]
    assert isinstance(watched.training, TrainingProcess)
    watched.training.wait(PATIENCE_S)
    assert not watched.training.is_alive
    assert not run_is_training("colours")
    assert run.load_checkpoint() is not None


def test_a_killed_process_is_told_in_one_sentence(start: Callable[..., Watched], colour_folder: Path) -> None:
    new_run("colours", colour_folder)
    watched = start("colours")
    watched.until("epoch")
    assert isinstance(watched.training, TrainingProcess)
    assert watched.training._process is not None
    watched.training._process.kill()  # from outside: the training does not know
    error = watched.until("error")
    assert error["is_resumable"]
    assert "\n" not in error["message"]
    assert "resume it from its last checkpoint" in error["message"]
    assert not run_is_training("colours")


def test_a_training_that_fails_tells_why(start: Callable[..., Watched], colour_folder: Path) -> None:
    run = new_run("colours", colour_folder)
    (run.folder / "data.json").write_text("{")
    watched = start("colours")
    assert "data.json cannot be read" in watched.until("error")["message"]


def test_two_processes_never_train_one_run(
    start: Callable[..., Watched], colour_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resnet_desktop.training.run_lock.PATIENCE_S", 0.1)
    run = new_run("colours", colour_folder)
    assert not run_is_training("colours")
    start("colours").until("batch")
    assert run_is_training("colours")
    with pytest.raises(RunIsTrainingError, match="by another process"):
        fine_tune(run, Control(), lambda _: None)


def test_a_window_opened_later_follows_and_steers_the_run(start: Callable[..., Watched], colour_folder: Path) -> None:
    run = new_run("colours", colour_folder)
    start("colours").until("epoch")
    late = Watched(RunWatch("colours"))
    late.until("epoch")
    assert late.records[0]["type"] == "start"
    assert late.training.is_alive
    late.training.pause()
    late.until("paused")
    assert late.state() == "paused"
    late.training.resume()
    late.until("epoch")
    late.training.stop()
    late.until("stopped")
    assert late.state() == "ended"
    epochs = [record["epoch"] for record in late.records if record["type"] == "epoch"]
    assert epochs == [record["epoch"] for record in run.history]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (-9, "when memory runs out"),
        (-11, "crashed (signal 11)"),
        (3, "ended without a word (code 3)"),
        (None, "without a word. The run is kept"),
    ],
)
def test_a_death_says_what_is_known(code: int | None, words: str) -> None:
    assert words in death_record(code)["message"]
