"""The head in NumPy against Keras, and by itself."""

import numpy as np
import pytest

from resnet_desktop.training.head import Head, new_kernel
from resnet_desktop.training.plan import Plan

FEATURES, CLASSES, PICTURES = 12, 3, 10


def made_up() -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(3)
    return generator.random((PICTURES, FEATURES), np.float32), generator.integers(0, CLASSES, PICTURES)


@pytest.mark.parametrize("fields", [
    {"optimizer": "sgd"}, {"optimizer": "sgd", "momentum": 0.0}, {"optimizer": "adam"}, {"optimizer": "adamw"},
])  # fmt: skip
def test_five_steps_equal_those_of_keras(fields: dict[str, object]) -> None:
    keras = pytest.importorskip("keras")
    plan = Plan(l2=0.01, label_smoothing=0.1, learning_rate=0.05, **fields)  # type: ignore[arg-type]
    features, labels = made_up()
    kernel = new_kernel(plan, FEATURES, CLASSES)
    dense = keras.layers.Dense(CLASSES, "softmax", kernel_regularizer=keras.regularizers.L2(plan.l2))
    model = keras.Sequential([keras.Input((FEATURES,)), dense])
    dense.set_weights([kernel, np.zeros(CLASSES, np.float32)])
    optimizer = {
        "sgd": lambda: keras.optimizers.SGD(plan.learning_rate, plan.momentum, nesterov=plan.momentum > 0),
        "adam": lambda: keras.optimizers.Adam(plan.learning_rate),
        "adamw": lambda: keras.optimizers.AdamW(plan.learning_rate),
    }[plan.optimizer]()
    model.compile(optimizer, keras.losses.CategoricalCrossentropy(label_smoothing=plan.label_smoothing))
    head = Head(plan, kernel, np.zeros(CLASSES, np.float32))
    for number in range(5):
        theirs = float(model.train_on_batch(features, np.eye(CLASSES, dtype=np.float32)[labels]))
        ours = head.step(features, labels, plan.learning_rate, number, np.random.default_rng(0))
        assert ours.loss == pytest.approx(theirs, rel=1e-5)
    # float32 rounding of a few steps of at most 0.05
    np.testing.assert_allclose(head.kernel, dense.get_weights()[0], atol=2e-5)
    np.testing.assert_allclose(head.bias, dense.get_weights()[1], atol=2e-5)


def test_dropout_follows_from_the_steps_generator_alone() -> None:
    plan = Plan(dropout=0.5)
    features, labels = made_up()
    kernel = new_kernel(plan, FEATURES, CLASSES)

    def after(seed: int) -> np.ndarray:
        head = Head(plan, kernel, np.zeros(CLASSES, np.float32))
        head.step(features, labels, 0.1, 0, np.random.default_rng(seed))
        return head.kernel

    assert np.array_equal(after(1), after(1))
    assert not np.array_equal(after(1), after(2))


def test_a_picture_that_counts_nothing_changes_nothing() -> None:
    plan = Plan(l2=0.0, momentum=0.0)
    features, labels = made_up()
    kernel = new_kernel(plan, FEATURES, CLASSES)
    counted = Head(plan, kernel, np.zeros(CLASSES, np.float32))
    weights = np.array([1.0] * 5 + [0.0] * 5, np.float32)
    counted.step(features, labels, 0.1, 0, np.random.default_rng(0), weights)
    alone = Head(plan, kernel, np.zeros(CLASSES, np.float32))
    alone.step(features[:5], labels[:5], 0.05, 0, np.random.default_rng(0))  # the mean is over twice as many
    np.testing.assert_allclose(counted.kernel, alone.kernel, atol=1e-6)
