import math
from collections.abc import Sequence
from typing import Any

import pytest

from resnet_desktop.training.hints import hints, new_hints
from resnet_desktop.training.plan import Plan

PLAN = Plan(freeze=3, learning_rate=0.03)


def history(
    training: Sequence[float], validation: Sequence[float], accuracy: float = 0.95, validation_accuracy: float = 0.9
) -> list[dict[str, Any]]:
    return [
        {
            "epoch": index + 1,
            "loss": loss,
            "accuracy": accuracy,
            "validation_loss": against,
            "validation_accuracy": validation_accuracy,
        }
        for index, (loss, against) in enumerate(zip(training, validation, strict=True))
    ]


GOOD = history([1.0, 0.7, 0.5, 0.4, 0.35, 0.3], [0.9, 0.7, 0.6, 0.55, 0.5, 0.48])
BY_HEART = history([1.0, 0.7, 0.5, 0.3, 0.2], [0.9, 0.6, 0.65, 0.7, 0.8])
RISING = history([1.0, 0.7, 1.4, 1.2], [0.9, 0.7, 2.0, 1.8])
JUMPING_ONCE = history([0.3, 0.2, 0.4], [0.3, 0.25, 0.4])
WORSE_THAN_GUESSING = history([5.0, 4.0], [6.0, 5.0])
FIRST_EPOCH_BAD = history([5.0], [6.0])
GUESSING = history([math.log(10)] * 3, [math.log(10)] * 3, 0.1, 0.1)
FLAT = history([0.6, 0.55, 0.5, 0.45, 0.4, 0.36, 0.3], [0.5, 0.5, 0.501, 0.5, 0.5, 0.499, 0.5])
WEAK = history([1.2, 1.001, 1.0, 1.0, 0.999], [1.2, 1.01, 1.0, 1.0, 1.0], 0.6, 0.6)


@pytest.mark.parametrize(
    ("course", "kinds"),
    [
        ([], []),
        (GOOD, []),
        (BY_HEART, ["overfitting"]),
        (RISING, ["rate"]),
        (JUMPING_ONCE, []),
        (WORSE_THAN_GUESSING, ["rate"]),
        (FIRST_EPOCH_BAD, []),
        (GUESSING, ["not_learning"]),
        (FLAT, ["plateau"]),
        (WEAK, ["frozen"]),
    ],
)
def test_each_course_gets_its_hint(course: list[dict[str, Any]], kinds: list[str]) -> None:
    assert [hint.kind for hint in hints(course, PLAN, 10)] == kinds


@pytest.mark.parametrize("course", [BY_HEART, RISING, GUESSING, FLAT, WEAK])
def test_a_hint_is_a_sentence_and_what_to_do(course: list[dict[str, Any]]) -> None:
    for hint in hints(course, PLAN, 10):
        assert hint.message.endswith(".")
        assert hint.advice.endswith(".")


def test_a_rate_that_is_too_high_is_named_with_a_better_one() -> None:
    assert "(0.01)" in hints(RISING, PLAN, 10)[0].advice


def test_a_weak_run_with_nothing_frozen_is_not_told_to_freeze_less() -> None:
    assert hints(WEAK, Plan(freeze=0), 10) == []


def test_a_hint_is_new_once() -> None:
    assert [hint.kind for hint in new_hints(BY_HEART[:4], PLAN, 10)] == ["overfitting"]
    assert new_hints(BY_HEART, PLAN, 10) == []
