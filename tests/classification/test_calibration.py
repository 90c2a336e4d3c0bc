"""Temperatures that are known beforehand come back; curves say what counting says."""

import dataclasses
import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_desktop.classification.calibration import (
    STEPS,
    AccuracyCurve,
    CurveError,
    calibrated,
    curve_of,
    expected_calibration_error,
    fit_temperature,
)
from resnet_desktop.models import Card
from tests.helpers.random_model import random_card

Arrays = tuple[np.ndarray, np.ndarray]

PAIRS = np.array([[0.96, 0.04], [0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.45, 0.55]], np.float32)
PAIRS_LABELS = np.array([0, 0, 1, 1, 1])  # the third is wrong


def honest(number: int, classes: int = 10, seed: int = 0) -> Arrays:
    """Probabilities (n, classes) float32, and labels (n,) that are drawn from them: perfectly calibrated."""
    generator = np.random.default_rng(seed)
    logits = generator.normal(0, 2, (number, classes))
    powers = np.exp(logits)
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    labels = (probabilities.cumsum(axis=1) < generator.random((number, 1))).sum(axis=1).clip(max=classes - 1)
    return probabilities.astype(np.float32), labels


def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    return float(-np.log(probabilities[np.arange(len(labels)), labels]).mean())


@pytest.mark.parametrize("made_by", [0.3, 0.7, 1.0, 1.8, 6.0])
def test_the_temperature_that_made_a_network_too_sure_or_too_modest_is_found(made_by: float) -> None:
    probabilities, labels = honest(40_000)
    distorted = calibrated(probabilities, 1 / made_by).astype(np.float32)
    assert fit_temperature(distorted, labels) == pytest.approx(made_by, rel=0.03)


def test_no_other_temperature_has_a_lower_cross_entropy() -> None:
    probabilities, labels = honest(300)
    probabilities = calibrated(probabilities, 0.4)
    best = fit_temperature(probabilities, labels)
    lowest = cross_entropy(calibrated(probabilities, best), labels)
    for other in [*np.geomspace(0.05, 20, 60), best * 1.001, best / 1.001]:
        assert cross_entropy(calibrated(probabilities, float(other)), labels) > lowest


def test_a_temperature_of_two_classes_is_that_of_the_textbook() -> None:
    # All four pictures are 90 % sure, three are right: softmax(log(p) / T) must say 75 %, so 9^(1/T) = 3.
    probabilities = np.array([[0.9, 0.1]] * 4)
    assert fit_temperature(probabilities, np.array([0, 0, 0, 1])) == pytest.approx(math.log(9) / math.log(3))


def test_without_a_mistake_the_temperature_is_one() -> None:
    probabilities, _ = honest(50)
    assert fit_temperature(probabilities, probabilities.argmax(axis=1)) == 1


def test_a_network_that_is_always_wrong_and_sure_gets_the_highest_temperature() -> None:
    assert fit_temperature(np.array([[0.99, 0.01]] * 30), np.ones(30, int)) == pytest.approx(20)


def test_a_network_that_is_nearly_always_right_and_never_sure_gets_the_lowest_temperature() -> None:
    labels = np.array([0] * 99 + [1])
    assert fit_temperature(np.array([[0.5001, 0.4999]] * 100), labels) == pytest.approx(0.05)


def test_probabilities_of_zero_and_one_do_no_harm() -> None:
    probabilities = np.array([[1, 0, 0]] * 9 + [[0, 0, 1]], np.float32)
    labels = np.array([0] * 9 + [1])
    temperature = fit_temperature(probabilities, labels)
    assert 1 < temperature <= 20
    assert np.isfinite(calibrated(probabilities, temperature)).all()


def test_one_picture_is_enough_for_a_number() -> None:
    assert fit_temperature(np.array([[0.2, 0.8]]), np.array([1])) == 1
    assert fit_temperature(np.array([[0.2, 0.8]]), np.array([0])) == pytest.approx(20)


