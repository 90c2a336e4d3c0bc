"""Calibration of a real, if tiny, network by its real engine."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resnet_desktop.classification.calibration import curve_of
from resnet_desktop.engines import open_engine
from resnet_desktop.images import PictureSearch
from resnet_desktop.jobs import Cancelled, Control
from resnet_desktop.models import Card, Model
from resnet_desktop.network import NETWORKS
from resnet_desktop.training.calibration import FEWEST_PICTURES, calibrate_and_judge
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.evaluation import Answers, ask
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY

Judged = tuple[Card, dict[str, Any]]


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    """Make the program know the tiny network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture(scope="module")
def model() -> Model:
    """A network that is very sure of whatever it says."""
    model = random_model("tiny", 32, 3)
    kernel = f"{model.card.graph().output.name}/kernel"
    return dataclasses.replace(model, weights={**model.weights, kernel: 10 * model.weights[kernel]})


@pytest.fixture(scope="module")
def data(model: Model, colour_folder: Path) -> DataSet:
    """36 pictures labelled so that this network is wrong about every fifth; every third one is for the test."""
    paths = [Path(path).relative_to(colour_folder).as_posix() for path in PictureSearch([colour_folder])]
    said = say(model, colour_folder, [Example(path, 0) for path in paths]).probabilities.argmax(axis=1)
    said[::5] = (said[::5] + 1) % 3
    examples = [Example(path, label) for path, label in zip(paths, said.tolist(), strict=True)]
    validation = [example for index, example in enumerate(examples) if index % 3]
    return DataSet(colour_folder, model.card.labels, (), tuple(validation), tuple(examples[::3]))


@pytest.fixture(scope="module")
def judged(model: Model, data: DataSet) -> Judged:
    """The calibrated card, and what the test said."""
    card, evaluation = calibrate_and_judge(model, data, "colours", Control())
    assert evaluation is not None
    return card, evaluation


def say(model: Model, folder: Path, examples: Sequence[Example]) -> Answers:
    return ask(folder, examples, open_engine(model, "cpu", "f32"), model.card, Control(), "")


def test_the_temperature_is_fitted_on_validation_pictures_and_kept_on_the_card(judged: Judged) -> None:
    card, _ = judged
    validation = card.metrics["validation"]
    assert card.temperature is not None
    assert card.temperature > 1.5, "the network was too sure"
    assert (validation["pictures"], validation["unreadable"]) == (24, 0)
    assert validation["loss"] < validation["loss_before"]
    assert validation["ece"] != validation["ece_before"]
    assert validation["calibration"] == "temperature fitted on these pictures"
    assert validation["data"] == "colours, validation"


def test_calibration_leaves_the_best_class_of_every_picture(model: Model, data: DataSet, judged: Judged) -> None:
    card, evaluation = judged
    before = say(model, data.folder, data.test)
    after = say(dataclasses.replace(model, card=card), data.folder, data.test)
    assert np.array_equal(before.probabilities.argmax(axis=1), after.probabilities.argmax(axis=1))
    assert evaluation["top1"] == (before.probabilities.argmax(axis=1) == before.labels).mean()
    assert card.temperature is not None
    np.testing.assert_allclose(after.probabilities, before.calibrated(card.temperature).probabilities, atol=1e-5)
    of_truth = after.probabilities[np.arange(12), after.labels]
    assert evaluation["loss"] == pytest.approx(-np.log(of_truth).mean(), rel=1e-5)


def test_the_test_gives_the_curve(judged: Judged) -> None:
    card, evaluation = judged
    test = card.metrics["test"]
    assert sum(map(sum, evaluation["confusion"])) == 12
    assert "confusion" not in test
    assert (test["top1"], test["loss"], test["ece"]) == tuple(evaluation[key] for key in ("top1", "loss", "ece"))
    curve = curve_of(card)
    assert curve is not None
    assert (curve.pictures, curve.data, curve.accuracy(0)) == (12, "colours, test", 9 / 12)


def test_without_test_pictures_the_validation_gives_the_curve_and_an_old_temperature_does_not_count(
    model: Model, data: DataSet, judged: Judged
) -> None:
    old = dataclasses.replace(model, card=dataclasses.replace(model.card, temperature=7.0))
    card, evaluation = calibrate_and_judge(old, dataclasses.replace(data, test=()), "colours", Control())
    assert evaluation is None
    assert "test" not in card.metrics
    assert (card.temperature, card.metrics["validation"]) == (judged[0].temperature, judged[0].metrics["validation"])
    curve = curve_of(card)
    assert curve is not None
    assert (curve.pictures, curve.data) == (24, "colours, validation")


def test_too_few_validation_pictures_give_no_temperature_and_the_card_says_so(model: Model, data: DataSet) -> None:
    few = dataclasses.replace(data, validation=data.validation[: FEWEST_PICTURES - 1], test=())
    card, _ = calibrate_and_judge(model, few, "colours", Control())
    assert card.temperature is None
    assert card.metrics["validation"]["calibration"] == "no temperature: it takes 20 pictures to fit one"
    assert "ece_before" not in card.metrics["validation"]
    assert curve_of(card) is not None


def test_without_readable_validation_pictures_the_card_keeps_what_it_has(model: Model, data: DataSet) -> None:
    known = dataclasses.replace(model, card=dataclasses.replace(model.card, metrics={"validation": {"top1": 0.9}}))
    none = dataclasses.replace(data, validation=(Example("gone.png", 0),) * 30, test=())
    card, _ = calibrate_and_judge(known, none, "colours", Control())
    assert card.temperature is None
    assert card.metrics == {"validation": {"top1": 0.9}}


def test_a_network_without_a_mistake_keeps_its_probabilities(model: Model, data: DataSet) -> None:
    said = say(model, data.folder, data.validation).probabilities.argmax(axis=1).tolist()
    right = [Example(each.path, label) for each, label in zip(data.validation, said, strict=True)]
    known = dataclasses.replace(data, validation=tuple(right), test=())
    card, _ = calibrate_and_judge(model, known, "colours", Control())
    assert card.temperature == 1
    assert "no picture is wrong" in card.metrics["validation"]["calibration"]


def test_cancelling_ends_it(model: Model, data: DataSet) -> None:
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        calibrate_and_judge(model, data, "colours", control)
