import numpy as np
import pytest

from resnet_desktop.classification.calibration import AccuracyCurve, expected_calibration_error
from resnet_desktop.training.judgement_measures import (
    Bin,
    ClassScore,
    Confused,
    Confusion,
    bins_of_curve,
    bins_of_pictures,
    calibration_error,
    likely_range,
)

CONFUSION = Confusion(((8, 2, 0), (1, 3, 0), (0, 5, 0)))


def test_a_class_is_scored_by_its_row_and_its_column() -> None:
    assert CONFUSION.scores[0] == pytest.approx((0, 8 / 9, 0.8, 2 * 8 / 19, 10))
    assert CONFUSION.scores[1] == pytest.approx((1, 0.3, 0.75, 2 * 3 / 14, 4))


def test_a_class_that_is_never_predicted_has_no_precision() -> None:
    assert CONFUSION.scores[2] == ClassScore(2, 0, 0, 0, 5)


def test_the_weighted_mean_of_recall_is_the_accuracy() -> None:
    assert CONFUSION.mean(is_weighted=True).recall == pytest.approx(CONFUSION.right / CONFUSION.pictures)
    assert CONFUSION.mean().recall == pytest.approx((0.8 + 0.75) / 3)


def test_a_class_without_pictures_does_not_count_in_a_mean() -> None:
    assert Confusion(((4, 0), (0, 0))).mean().recall == 1


def test_no_pictures_score_nothing() -> None:
    empty = Confusion(((0, 0), (0, 0)))
    assert empty.mean() == empty.mean(is_weighted=True) == ClassScore(-1, 0, 0, 0, 0)


def test_the_most_frequent_confusion_comes_first() -> None:
    assert CONFUSION.confused[:2] == (Confused(2, 1, 5, 1.0), Confused(0, 1, 2, 0.2))


def test_confidences_are_compared_with_what_is_right() -> None:
    unsure, sure = bins_of_pictures([(0.95, True), (1.0, False), (0.32, True)])
    assert unsure == pytest.approx(Bin(0.3, 0.4, 0.32, 1, 1))
    assert sure == pytest.approx(Bin(0.9, 1, 0.975, 0.5, 2))


def test_a_curve_tells_nearly_the_same_as_the_pictures() -> None:
    generator = np.random.default_rng(3)
    probabilities = generator.dirichlet(np.full(4, 0.4), 800)
    labels = generator.integers(0, 4, 800)
    curve = AccuracyCurve.measure(probabilities, labels)
    exact = bins_of_pictures(
        [(float(row.max()), row.argmax() == label) for row, label in zip(probabilities, labels, strict=True)]
    )
    for found, wanted in zip(bins_of_curve(curve.right, curve.wrong), exact, strict=True):
        assert (found.pictures, found.accuracy) == (wanted.pictures, wanted.accuracy)
        assert found.confidence == pytest.approx(wanted.confidence, abs=0.0026)
    assert calibration_error(exact) == pytest.approx(expected_calibration_error(probabilities, labels, bins=10))


def test_the_range_of_an_accuracy_is_wilsons() -> None:
    # Wilson's interval for 81 of 263, in Newcombe 1998 (Statistics in Medicine 17, 857-872, table I): 0.2553 to 0.3662.
    assert likely_range(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_all_right_is_not_certainly_all_right() -> None:
    low, high = likely_range(20, 20)
    assert high == 1
    assert 0.8 < low < 0.9
    assert likely_range(0, 20) == pytest.approx((0, 1 - low))
    assert likely_range(0, 0) == (0, 1)
