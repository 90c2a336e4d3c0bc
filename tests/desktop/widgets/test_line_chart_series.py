import math
from array import array
from collections.abc import Sequence

import pytest

from resnet_desktop.desktop.widgets.line_chart_series import BLUE, Series
from resnet_desktop.desktop.widgets.line_chart_smoothing import Smoothing

NAN = math.nan


def made(points: Sequence[tuple[float, float | None]], *, can_smooth: bool = True) -> Series:
    series = Series("Loss", BLUE, can_smooth=can_smooth)
    series.fill(points)
    return series


def test_smoothing_keeps_a_level_from_its_first_value_on() -> None:
    smoothing = Smoothing(0.95)
    assert [smoothing.take(3.0) for _ in range(4)] == pytest.approx([3, 3, 3, 3])


def test_smoothing_is_the_weighted_mean_of_all_values() -> None:
    smoothing = Smoothing(0.5)
    taken = [smoothing.take(value) for value in (1.0, 2.0, 4.0)]
    assert taken == pytest.approx([1, (0.5 * 1 + 1 * 2) / 1.5, (0.25 * 1 + 0.5 * 2 + 1 * 4) / 1.75])


def test_smoothing_passes_over_what_is_no_number() -> None:
    smoothing = Smoothing(0.5)
    assert smoothing.take(2.0) == 2
    assert math.isnan(smoothing.take(NAN))
    assert math.isnan(smoothing.take(math.inf))
    assert smoothing.take(2.0) == pytest.approx(2)


@pytest.mark.parametrize("strength", [0.0, 0.3, 0.99])
def test_many_values_are_smoothed_as_one_by_one(strength: float) -> None:
    values = array("d", (NAN if number % 97 == 5 else math.sin(number / 9) for number in range(10_000)))
    slow, quick = Smoothing(strength), Smoothing(strength)
    expected = [slow.take(value) for value in values]
    assert list(quick.take_all(values)) == pytest.approx(expected, nan_ok=True)
    assert quick.take(1.0) == pytest.approx(slow.take(1.0))


def test_growing_smooths_as_a_whole_does() -> None:
    points = [(float(x), math.sin(x)) for x in range(50)]
    grown = made([])
    grown.smooth(0.8)
    for point in points:
        grown.add(*point)
    whole = made(points)
    whole.smooth(0.8)
    assert list(grown.smoothed) == pytest.approx(list(whole.smoothed))
    assert list(whole.ys) == [y for _, y in points]


def test_a_series_that_cannot_be_smoothed_stays() -> None:
    series = made([(0, 1), (1, 5)], can_smooth=False)
    series.smooth(0.9)
    assert list(series.drawn) == [1, 5]


def test_values_that_are_no_numbers_are_gaps_and_no_ends_of_the_axis() -> None:
    series = made([(0, None), (1, math.inf), (2, 3.0), (3, NAN), (4, -1.0)])
    assert (series.low, series.high, series.low_positive) == (-1, 3, 3)
    assert [math.isnan(y) for y in series.ys] == [True, True, False, True, False]


def test_a_step_taken_again_replaces_what_was_lost() -> None:
    series = made([(1, 10.0), (2, 20.0), (3, 30.0)])
    series.add(2, 5.0)
    assert (list(series.xs), list(series.ys), series.high) == ([1, 2], [10, 5], 10)


def test_what_is_behind_a_checkpoint_is_forgotten() -> None:
    series = made([(1, 10.0), (2, 20.0), (3, 30.0)])
    series.keep_to(2)
    assert list(series.xs) == [1, 2]
    series.keep_to(9)
    assert list(series.xs) == [1, 2]


def test_the_nearest_point_is_found_on_both_sides() -> None:
    series = made([(1, 1.0), (2, 1.0), (4, 1.0)])
    assert [series.nearest(x) for x in (-5, 1.4, 1.6, 3.1, 9)] == [0, 0, 1, 2, 2]
    assert made([]).nearest(1) == -1
