"""What a plan's Keras model does in a training step, on a network of three blocks."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

pytest.importorskip("keras")

from resnet_desktop.network import Graph
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.start import Start
from resnet_desktop.training.trainer import graph_of
from resnet_desktop.training.training_model import batch_norm_momentum, build_model

if TYPE_CHECKING:
    import keras

pytestmark = pytest.mark.usefixtures("small_listing")

GENERATOR = np.random.default_rng(0)
PICTURES = GENERATOR.integers(0, 255, (8, 32, 32, 3), np.uint8)
LABELS = np.array([0, 1, 2, 0, 1, 2, 0, 1])


def model(**fields: Any) -> tuple["keras.Model", Graph]:
    plan = Plan(**{"network": "listing", "base": "none", "input_size": 32, "batch": 8, "l2": 0.0, **fields})
    graph = graph_of(plan, 3)
    return build_model(plan, graph, Start({}, (), "", {}), 3), graph


def targets(seen: int) -> np.ndarray:
    filled = np.zeros((8, 4), np.float32)
    filled[np.arange(8), LABELS] = 1
    filled[:seen, -1] = 1
    return filled


def test_frozen_batch_norms_stay_in_inference_mode_and_others_do_not() -> None:
    import keras

    built, graph = model(freeze=2)
    frozen = keras.Model(built.input, built.get_layer("bn2a_branch2a").output)
    unfrozen = keras.Model(built.input, built.get_layer("bn3a_branch2a").output)
    assert np.array_equal(frozen(PICTURES, training=True), frozen(PICTURES, training=False))
    assert not np.allclose(unfrozen(PICTURES, training=True), unfrozen(PICTURES, training=False), atol=0.01)
    before = built.get_layer("bn2a_branch2a").get_weights()
    built.train_on_batch(PICTURES, targets(8))
    for ours, theirs in zip(built.get_layer("bn2a_branch2a").get_weights(), before, strict=True):
        assert np.array_equal(ours, theirs)
    assert graph.layer("bn2a_branch2a").stage == 2


def test_unfrozen_batch_norms_know_the_pictures_after_an_epoch_of_three_steps() -> None:
    built, _ = model(learning_rate=1e-7)
    for _ in range(3):
        built.train_on_batch(PICTURES, targets(8))
    training, inference = built(PICTURES, training=True), built(PICTURES, training=False)
    assert np.abs(np.asarray(training) - np.asarray(inference)).max() < 0.1
    mean, variance = built.get_layer("bn_conv1").get_weights()[2:]
    assert variance.min() > 0.8 * mean.std()  # both are far from the 0 and 1 that they start with
    assert np.abs(variance - 1).min() > 10


def test_batch_norms_are_as_slow_as_planned_where_epochs_are_long() -> None:
    assert batch_norm_momentum(Plan(batch_norm_momentum=0.9), 1000) == 0.9
    assert batch_norm_momentum(Plan(batch_norm_momentum=0.9), 3) ** 3 == pytest.approx(0.1)
    assert batch_norm_momentum(Plan(batch_norm_momentum=0.99), 1) == pytest.approx(0.1)


@pytest.mark.parametrize("seen", [8, 5])
def test_the_metrics_count_only_pictures_seen_for_the_first_time(seen: int) -> None:
    built, _ = model(label_smoothing=0.2)
    answers = np.asarray(built(PICTURES, training=True))
    result = built.train_on_batch(PICTURES, targets(seen), return_dict=True)
    right = answers.argmax(axis=1) == LABELS
    assert round(float(result["accuracy"]) * 8) == right[:seen].sum()
    expected = -np.log(answers[np.arange(8), LABELS])[:seen].sum()
    assert float(result["cross_entropy"]) * 8 == pytest.approx(expected, rel=1e-3)


def test_weights_change_the_loss_and_not_the_metrics() -> None:
    built, _ = model()
    answers = np.asarray(built(PICTURES, training=True))
    weights = np.array([2, 0.5, 1, 2, 0.5, 1, 2, 0.5], np.float32)
    result = built.train_on_batch(PICTURES, targets(8), weights, return_dict=True)
    losses = -np.log(answers[np.arange(8), LABELS])
    assert float(result["loss"]) == pytest.approx((losses * weights).mean(), rel=1e-3)
    assert float(result["cross_entropy"]) == pytest.approx(losses.mean(), rel=1e-3)
