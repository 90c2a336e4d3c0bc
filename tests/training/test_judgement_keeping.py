"""What a real, if tiny, network says is kept, and can be asked for again."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from resnet_desktop.models import Model, default_library
from resnet_desktop.network import NETWORKS
from resnet_desktop.training.calibration import calibrate_and_judge
from resnet_desktop.training.comparing_runs_asking import compare_runs
from resnet_desktop.training.dataset import DataSet, find_data_set
from resnet_desktop.training.judgement import Judgement, judged_file, read_judgement
from resnet_desktop.training.judgement_keeping import judge_again, keeping
from resnet_desktop.training.judgement_looks import earlier_looks, sketch_of
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module", autouse=True)
def tiny_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        yield


@pytest.fixture(scope="module")
def model() -> Model:
    return random_model("tiny", 32, 3)


@pytest.fixture
def data(colour_folder: Path, model: Model) -> DataSet:
    found = find_data_set(colour_folder, 0.25, 0, Control())
    return dataclasses.replace(found, classes=model.card.labels)


@pytest.fixture
def run(data: DataSet, model: Model) -> Run:
    """A run whose model is in the library."""
    made = Run.create("tints", Plan(), data)
    default_library().save(dataclasses.replace(model.card, name="tints"), model.weights)
    return made


def test_the_kept_pictures_tell_what_the_evaluation_tells(run: Run, data: DataSet, model: Model) -> None:
    card, evaluation = calibrate_and_judge(model, data, "colours", Control(), keeping(run.folder, data, "colours"))
    found = read_judgement(run.folder)
    assert evaluation is not None
    assert found is not None
    assert found.data == "colours"
    assert [each.path for each in found.judged] == [each.path for each in data.test]
    assert [list(row) for row in found.confusion.counts] == evaluation["confusion"]
    assert found.loss == pytest.approx(evaluation["loss"], rel=1e-4)
    kept = Judgement.from_json(judged_file(run.folder, "validation").read_text())
    assert kept.loss == pytest.approx(card.metrics["validation"]["loss"], rel=1e-4)
    assert kept.looks == ()


def test_each_look_at_the_test_pictures_is_listed(run: Run, data: DataSet) -> None:
    judge_again(run, Control())
    judge_again(Run(run.folder), Control())
    found = read_judgement(run.folder)
    assert found is not None
    assert [look.run for look in found.looks] == ["tints", "tints"]
    assert len(found.judged) == len(data.test)


def test_a_model_of_other_classes_is_not_taken_for_the_runs(data: DataSet, model: Model) -> None:
    run = Run.create("other", Plan(), dataclasses.replace(data, classes=("x", "y", "z")))
    default_library().save(dataclasses.replace(model.card, name="other"), model.weights)
    with pytest.raises(UserError, match="another one"):
        judge_again(run, Control())


def test_only_missing_answers_are_asked_for(run: Run, data: DataSet, model: Model) -> None:
    judge_again(run, Control())
    default_library().remove("tints")
    other = Run.create("other", Plan(), data)
    default_library().save(dataclasses.replace(model.card, name="other"), model.weights)
    found = compare_runs(run, other, Control())
    assert len(found.both) + len(found.neither) == len(data.test)
    looks = earlier_looks(sketch_of(data.folder, [each.path for each in data.test]))
    assert [look.run for look in looks] == ["tints", "other"]
