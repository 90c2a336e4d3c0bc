"""A quick run's model is judged on kept features: what that says is what the finished model says."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.engines import open_engine
from resnet_desktop.engines.near_ties import near_ties
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model
from resnet_desktop.training import feature_reading, quick_answers
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.evaluation import Answers, ask
from resnet_desktop.training.feature_network import FeatureNetwork
from resnet_desktop.training.fine_tune import fine_tune
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.quick_answers import QuickAnswers
from resnet_desktop.training.run import Run
from resnet_desktop.training.views import read_views
from tests.helpers.random_model import random_model

pytestmark = pytest.mark.usefixtures("small_listing")


@pytest.fixture
def run(colour_folder: Path, tmp_path: Path) -> Run:
    """A quick run on random weights, not yet trained."""
    from safetensors.numpy import save_file

    base = tmp_path / "base.safetensors"
    save_file(dict(random_model("listing", 32, 5).weights), base)
    plan = Plan(network="listing", base=str(base), input_size=32, freeze=5, epochs=3, batch=8, precision="bf16",
                validation=0.25, crop=0.6)  # fmt: skip
    return Run.create("quick", plan, find_data_set(colour_folder, plan.validation, plan.seed, Control()))


def from_the_model(run: Run, model: Model, precision: str) -> Answers:
    data = run.data
    return ask(data.folder, data.test, open_engine(model, "cpu", precision), model.card, Control(), "")


def test_the_answers_are_the_finished_models(run: Run) -> None:
    model = fine_tune(run, Control(), lambda _: None)
    ours = QuickAnswers(run)(model, model.card, run.data, "test", Control())
    exact = from_the_model(run, model, "f32")
    assert ours.paths == exact.paths
    assert np.array_equal(ours.labels, exact.labels)
    assert np.array_equal(ours.probabilities.argmax(axis=1), exact.probabilities.argmax(axis=1))
    np.testing.assert_allclose(ours.probabilities, exact.probabilities, atol=0.02)
    assert model.card.metrics["test"]["top1"] == (exact.probabilities.argmax(axis=1) == exact.labels).mean()


def test_near_ties_are_settled_by_the_model_in_f32(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    model = fine_tune(run, Control(), lambda _: None)
    monkeypatch.setattr(quick_answers, "near_ties", lambda probabilities: np.arange(len(probabilities)))
    ours = QuickAnswers(run)(model, model.card, run.data, "test", Control())
    np.testing.assert_allclose(ours.probabilities, from_the_model(run, model, "f32").probabilities, atol=1e-5)
    assert len(near_ties(ours.probabilities)) < len(ours.labels)


def test_no_picture_is_computed_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_answers, "near_ties", lambda _: np.empty(0, np.intp))
    read: list[str] = []
    computed: list[int] = []
    start = FeatureNetwork.start

    def read_one(folder: Path, path: str, *rest: Any) -> Any:
        read.append(path)
        return read_views(folder, path, *rest)

    def start_one(network: FeatureNetwork, batch: Any) -> Any:
        computed.append(len(batch))
        return start(network, batch)

    monkeypatch.setattr(feature_reading, "read_views", read_one)
    monkeypatch.setattr(FeatureNetwork, "start", start_one)
    fine_tune(run, Control(), lambda _: None)
    data = run.data
    assert sorted(read) == sorted(each.path for part in (data.train, data.validation, data.test) for each in part)
    assert sum(computed) == 4 * len(data.train) + len(data.validation) + len(data.test)


def test_damaged_test_pictures_are_counted(run: Run, colour_folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(colour_folder, tmp_path / "copy"))
    data = dataclasses.replace(run.data, folder=copy)
    (copy / data.test[1].path).write_bytes(b"no picture")
    damaged = Run.create("damaged", run.plan, data)
    card = fine_tune(damaged, Control(), lambda _: None).card
    assert (card.metrics["test"]["pictures"], card.metrics["test"]["unreadable"]) == (len(data.test) - 1, 1)


def test_without_test_pictures_nothing_is_read(run: Run) -> None:
    model = fine_tune(run, Control(), lambda _: None)
    answers = QuickAnswers(run)(model, model.card, dataclasses.replace(run.data, test=()), "test", Control())
    assert answers.probabilities.shape == (0, 3)
