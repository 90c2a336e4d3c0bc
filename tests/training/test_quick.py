"""The quick way on a network of three blocks: features once, then the head."""

import math
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.engines.openvino_network import build_openvino_network, openvino_core
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.network import NETWORKS, build
from resnet_desktop.training import feature_reading
from resnet_desktop.training import features as features_module
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.feature_network import FeatureNetwork, features_layer
from resnet_desktop.training.feature_store import stores_dir
from resnet_desktop.training.fine_tune import fine_tune
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.quick import QuickTrainer
from resnet_desktop.training.run import Run
from resnet_desktop.training.trainer import DivergedError
from resnet_desktop.training.views import read_views, views_of
from tests.helpers.late_cancel import LateCancel

pytestmark = pytest.mark.usefixtures("small_listing")

Record = dict[str, Any]


def random_weights(classes: int) -> dict[str, np.ndarray]:
    generator = np.random.default_rng(7)
    weights = {}
    for name, shape in build(NETWORKS["listing"], 32, classes).shapes().items():
        spread = 1 / np.sqrt(np.prod(shape[:-1])) if name.endswith("kernel") else 0.1
        middle = 1.0 if name.endswith(("gamma", "variance")) else 0.0
        weights[name] = generator.normal(middle, spread, shape).astype(np.float32)
    return weights


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Weights of the small network for five classes: its head does not fit three."""
    from safetensors.numpy import save_file

    path = tmp_path / "base.safetensors"
    save_file(random_weights(5), path)
    return path


def new_run(name: str, folder: Path, base: Path, **fields: Any) -> Run:
    small = {"network": "listing", "base": str(base), "input_size": 32, "crop_fraction": 1.0, "epochs": 4, "batch": 8,
             "freeze": 5, "optimizer": "adam", "learning_rate": 0.02, "validation": 0.25, "dropout": 0.2,
             "crop": 0.6}  # fmt: skip
    plan = Plan(**{**small, "data": str(folder), **fields})
    assert plan.is_quick
    return Run.create(name, plan, find_data_set(folder, plan.validation, plan.seed, Control()))


def trained(run: Run, stop_after: int | None = None) -> list[Record]:
    """Train; cancel after a number of records of batches. Gives the records."""
    records: list[Record] = []
    control = Control()

    def hear(record: Record) -> None:
        records.append(record)
        if sum(record["type"] == "batch" for record in records) == stop_after:
            control.cancel()

    trainer = QuickTrainer(run, control, hear)
    if stop_after is None:
        trainer.train()
    else:
        with pytest.raises(Cancelled):
            trainer.train()
    return records


def test_a_stop_that_comes_between_two_looks_still_leaves_a_checkpoint(colour_folder: Path, base: Path) -> None:
    run = new_run("late", colour_folder, base)
    control = LateCancel()

    def hear(record: Record) -> None:
        control.is_armed |= record["type"] == "batch"

    with pytest.raises(Cancelled):
        QuickTrainer(run, control, hear).train()
    checkpoint = run.load_checkpoint()
    assert checkpoint is not None
    assert checkpoint.step == 1


def test_the_head_learns_colours_and_what_is_frozen_stays(colour_folder: Path, base: Path) -> None:
    run = new_run("quick", colour_folder, base, epochs=30)
    records = trained(run)
    types = [record["type"] for record in records if record["type"] not in ("batch", "hint")]
    assert types == ["start", *["epoch"] * 30]
    assert (records[0]["train"], records[0]["validation"], records[0]["new_layers"]) == (21, 6, ["fc3"])
    assert run.history[-1]["validation_loss"] < math.log(3) < run.history[0]["loss"]
    before, after = random_weights(5), run.load_best()
    assert {name for name in after if name not in before or not np.array_equal(after[name], before[name])} == {
        "fc3/kernel",
        "fc3/bias",
    }


@pytest.mark.parametrize("stop_after", [1, 3, 4])
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(
    stop_after: int, colour_folder: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resnet_desktop.training.quick._RECORD_INTERVAL_S", 0.0)
    whole, halves = (new_run(name, colour_folder, base) for name in ("whole", "halves"))
    trained(whole)
    trained(halves, stop_after)
    base.unlink()
    trained(Run.open("halves"))
    one, other = whole.load_best(), halves.load_best()
    assert [name for name in one if not np.array_equal(one[name], other[name])] == []
    for ours, theirs in zip(halves.history, whole.history, strict=True):
        clock = {"seconds": 0, "pictures_per_second": 0}
        assert {**ours, **clock} == {**theirs, **clock}


def test_it_stops_early_weighs_classes_and_tells_what_moved(colour_folder: Path, base: Path) -> None:
    run = new_run("early", colour_folder, base, epochs=50, early_stopping=1, class_weights="balanced")
    records = trained(run)
    assert len(run.history) < 50
    assert {record["pictures_per_second"] for record in records if record["type"] == "batch"} == {None}
    assert "Stopped early" in next(record["message"] for record in records if record["type"] == "log")
    moved = run.history[-1]["movement"]
    assert [name for name, change in moved.items() if change] == [list(moved)[-1]]


def test_a_head_that_runs_away_stops_with_the_last_checkpoint_kept(colour_folder: Path, base: Path) -> None:
    run = new_run("steep", colour_folder, base, optimizer="sgd", learning_rate=10.0, l2=1.0, warmup=0.0, epochs=200)
    with np.errstate(all="ignore"), pytest.raises(DivergedError, match="the learning rate"):
        QuickTrainer(run, Control(), lambda _: None).train()
    assert all(np.isfinite(array).all() for array in run.load_best().values())


def test_features_are_computed_once_and_again_only_for_files_that_changed(
    colour_folder: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(colour_folder, tmp_path / "copy"))
    for path in copy.rglob("*.png"):
        os.utime(path, (1e9, 1e9))
    trained(new_run("first", copy, base))
    looked_at: list[str] = []

    def spy(folder: Path, path: str, *rest: Any) -> Any:
        looked_at.append(path)
        return read_views(folder, path, *rest)

    monkeypatch.setattr(feature_reading, "read_views", spy)
    trained(new_run("second", copy, base, epochs=2, learning_rate=0.001))
    assert looked_at == []
    run = new_run("third", copy, base)
    changed = run.data.train[0].path
    os.utime(copy / changed, (1e9, 1e9 + 60))
    trained(run)
    assert looked_at == [changed]


def test_features_of_other_weights_are_others(colour_folder: Path, base: Path) -> None:
    from safetensors.numpy import load_file, save_file

    trained(new_run("first", colour_folder, base))
    weights = load_file(base)
    save_file({**weights, "conv1/kernel": weights["conv1/kernel"] + np.float32(0.01)}, base)
    trained(new_run("second", colour_folder, base))
    assert len(list(stores_dir().iterdir())) == 2


def test_a_damaged_store_is_computed_again(colour_folder: Path, base: Path) -> None:
    first = new_run("first", colour_folder, base)
    trained(first)
    for path in stores_dir().rglob("*.safetensors"):
        path.write_bytes(path.read_bytes()[:40])
    second = new_run("second", colour_folder, base)
    trained(second)
    assert np.array_equal(first.load_best()["fc3/kernel"], second.load_best()["fc3/kernel"])


def test_cancelling_while_features_are_computed_keeps_those_that_are(
    colour_folder: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features_module, "_PIXELS_KEPT_TOGETHER", 0)
    monkeypatch.setattr(feature_reading, "PIECE", 4)
    run = new_run("early", colour_folder, base)
    control = Control(lambda progress: control.cancel() if "training" in progress.message else None)
    with pytest.raises(Cancelled):
        QuickTrainer(run, control, lambda _: None)
    kept = list(stores_dir().rglob("*.safetensors"))
    assert len(kept) == 2  # of the six validation pictures
    trained(run)


def test_progress_counts_pictures_that_are_there_already(colour_folder: Path, base: Path) -> None:
    run = new_run("first", colour_folder, base)
    heard: list[Progress] = []
    QuickTrainer(run, Control(heard.append), lambda _: None)
    assert (heard[-1].done, heard[-1].total) == (21, 21)
    assert any(progress.message == "Looking at training pictures" and progress.done == 0 for progress in heard)


def test_damaged_pictures_are_left_out_and_told(colour_folder: Path, base: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(colour_folder, tmp_path / "damaged"))
    run = new_run("damaged", copy, base)
    broken = run.data.train[3].path
    (copy / broken).write_bytes(b"no picture")
    records = trained(run)
    assert [path for path, _ in records[0]["unreadable"]] == [broken]
    assert run.history[0]["pictures"] == 20
    for path in copy.rglob("*.png"):
        path.write_bytes(b"no picture")
    with pytest.raises(UserError, match="None of the 6 pictures could be read"):
        trained(new_run("hopeless", copy, base))


def test_the_features_are_what_the_network_gives_out_before_its_dense_layer() -> None:
    graph = build(NETWORKS["listing"], 32, 3)
    weights = random_weights(3)
    batch = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 3), np.uint8)
    ours = FeatureNetwork(graph, weights, "f32").features(batch)
    layer = features_layer(graph)
    compiled = openvino_core().compile_model(
        build_openvino_network(graph, weights, layers=(layer,)), "CPU", {"INFERENCE_PRECISION_HINT": "f32"}
    )
    np.testing.assert_allclose(ours, compiled([batch])[layer], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("fields", "pictures", "views"),
    [({}, 50_000, 1), ({}, 900, 2), ({}, 400, 4), ({}, 0, 4), ({"flip": False}, 400, 1)],
)
def test_few_pictures_get_more_views(fields: dict[str, Any], pictures: int, views: int) -> None:
    assert views_of(Plan(**fields), pictures) == views


def test_the_first_view_is_the_picture_as_it_is_classified(colour_folder: Path) -> None:
    from resnet_desktop.images import decode, to_batch
    from resnet_desktop.training.trainer import preprocessing_of

    plan = Plan(input_size=48, source_size=16, crop=0.5)
    path = "red/0.png"
    preprocessing = preprocessing_of(plan)
    views = read_views(colour_folder, path, [0, 1, 2], plan, preprocessing)
    expected = to_batch([decode(colour_folder / path, 16)], preprocessing)[0]
    assert np.array_equal(views[0], expected)
    again = read_views(colour_folder, path, [2], plan, preprocessing)[0]
    assert np.array_equal(views[2], again)
    assert not np.array_equal(views[1], views[2])


def test_a_quick_run_becomes_a_judged_model_in_the_library(colour_folder: Path, base: Path) -> None:
    run = new_run("judged", colour_folder, base, epochs=2)
    card = fine_tune(run, Control(), lambda _: None).card
    assert card.labels == ("blue", "green", "red")
    assert card.metrics["test"]["pictures"] == 9
    assert card.provenance["plan"]["freeze"] == 5