@pytest.mark.parametrize(
    ("probabilities", "labels", "words"),
    [
        (np.empty((0, 3)), np.empty(0, int), "n from 1"),
        (np.full((2, 3), 1 / 3), np.zeros(3, int), r"not \(2, 3\) and \(3,\)"),
        (np.full(3, 1 / 3), np.zeros(3, int), r"not \(3,\)"),
        (np.array([[0.5, math.nan]]), np.zeros(1, int), "between 0 and 1"),
        (np.array([[1.5, -0.5]]), np.zeros(1, int), "between 0 and 1"),
        (np.array([[0.5, 0.5]]), np.array([2]), "from 0 to 1"),
        (np.array([[0.5, 0.5]]), np.array([-1]), "from 0 to 1"),
    ],
)
@pytest.mark.parametrize("function", [fit_temperature, expected_calibration_error, AccuracyCurve.measure])
def test_arrays_that_do_not_fit_are_refused(
    function: Callable[..., object], probabilities: np.ndarray, labels: np.ndarray, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        function(probabilities, labels)


def test_calibrating_divides_the_logits() -> None:
    logits = np.array([[2.0, 0.0, -4.0], [300.0, 0.0, 0.0]])
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    halved = np.exp((logits - logits.max(axis=1, keepdims=True)) / 2)
    expected = halved / halved.sum(axis=1, keepdims=True)
    found = calibrated(powers / powers.sum(axis=1, keepdims=True), 2)
    np.testing.assert_allclose(found[0], expected[0], rtol=1e-12)
    np.testing.assert_allclose(found[1], [1, 0, 0], atol=1e-15)


def test_a_temperature_of_one_changes_nothing() -> None:
    probabilities, _ = honest(20)
    np.testing.assert_allclose(calibrated(probabilities, 1), probabilities, rtol=1e-5)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), temperature=st.floats(0.05, 20))
def test_calibrating_changes_no_ranking(seed: int, temperature: float) -> None:
    probabilities, _ = honest(50, seed=seed)
    found = calibrated(probabilities, temperature)
    assert (found.argmax(axis=1) == probabilities.argmax(axis=1)).all()
    in_order = np.take_along_axis(found, np.argsort(-probabilities, axis=1), axis=1)
    assert (np.diff(in_order, axis=1) <= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-12)


def test_the_calibration_error_is_what_a_hand_computes() -> None:
    # Bins of 1/15: 0.96 alone above 14/15; 0.9 alone; 0.8 alone from 12/15; 0.7 alone from 10/15; 0.55 alone from 8/15
    expected = (abs(1 - 0.96) + abs(1 - 0.9) + abs(0 - 0.8) + abs(1 - 0.7) + abs(1 - 0.55)) / 5
    assert expected_calibration_error(PAIRS, PAIRS_LABELS) == pytest.approx(expected, abs=1e-6)


def test_in_one_bin_gaps_of_opposite_sign_cancel() -> None:
    probabilities = np.array([[0.75, 0.25]] * 4)
    assert expected_calibration_error(probabilities, np.array([0, 0, 0, 1])) == pytest.approx(0)


def test_complete_certainty_belongs_to_the_last_bin() -> None:
    assert expected_calibration_error(np.array([[1.0, 0.0]]), np.array([1])) == 1


