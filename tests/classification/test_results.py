from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from resnet_desktop.classification import Prediction, Result
from resnet_desktop.classification.results import rank_all

LABELS = ("cat", "dog", "frog", "ship")


def result(*probabilities: float) -> Result:
    return Result(Path("a.jpg"), 640, 480, np.array(probabilities, np.float32), LABELS)


def test_the_classes_come_in_order_of_probability() -> None:
    assert result(0.125, 0.5, 0.0, 0.375).top(3) == (
        Prediction("dog", 1, 0.5),
        Prediction("ship", 3, 0.375),
        Prediction("cat", 0, 0.125),
    )


def test_more_classes_than_there_are_give_all() -> None:
    assert [each.label for each in result(0.1, 0.2, 0.3, 0.4).top(99)] == ["ship", "frog", "dog", "cat"]


def test_the_first_of_equals_comes_first() -> None:
    assert [each.index for each in result(0.2, 0.3, 0.2, 0.3).top(4)] == [1, 3, 0, 2]


@given(arrays(np.float32, 4, elements=st.floats(0, 1, width=32)), st.integers(1, 6))
def test_top_k_is_the_start_of_the_whole_order(probabilities: np.ndarray, k: int) -> None:
    found = Result(Path("a.jpg"), 1, 1, probabilities, LABELS)
    assert found.top(k) == found.top(4)[:k]
    assert [each.probability for each in found.top(4)] == sorted(probabilities.tolist(), reverse=True)


def test_an_error_has_no_classes() -> None:
    failed = Result.failed(Path("a.jpg"), "The file does not exist.")
    assert failed.is_error
    assert failed.error == "The file does not exist."
    assert failed.top(5) == ()
    assert not result(1, 0, 0, 0).is_error


def test_the_margin_is_what_the_best_class_is_ahead_of_the_second() -> None:
    assert result(0.125, 0.5, 0.0, 0.375).margin == 0.125
    assert result(0.125, 0.5, 0.0, 0.375).best == Prediction("dog", 1, 0.5)
    assert Result(Path("a.jpg"), 1, 1, np.ones(1, np.float32), ("cat",)).margin == 1


def test_a_file_without_classes_has_no_best_one() -> None:
    failed = Result.failed(Path("a.jpg"), "The file does not exist.")
    assert failed.best is None
    assert failed.margin == 0


@given(arrays(np.float32, 4, elements=st.floats(0, 1, width=32)), st.integers(1, 4), st.integers(1, 4))
def test_a_trimmed_result_ranks_what_it_kept_like_the_whole_one(probabilities: np.ndarray, k: int, again: int) -> None:
    whole = Result(Path("a.jpg"), 1, 1, probabilities, LABELS)
    trimmed = whole.trimmed(k)
    assert trimmed.probabilities is not None
    assert len(trimmed.probabilities) == k
    assert trimmed.top(4) == whole.top(k)
    assert trimmed.trimmed(again).top(4) == whole.top(min(k, again))


def test_an_error_can_be_trimmed_too() -> None:
    failed = Result.failed(Path("a.jpg"), "The file does not exist.")
    assert failed.trimmed(1) is failed


@pytest.mark.parametrize("kept", [1, 2, 5, 60])
def test_many_results_are_ranked_at_once_as_each_ranks_itself(kept: int) -> None:
    labels = tuple(map(str, range(60)))
    values = np.random.default_rng(0).random((20, 60), np.float32).round(1)  # with equal ones
    together = [Result(Path("a.jpg"), 1, 1, row, labels).trimmed(kept) for row in values]
    alone = [Result(Path("a.jpg"), 1, 1, row, labels).trimmed(kept) for row in values]
    error = Result.failed(Path("b.jpg"), "The file is empty.")
    rank_all([*together, error])
    assert [(each.best, each.margin) for each in together] == [(each.best, each.margin) for each in alone]
    assert error.best is None
