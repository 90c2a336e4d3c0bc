"""The training loop on a network of three blocks at 32 px: small enough for every test run."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("keras")

from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import Record
from resnet_desktop.training.run import Checkpoint, Run
from resnet_desktop.training.trainer import DivergedError, Trainer
from tests.helpers.late_cancel import LateCancel

pytestmark = pytest.mark.usefixtures("small_listing")

SMALL: dict[str, Any] = {
    "network": "listing", "base": "none", "input_size": 32, "crop_fraction": 1.0, "epochs": 2, "batch": 8,
    "learning_rate": 0.01, "validation": 0.25, "crop": 0.5, "colour": 0.2, "dropout": 0.2,
    "class_weights": "balanced", "plateau_patience": 1,
}  # fmt: skip
STEPS = 3  # 21 training pictures in batches of 8


def new_run(name: str, folder: Path, **fields: Any) -> Run:
    plan = Plan(**{**SMALL, "data": str(folder), **fields})
    return Run.create(name, plan, find_data_set(folder, plan.validation, plan.seed, Control()))


def ignore(_: Record) -> None:
    """Hear nothing."""


def without_times(record: Record) -> Record:
    return {key: value for key, value in record.items() if key not in ("seconds", "pictures_per_second")}


def trained(run: Run, stop_after: int | None = None) -> list[Record]:
    """Train; cancel after a number of batches. Gives the records."""
    records: list[Record] = []
    control = Control()

    def hear(record: Record) -> None:
        records.append(record)
        if sum(record["type"] == "batch" for record in records) == stop_after:
            control.cancel()

    trainer = Trainer(run, control, hear)
    if stop_after is None:
        trainer.train()
    else:
        with pytest.raises(Cancelled):
            trainer.train()
    return records


@pytest.fixture(scope="module")
def uninterrupted(
    tmp_path_factory: pytest.TempPathFactory,
    colour_folder: Path,
    small_listing: None,  # noqa: ARG001 - the network must be there first
) -> tuple[dict[str, np.ndarray], list[Record]]:
    """The arrays and history of a run that nothing interrupted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESNET_DESKTOP_HOME", str(tmp_path_factory.mktemp("uninterrupted")))
        run = new_run("whole", colour_folder)
        trained(run)
        checkpoint = run.load_checkpoint()
        assert checkpoint is not None
        return dict(checkpoint.arrays), run.history


@pytest.mark.parametrize("stop_after", [1, STEPS, STEPS + 2])
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(
    stop_after: int, uninterrupted: tuple[dict[str, np.ndarray], list[Record]], colour_folder: Path
) -> None:
    arrays, history = uninterrupted
    run = new_run("halves", colour_folder)
    trained(run, stop_after)
    trained(Run.open("halves"))
    checkpoint = run.load_checkpoint()
    assert checkpoint is not None
    assert checkpoint.epoch == 2
    assert checkpoint.arrays.keys() == arrays.keys()
    assert [name for name in arrays if not np.array_equal(arrays[name], checkpoint.arrays[name])] == []
    for ours, theirs in zip(run.history, history, strict=True):
        assert without_times(ours) == without_times(theirs)


def test_a_run_that_stops_early_stops_there_too_when_it_is_resumed(colour_folder: Path) -> None:
    fields = {"epochs": 9, "early_stopping": 1, "learning_rate": 1e-7}
    whole, halves = new_run("whole", colour_folder, **fields), new_run("halves", colour_folder, **fields)
    records = trained(whole)
    assert len(whole.history) < 9
    assert "Stopped early" in records[-1]["message"]
    trained(halves, STEPS)
    trained(halves)
    assert list(map(without_times, halves.history)) == list(map(without_times, whole.history))
    again = trained(halves)
    assert [record["type"] for record in again] == ["start", "log"]


def test_each_epoch_says_how_far_the_blocks_moved_and_which_epoch_is_best(colour_folder: Path) -> None:
    run = new_run("moving", colour_folder, freeze=0)
    trained(run, STEPS + 1)
    trained(run)
    first, second = (record["movement"] for record in run.history)
    assert list(first) == ["stem", "2a", "2b", "3a", "classifier"]
    assert all(0 < first[name] < second[name] for name in ("2a", "3a", "classifier"))
    assert run.history[-1]["best_epoch"] in (1, 2)


def test_the_training_accuracy_is_a_share_of_the_real_pictures(colour_folder: Path) -> None:
    run = new_run("share", colour_folder, epochs=1)
    trained(run)
    right = run.history[0]["accuracy"] * 21
    assert right == pytest.approx(round(right), abs=1e-9)