def test_honest_probabilities_have_a_small_calibration_error_and_distorted_ones_a_large_one() -> None:
    probabilities, labels = honest(40_000)
    assert expected_calibration_error(probabilities, labels) < 0.01
    assert expected_calibration_error(calibrated(probabilities, 0.4), labels) > 0.1


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), number=st.integers(1, 300))
def test_the_curve_says_what_counting_says(seed: int, number: int) -> None:
    probabilities, labels = honest(number, classes=4, seed=seed)
    probabilities[: number // 10] = np.eye(4, dtype=np.float32)[0]  # complete certainty too
    curve = AccuracyCurve.measure(probabilities, labels)
    confidence = probabilities.max(axis=1).astype(float)
    is_right = probabilities.argmax(axis=1) == labels
    assert curve.pictures == number
    for step in range(STEPS + 1):
        chosen = confidence >= step / STEPS
        assert curve.coverage(step / STEPS) == chosen.sum() / number
        assert curve.accuracy(step / STEPS) == (is_right[chosen].mean() if chosen.any() else None)


def test_a_confidence_on_a_step_is_at_least_that_step() -> None:
    half = AccuracyCurve.measure(np.array([[0.5, 0.5]]), np.array([0]))
    assert (half.coverage(0.5), half.coverage(0.505)) == (1, 0)
    certain = AccuracyCurve.measure(np.array([[1.0, 0.0]]), np.array([0]))
    assert certain.coverage(1) == 1


def test_thresholds_outside_and_between_steps_are_brought_to_a_step() -> None:
    curve = AccuracyCurve.measure(PAIRS, PAIRS_LABELS)
    assert curve.coverage(-1) == curve.coverage(0) == 1
    assert curve.coverage(2) == curve.coverage(1) == 0
    assert curve.coverage(0.8999) == curve.coverage(0.9)


def test_the_lowest_threshold_for_an_accuracy_keeps_the_most_pictures() -> None:
    curve = AccuracyCurve.measure(PAIRS, PAIRS_LABELS)
    assert curve.threshold_for(0.8) == 0
    assert curve.threshold_for(1) == 0.805
    assert curve.coverage(0.805) == 0.4
    hopeless = AccuracyCurve.measure(PAIRS, 1 - PAIRS.argmax(axis=1))
    assert hopeless.threshold_for(0.5) is None


def test_the_points_end_where_no_pictures_are_left() -> None:
    points = AccuracyCurve.measure(PAIRS, PAIRS_LABELS).points()
    assert points[0] == (0, 1, 0.8)
    assert points[-1] == (0.955, 0.2, 1)  # float32's 0.96 is a little less than 0.96
    assert len(points) == 192


def test_a_threshold_is_said_in_words() -> None:
    right, wrong = [0] * 201, [0] * 201
    right[199], wrong[199], wrong[100] = 884, 26, 90
    curve = AccuracyCurve(tuple(right), tuple(wrong))
    assert curve.sentence(0.8) == ("of the pictures where it is at least 80 % sure (91.0 % of all), 97.1 % are right")
    assert curve.sentence(0.995).startswith("of the pictures where it is at least 99.5 % sure (91.0 % of all)")
    assert curve.sentence(1) == "it is at least 100 % sure of none of the pictures"


def with_metrics(**metrics: Any) -> Card:
    return dataclasses.replace(random_card("any"), metrics=metrics)


def test_a_curve_survives_being_a_record_in_json() -> None:
    curve = AccuracyCurve.measure(PAIRS, PAIRS_LABELS, "pairs")
    assert AccuracyCurve.from_record(json.loads(json.dumps(curve.to_record())), data="pairs") == curve


def test_the_test_pictures_curve_is_preferred() -> None:
    curve = AccuracyCurve.measure(PAIRS, PAIRS_LABELS).to_record()
    other = AccuracyCurve.measure(PAIRS[:1], PAIRS_LABELS[:1]).to_record()
    validation, test = {"data": "v", "curve": other}, {"data": "CIFAR-10,\ntest", "curve": curve}
    found = curve_of(with_metrics(validation=validation, test=test))
    assert found is not None
    assert (found.pictures, found.data) == (5, "CIFAR-10, test")
    found = curve_of(with_metrics(validation=validation, test={"top1": 0.9}))
    assert found is not None
    assert (found.pictures, found.data) == (1, "v")


@pytest.mark.parametrize("metrics", [{}, {"test": "good"}, {"test": {"top1": 1}, "validation": None}])
def test_a_card_without_a_curve_has_none(metrics: dict[str, Any]) -> None:
    assert curve_of(with_metrics(**metrics)) is None


GOOD = [1] * 201


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (None, "metrics.test.curve should be an object, but is None"),
        ([GOOD, GOOD], "metrics.test.curve should be an object"),
        ({"right": GOOD}, "metrics.test.curve.wrong should be a list of 201 whole numbers from 0, but is None"),
        ({"right": GOOD[1:], "wrong": GOOD}, "metrics.test.curve.right should be a list of 201"),
        ({"right": GOOD, "wrong": [*GOOD[1:], -1]}, "curve.wrong should be"),
        ({"right": GOOD, "wrong": [*GOOD[1:], 1.0]}, "curve.wrong should be"),
        ({"right": GOOD, "wrong": [*GOOD[1:], True]}, "curve.wrong should be"),
        ({"right": GOOD, "wrong": [*GOOD[1:], "9"]}, "curve.wrong should be"),
        ({"right": GOOD, "wrong": [*GOOD[1:], 10**400]}, "curve.wrong should be"),
        ({"right": [0] * 201, "wrong": [0] * 201}, "counts of at least one picture"),
    ],
)
def test_a_strangers_damaged_curve_is_one_line_that_names_the_field(record: object, words: str) -> None:
    with pytest.raises(CurveError) as caught:
        curve_of(with_metrics(test={"curve": record}))
    assert words in str(caught.value)
    assert "the model works without it" in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500
