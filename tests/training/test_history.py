from typing import Any

import pytest

from resnet_desktop.training.history import best_epoch_of, is_over, stops_early


def history(*accuracies: float) -> list[dict[str, Any]]:
    return [
        {"epoch": index + 1, "validation_accuracy": value, "validation_loss": 1 - value}
        for index, value in enumerate(accuracies)
    ]


def test_the_best_epoch_is_the_most_accurate_and_then_the_surest() -> None:
    assert best_epoch_of([]) == 0
    assert best_epoch_of(history(0.5, 0.7, 0.6)) == 2
    even = history(0.7, 0.7)
    even[1]["validation_loss"] = 0.1
    assert best_epoch_of(even) == 2


@pytest.mark.parametrize(
    ("accuracies", "patience", "stops"),
    [
        ((), 2, False),
        ((0.5, 0.4), 2, False),
        ((0.5, 0.4, 0.4), 2, True),
        ((0.5, 0.4, 0.6, 0.5), 2, False),
        ((0.5, 0.4, 0.4), 0, False),
    ],
)
def test_a_run_stops_after_epochs_without_a_better_one(
    accuracies: tuple[float, ...], patience: int, stops: bool
) -> None:
    assert stops_early(history(*accuracies), patience) is stops


def test_a_run_is_over_after_its_last_epoch_or_when_it_stops_early() -> None:
    course = history(0.5, 0.4, 0.4)
    assert is_over(course, 3, 0)
    assert is_over(course, 9, 2)
    assert not is_over(course, 9, 3)
