"""What a plan will take: arithmetic, the measurement itself on a small network, and the process around it."""

import dataclasses
import multiprocessing
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from resnet_desktop.jobs import Cancelled, Control, Progress
from resnet_desktop.network import NETWORKS, RESNET50, build
from resnet_desktop.training.dataset import DataSet, Example, find_data_set
from resnet_desktop.training.feature_notes import note
from resnet_desktop.training.feature_store import stores_dir
from resnet_desktop.training.forecast import forecast
from resnet_desktop.training.forecasting import MeasuringError, measure_plans
from resnet_desktop.training.measuring import measure_speed, peak_memory
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS
from resnet_desktop.training.speed import Speed, SpeedCache
from tests.training import fake_measuring

SPEED = Speed(**fake_measuring.SPEED)  # type: ignore[arg-type]
GRAPH = build(RESNET50, 112, 10)
QUICK, BALANCED = (PRESETS[name].apply(Plan(input_size=112)) for name in ("quick", "balanced"))


def data_of(train: int, validation: int, test: int) -> DataSet:
    parts = [tuple(Example(f"{number}.png", 0) for number in range(size)) for size in (train, validation, test)]
    return DataSet(Path("/pictures"), tuple("abcdefghij"), parts[0], parts[1], parts[2])


def test_a_quick_plan_looks_once_at_each_picture() -> None:
    plan = dataclasses.replace(QUICK, epochs=20)
    data = data_of(40_000, 5_000, 10_000)
    cast = forecast(plan, data, GRAPH, dataclasses.replace(SPEED, training=100_000.0))
    looking, head = 55_000 * (1 / 1000 + 1 / 200), 20 * 40_000 / 100_000
    assert cast.seconds == pytest.approx(3 + looking + head)
    assert cast.least_s < cast.seconds < cast.most_s
    assert cast.disk > 55_000 * 2048 * 2  # float16 features
    assert (
        forecast(dataclasses.replace(plan, epochs=40), data_of(40_000, 5_000, 10_000), GRAPH, SPEED).disk == cast.disk
    )


def test_features_that_are_kept_take_no_time_again(tmp_path: Path) -> None:
    data, store = data_of(500, 50, 40), stores_dir() / "some"
    before = forecast(QUICK, data, GRAPH, SPEED).seconds
    for pictures, views in ((500, 4), (50, 1)):
        note(store, QUICK, data.folder, pictures, views)
    later = dataclasses.replace(QUICK, epochs=QUICK.epochs, optimizer="adam", learning_rate=0.5)
    assert before - forecast(later, data, GRAPH, SPEED).seconds == pytest.approx(2050 * (1 / 1000 + 1 / 200))
    others = dataclasses.replace(data, folder=tmp_path)
    for plan, of in ((QUICK, others), (dataclasses.replace(QUICK, base="other"), data)):
        assert forecast(plan, of, GRAPH, SPEED).seconds == pytest.approx(before)
    other_views = forecast(dataclasses.replace(QUICK, crop=0.5), data, GRAPH, SPEED).seconds
    assert before - other_views == pytest.approx(50 * (1 / 1000 + 1 / 200))
    shutil.rmtree(store)
    assert forecast(QUICK, data, GRAPH, SPEED).seconds == pytest.approx(before)


def test_other_plans_take_time_by_epochs_and_memory_by_batch() -> None:
    data = data_of(1000, 100, 0)
    one, two = (
        forecast(dataclasses.replace(BALANCED, epochs=epochs, batch=50), data, GRAPH, SPEED) for epochs in (1, 2)
    )
    assert two.seconds - one.seconds == pytest.approx(1000 / 20 + 2 / 3 * 100 / 20)
    larger = forecast(dataclasses.replace(BALANCED, batch=100), data, GRAPH, SPEED)
    assert larger.memory - one.memory == 50 * 10_000_000


def test_adam_takes_more_disk_than_sgd() -> None:
    sgd, adam = (
        forecast(dataclasses.replace(BALANCED, optimizer=name), data_of(100, 10, 0), GRAPH, SPEED).disk
        for name in ("sgd", "adam")
    )
    assert adam - sgd == 2 * 4 * sum(_size(shape) for shape in GRAPH.shapes().values())


