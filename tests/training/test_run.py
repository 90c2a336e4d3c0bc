import errno
from pathlib import Path

import numpy as np
import pytest
from safetensors import SafetensorError

from resnet_desktop import paths
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.training.dataset import DataSet, find_data_set
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Checkpoint, Run, RunError


@pytest.fixture
def data(colour_folder: Path) -> DataSet:
    return find_data_set(colour_folder, 0.25, 0, Control())


def checkpoint(value: float) -> Checkpoint:
    arrays: dict[str, np.ndarray] = {
        "conv1/kernel": np.full((2, 2), value, np.float32),
        "optimizer/0": np.array(7, np.int64),
    }
    return Checkpoint(epoch=1, step=4, sums=(1.5, 20.0, 32), arrays=arrays)


def test_a_run_remembers_its_plan_and_split(data: DataSet) -> None:
    plan = Plan(epochs=9)
    Run.create("mushrooms", plan, data)
    run = Run.open("mushrooms")
    assert run.plan == plan
    assert run.data == data
    assert run.history == []
    assert run.load_checkpoint() is None


def test_a_name_is_used_once(data: DataSet) -> None:
    Run.create("mushrooms", Plan(), data)
    with pytest.raises(RunError, match="already a run named 'mushrooms'"):
        Run.create("mushrooms", Plan(), data)


def test_an_unknown_run_is_refused_with_the_known_ones(data: DataSet) -> None:
    Run.create("mushrooms", Plan(), data)
    with pytest.raises(RunError, match="no run named 'mushroom'; known: mushrooms"):
        Run.open("mushroom")


def test_a_checkpoint_comes_back_bit_for_bit(data: DataSet) -> None:
    run = Run.create("mushrooms", Plan(), data)
    saved = checkpoint(0.1)
    run.save_checkpoint(saved)
    loaded = run.load_checkpoint()
    assert loaded is not None
    assert (loaded.epoch, loaded.step, loaded.sums) == (1, 4, (1.5, 20.0, 32))
    for name, array in saved.arrays.items():
        assert loaded.arrays[name].dtype == array.dtype
        assert np.array_equal(loaded.arrays[name], array)


def test_a_full_disk_leaves_the_last_checkpoint(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run.create("mushrooms", Plan(), data)
    run.save_checkpoint(checkpoint(0.1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        run.save_checkpoint(checkpoint(0.2))
    loaded = run.load_checkpoint()
    assert loaded is not None
    assert loaded.arrays["conv1/kernel"][0, 0] == np.float32(0.1)
    assert not list(run.folder.glob("*.partial"))


def test_history_is_replaced_as_a_whole(data: DataSet) -> None:
    run = Run.create("mushrooms", Plan(), data)
    run.write_history([{"epoch": 1}, {"epoch": 2}])
    run.write_history([{"epoch": 1}])
    assert run.history == [{"epoch": 1}]


def test_runs_live_in_the_users_folder(data: DataSet) -> None:
    assert Run.create("mushrooms", Plan(), data).folder == paths.runs_dir() / "mushrooms"


@pytest.mark.parametrize("name", ["plan.json", "data.json", "history.jsonl", "last.safetensors", "best.safetensors"])
def test_a_damaged_file_is_named_in_one_line(name: str, data: DataSet) -> None:
    run = Run.create("mushrooms", Plan(), data)
    (run.folder / name).write_text('{"cut')
    reads = {
        "plan.json": lambda: run.plan,
        "data.json": lambda: run.data,
        "history.jsonl": lambda: run.history,
        "last.safetensors": run.load_checkpoint,
        "best.safetensors": run.load_best,
    }
    with pytest.raises(UserError) as caught:
        reads[name]()
    assert "\n" not in str(caught.value)


def test_a_run_that_was_never_complete_does_not_take_its_name(data: DataSet) -> None:
    (paths.runs_dir() / "mushrooms").mkdir(parents=True)
    (paths.runs_dir() / "mushrooms" / "data.json").write_text("{}")
    assert Run.create("mushrooms", Plan(), data).data == data


def test_a_full_disk_is_an_error_of_the_system_also_where_the_library_says_so_itself(
    data: DataSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.create("mushrooms", Plan(), data)

    def full(*_: object, **__: object) -> None:
        raise SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)")

    monkeypatch.setattr("safetensors.numpy.save_file", full)
    with pytest.raises(OSError, match="No space left") as caught:
        run.save_checkpoint(checkpoint(0.1))
    assert caught.value.errno == errno.ENOSPC
