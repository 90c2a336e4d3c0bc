import math

import numpy as np
import pytest

from resnet_desktop.classification.calibration import AccuracyCurve
from resnet_desktop.training.evaluation import Answers, measure

ANSWERS = Answers(
    np.array([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.1, 0.1, 0.8], [0.25, 0.25, 0.5]]), np.array([0, 1, 2, 0]), 2
)


def test_answers_are_counted() -> None:
    found = measure(ANSWERS)
    assert (found["pictures"], found["unreadable"], found["top1"], found["top5"]) == (4, 2, 0.5, 1)
    assert found["confusion"] == [[1, 0, 1], [1, 0, 0], [0, 0, 1]]
    assert found["loss"] == pytest.approx(-math.log(0.7 * 0.3 * 0.8 * 0.25) / 4)
    assert found["ece"] == pytest.approx((0.3 + 0.6 + 0.2 + 0.5) / 4)
    assert AccuracyCurve.from_record(found["curve"]).threshold_for(1) == 0.605


def test_the_five_best_count_the_ranks_before_the_true_class() -> None:
    probabilities = np.tile(np.array([0.3, 0.2, 0.15, 0.12, 0.11, 0.07, 0.05]), (7, 1))
    assert measure(Answers(probabilities, np.arange(7), 0))["top5"] == 5 / 7


def test_temperature_moves_loss_and_calibration_error_but_not_what_is_right() -> None:
    before, after = measure(ANSWERS), measure(ANSWERS.calibrated(3))
    for key in ("pictures", "unreadable", "top1", "top5", "confusion"):
        assert after[key] == before[key]
    assert after["loss"] != before["loss"]
    assert after["ece"] != before["ece"]


def test_pictures_of_which_none_could_be_read_have_no_curve() -> None:
    found = measure(Answers(np.empty((0, 3), np.float32), np.empty(0, np.intp), 9))
    assert (found["pictures"], found["unreadable"], found["top1"], found["loss"]) == (0, 9, 0, 0)
    assert "curve" not in found
    assert "ece" not in found


def test_a_probability_of_zero_costs_no_infinite_loss() -> None:
    assert measure(Answers(np.array([[1.0, 0.0]]), np.array([1]), 0))["loss"] == pytest.approx(-math.log(1e-7))
