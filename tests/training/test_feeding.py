from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.images import Preprocessing
from resnet_desktop.jobs import Control
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.feeding import Batch, Feed, balanced_weights
from resnet_desktop.training.pictures import Pictures
from resnet_desktop.training.plan import Plan


@pytest.fixture
def pictures(colour_folder: Path) -> Pictures:
    data = find_data_set(colour_folder, 0.25, 0, Control())
    return Pictures(data.folder, data.train, Preprocessing(32, 1.0), Control(), "")


def batches(pictures: Pictures, first_step: int = 0, **fields: object) -> list[Batch]:
    plan = Plan(input_size=32, crop_fraction=1.0, batch=8, **fields)  # type: ignore[arg-type]
    with closing(Feed(pictures, plan, 3).batches(1, first_step)) as given:
        return list(given)


def test_an_epoch_shows_each_picture_once_and_marks_what_fills_it_up(pictures: Pictures) -> None:
    given = batches(pictures)
    assert [len(batch.pictures) for batch in given] == [8, 8, 8]
    assert [batch.pictures_seen for batch in given] == [8, 8, 5]
    assert given[-1].targets[:, -1].tolist() == [1] * 5 + [0] * 3
    counted = sum((batch.targets[:, :-1] * batch.targets[:, -1:]).sum(axis=0) for batch in given)
    assert np.array_equal(counted, [7, 7, 7])


@pytest.mark.parametrize("first_step", [1, 2, 3])
def test_an_epoch_goes_on_at_any_step_with_the_same_batches(first_step: int, pictures: Pictures) -> None:
    whole, rest = batches(pictures, colour=0.2, crop=0.5), batches(pictures, first_step, colour=0.2, crop=0.5)
    assert len(rest) == 3 - first_step
    for ours, theirs in zip(rest, whole[first_step:], strict=True):
        assert np.array_equal(ours.pictures, theirs.pictures)
        assert np.array_equal(ours.targets, theirs.targets)


def test_rare_classes_weigh_more_and_the_mean_stays_one() -> None:
    labels = np.array([0, 0, 0, 0, 0, 0, 2, 2])
    weights = balanced_weights(labels, 3)
    assert weights[2] == pytest.approx(3 * weights[0])
    assert weights[1] == 0
    assert weights[labels].mean() == pytest.approx(1)


def test_weights_are_only_given_when_asked_for(pictures: Pictures) -> None:
    assert batches(pictures)[0].weights is None
    weights = batches(pictures, class_weights="balanced")[0].weights
    assert weights is not None
    assert weights.tolist() == [1.0] * 8