def _size(shape: tuple[int, ...]) -> int:
    size = 1
    for side in shape:
        size *= side
    return size


def test_what_nobody_knows_is_not_forecast() -> None:
    assert forecast(BALANCED, data_of(100, 10, 0), GRAPH, dataclasses.replace(SPEED, memory=0)).memory == 0


def test_a_speed_is_measured_once_for_the_same_plan_data_and_machine() -> None:
    cache, folder = SpeedCache(), Path("/pictures")
    assert cache.find(QUICK, folder) is None
    cache.keep(QUICK, folder, SPEED)
    again = SpeedCache()
    assert again.find(dataclasses.replace(QUICK, epochs=99, learning_rate=0.5, seed=3), folder) == SPEED
    assert again.find(dataclasses.replace(QUICK, input_size=64), folder) is None
    assert again.find(QUICK, Path("/others")) is None


def test_a_damaged_cache_is_begun_anew(own_home: Path) -> None:
    (own_home / "cache").mkdir(parents=True)
    (own_home / "cache" / "speeds.json").write_text("[no json")
    cache = SpeedCache()
    assert cache.find(QUICK, Path("/pictures")) is None
    cache.keep(QUICK, Path("/pictures"), SPEED)
    assert cache.find(QUICK, Path("/pictures")) == SPEED


def test_each_plans_speed_is_told_and_the_second_time_without_a_process() -> None:
    told: list[tuple[str, Speed]] = []
    progress: list[Progress] = []
    plans, data = {"quick": QUICK, "balanced": BALANCED}, data_of(100, 10, 0)

    def hear(name: str, speed: Speed) -> None:
        told.append((name, speed))

    measure_plans(plans, data, Control(progress.append), hear, fake_measuring.answer)
    assert told == [("quick", SPEED), ("balanced", SPEED)]
    assert [each.done for each in progress] == [0, 1, 2]
    measure_plans(plans, data, Control(), hear, fake_measuring.die)
    assert told[2:] == told[:2]


@pytest.mark.parametrize(
    ("work", "words"), [(fake_measuring.refuse, "OpenVINO cannot be loaded"), (fake_measuring.die, "without a word")]
)
def test_a_measurement_that_fails_says_why(work: Any, words: str) -> None:
    with pytest.raises(MeasuringError, match=words):
        measure_plans({"quick": QUICK}, data_of(100, 10, 0), Control(), lambda *_: None, work)


def test_cancelling_ends_the_process_at_once() -> None:
    control = Control()
    control.cancel()
    before = time.monotonic()
    with pytest.raises(Cancelled):
        measure_plans({"quick": QUICK}, data_of(100, 10, 0), control, lambda *_: None, fake_measuring.hang)
    assert time.monotonic() - before < 5
    assert [child.name for child in multiprocessing.active_children() if child.name == "measuring"] == []


@pytest.mark.usefixtures("small_listing")
@pytest.mark.parametrize("freeze", [5, 1])
def test_the_measurement_measures_something(freeze: int, colour_folder: Path) -> None:
    if freeze < 5:
        pytest.importorskip("keras")
    assert NETWORKS["listing"].name == "listing"
    plan = Plan(network="listing", base="none", input_size=32, freeze=freeze, batch=4, data=str(colour_folder))
    data = find_data_set(colour_folder, 0.25, 0, Control())
    speed = measure_speed(plan, 3, [colour_folder / example.path for example in data.train])
    assert min(speed.reading, speed.looking, speed.judging, speed.training) > 1
    assert speed.starting_s > 0
    if sys.platform == "linux":
        assert speed.memory == pytest.approx(peak_memory(), rel=0.2)


def test_the_real_process_measures_resnet50_without_tensorflow(colour_folder: Path) -> None:
    told: dict[str, Speed] = {}
    data = find_data_set(colour_folder, 0.25, 0, Control())
    plan = dataclasses.replace(QUICK, input_size=32)
    measure_plans({"quick": plan}, data, Control(), told.__setitem__)
    assert told["quick"].looking > 1
    if sys.platform == "linux":
        assert 50_000_000 < told["quick"].memory < 900_000_000  # TensorFlow alone would take more than half of it