def test_weights_that_are_no_numbers_never_reach_the_disk(colour_folder: Path) -> None:
    run = new_run("spoilt", colour_folder)
    trained(run, 1)
    trainer = Trainer(run, control := Control(), lambda record: spoil() if record["type"] == "batch" else None)

    def spoil() -> None:
        layer = trainer._model.get_layer("conv1")
        layer.set_weights([np.full_like(array, np.nan) for array in layer.get_weights()])
        control.cancel()

    with pytest.raises(DivergedError):
        trainer.train()
    checkpoint = run.load_checkpoint()
    assert checkpoint is not None
    assert checkpoint.step == 1
    assert all(np.isfinite(array).all() for array in checkpoint.arrays.values())


def test_a_stop_that_comes_between_two_looks_still_leaves_a_checkpoint(colour_folder: Path) -> None:
    run = new_run("late", colour_folder)
    control = LateCancel()

    def hear(record: Record) -> None:
        control.is_armed |= record["type"] == "batch"

    with pytest.raises(Cancelled):
        Trainer(run, control, hear).train()
    checkpoint = run.load_checkpoint()
    assert checkpoint is not None
    assert checkpoint.step == 1


def test_a_finished_run_has_learnt_its_colours(uninterrupted: tuple[dict[str, np.ndarray], list[Record]]) -> None:
    _, history = uninterrupted
    assert [record["epoch"] for record in history] == [1, 2]
    assert history[-1]["loss"] < math.log(3)  # below what guessing gives
    assert history[-1]["pictures"] == 21


def test_records_tell_progress_rate_and_learning_rate(colour_folder: Path) -> None:
    records = trained(new_run("records", colour_folder, epochs=1))
    assert [record["type"] for record in records] == ["start", *["batch"] * STEPS, "epoch"]
    assert (records[0]["train"], records[0]["validation"], records[0]["unreadable"]) == (21, 6, [])
    batches = records[1:-1]
    assert [record["step"] for record in batches] == [1, 2, 3]
    assert all(record["steps"] == STEPS for record in batches)
    assert batches[0]["pictures_per_second"] is None  # the step in which the graph is built tells nothing
    assert all(record["pictures_per_second"] > 0 and record["seconds_left"] >= 0 for record in batches[1:])
    assert all(0 < record["learning_rate"] <= 0.01 for record in batches)


def test_frozen_stages_keep_every_value_their_statistics_too(colour_folder: Path) -> None:
    first = new_run("first", colour_folder, epochs=1)
    trained(first)
    before = first.load_best()
    second = new_run("second", colour_folder, epochs=1, freeze=2, base=str(first.folder / "best.safetensors"))
    trained(second)
    checkpoint = second.load_checkpoint()
    assert checkpoint is not None
    after = {name: array for name, array in checkpoint.arrays.items() if name in before}
    changed = {name.split("/")[0] for name in before if not np.array_equal(before[name], after[name])}
    assert {"fc3", "res3a_branch2a", "bn3a_branch2a"} <= changed
    assert all(layer.startswith(("res3", "bn3", "fc3")) for layer in changed)


def test_an_infinite_loss_stops_the_run_and_keeps_the_last_checkpoint(colour_folder: Path) -> None:
    run = new_run("steep", colour_folder, learning_rate=10.0, warmup=0.0, schedule="constant", l2=1.0, epochs=50)
    with pytest.raises(DivergedError, match="the learning rate 10 is too high"):
        Trainer(run, Control(), ignore).train()
    checkpoint = run.load_checkpoint()
    assert checkpoint is None or all(np.isfinite(array).all() for array in checkpoint.arrays.values())


def test_a_run_that_diverges_tells_of_a_checkpoint_only_where_there_is_one(colour_folder: Path) -> None:
    run = new_run("steep", colour_folder, learning_rate=10)
    assert "There was nothing yet that could be kept" in str(DivergedError(run, 1))
    run.save_checkpoint(Checkpoint(1, 0, (0.0, 0.0, 0), {}))
    assert "The last checkpoint is kept" in str(DivergedError(run, 2))


def test_cancelling_while_pictures_are_read_leaves_the_run_untouched(colour_folder: Path) -> None:
    run = new_run("early", colour_folder)
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        Trainer(run, control, ignore)
    assert sorted(path.name for path in run.folder.iterdir()) == ["data.json", "plan.json"]
