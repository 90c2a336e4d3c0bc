from typing import Any

import pytest

from resnet_desktop.models import MeasuredAccuracy, accuracy_of
from tests.helpers.tiny_model import tiny_card


def test_the_accuracy_on_test_pictures_counts_before_that_on_validation_pictures() -> None:
    card = tiny_card(metrics={"validation": {"top1": 0.95}, "test": {"top1": 0.9}})
    assert accuracy_of(card) == MeasuredAccuracy(0.9, "test")


@pytest.mark.parametrize("nonsense", [None, "0.9", True, 90, -0.1, {"of": 1}])
def test_nonsense_is_passed_over(nonsense: Any) -> None:
    card = tiny_card(metrics={"validation": {"top1": 0.95}, "test": {"top1": nonsense}})
    assert accuracy_of(card) == MeasuredAccuracy(0.95, "validation")


@pytest.mark.parametrize("metrics", [{}, {"test": 0.9}, {"training": {"top1": 0.9}}])
def test_without_a_measured_accuracy_there_is_none(metrics: dict[str, Any]) -> None:
    assert accuracy_of(tiny_card(metrics=metrics)) is None
