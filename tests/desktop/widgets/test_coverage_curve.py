import math

import pytest

from resnet_desktop.classification.calibration import AccuracyCurve
from resnet_desktop.desktop.widgets.coverage_curve import CoverageCurve, CurvePoint

MEASURED = [(0.0, 1.0, 0.9), (0.5, 0.8, 0.95), (1.0, 0.2, 1.0)]


def test_measured_thresholds_mean_what_was_measured_whatever_their_order() -> None:
    for measured in (MEASURED, MEASURED[::-1]):
        curve = CoverageCurve(measured)
        assert [curve.at(each) for each, _, _ in MEASURED] == [CurvePoint(*each) for each in MEASURED]


def test_between_two_thresholds_the_curve_is_straight() -> None:
    point = CoverageCurve(MEASURED).at(0.25)
    assert (point.coverage, point.accuracy) == pytest.approx((0.9, 0.925))


def test_above_the_highest_threshold_nothing_is_decided() -> None:
    curve = CoverageCurve([(0.0, 1.0, 0.9), (0.6, 0.5, 0.97)])
    assert curve.at(0.6).coverage == 0.5
    assert curve.at(0.61) == CurvePoint(0.61, 0, 0.97)
    assert curve.at(0.61).sentence == "At 61 %: no picture is decided."


def test_below_the_lowest_threshold_the_lowest_holds() -> None:
    assert CoverageCurve([(0.3, 1.0, 0.9), (0.6, 0.5, 0.97)]).at(0.1) == CurvePoint(0.1, 1.0, 0.9)


def test_an_accuracy_of_no_pictures_may_be_anything() -> None:
    curve = CoverageCurve([*MEASURED[:2], (1.0, 0.0, math.nan)])
    assert curve.at(0.75).accuracy == 0.95
    assert curve.at(1).sentence == "At 100 %: no picture is decided."
    assert curve.drawn == [CurvePoint(*each) for each in MEASURED[:2]]


@pytest.mark.parametrize("measured", [[], [(0.5, 0.0, 1.0)]])
def test_a_curve_that_decides_nothing_is_none(measured: list[tuple[float, float, float]]) -> None:
    with pytest.raises(ValueError, match="decided"):
        CoverageCurve(measured)


def test_a_point_says_in_words_what_it_means() -> None:
    point = CurvePoint(0.8, 0.91, 0.971)
    assert point.sentence == "At 80 %: 91.0 % of the pictures are decided, 97.1 % of them right."
    assert point.short == "80 %: 91.0 % decided, 97.1 % right"
    assert CurvePoint(0.995, 0.1, 1).percents == ("99.5 %", "10.0 %", "100.0 %")


@pytest.mark.parametrize(
    ("least", "ticks"),
    [
        (0.957, [0.94, 0.96, 0.98, 1]),
        (0.1, [0, 0.25, 0.5, 0.75, 1]),
        (0.9, [0.9, 0.95, 1]),
        (0.9991, [0.999, 1]),
        (1.0, [0.999, 1]),
    ],
)
def test_lines_are_drawn_at_few_round_accuracies_below_the_curve(least: float, ticks: list[float]) -> None:
    assert CoverageCurve([(0, 1, least), (1, 0.5, 1)]).ticks() == ticks


def test_the_curve_of_a_model_s_card_can_be_shown_as_it_is() -> None:
    counts = [0] * 201
    right, wrong = counts.copy(), counts.copy()
    right[100], wrong[100], right[180] = 3, 1, 4
    curve = CoverageCurve(AccuracyCurve(tuple(right), tuple(wrong)).points())
    assert curve.at(0.5).sentence == "At 50 %: 100.0 % of the pictures are decided, 87.5 % of them right."
    assert curve.at(0.9).sentence == "At 90 %: 50.0 % of the pictures are decided, 100.0 % of them right."
    assert curve.at(0.95).coverage == 0
