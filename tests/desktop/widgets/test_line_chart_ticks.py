import math

import pytest

from resnet_desktop.desktop.widgets.line_chart_ticks import (
    linear_ticks,
    log_ticks,
    spread,
    write_number,
    write_percent,
    write_step,
)


def test_ticks_are_round_and_within_the_axis() -> None:
    assert linear_ticks(0.03, 2.4, 6) == pytest.approx([0.5, 1.0, 1.5, 2.0])


@pytest.mark.parametrize(("low", "high"), [(0, 1e-6), (0.91, 0.93), (0, 7), (-3, 12), (0, 123_456)])
def test_there_are_never_more_ticks_than_there_is_room_for(low: float, high: float) -> None:
    for most in range(2, 12):
        ticks = linear_ticks(low, high, most)
        assert len(ticks) <= most
        assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)


def test_epochs_have_whole_ticks() -> None:
    assert linear_ticks(0, 2, 12, is_whole=True) == [0, 1, 2]


def test_a_logarithmic_axis_has_powers_of_ten_and_steps_between_them() -> None:
    assert log_ticks(0.01, 1.0, 12) == pytest.approx([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0])
    assert log_ticks(1e-6, 1.0, 8) == pytest.approx([10.0**power for power in range(-6, 1)])


def test_a_low_chart_has_ticks_all_along_its_logarithmic_axis() -> None:
    assert log_ticks(0.08, 2.4, 4) == pytest.approx([0.1, 0.5, 1.0])
    assert log_ticks(0.08, 2.4, 2) == pytest.approx([0.1, 1.0])


def test_a_logarithmic_axis_of_many_powers_leaves_some_out() -> None:
    assert len(log_ticks(1e-30, 1e30, 6)) <= 6


def test_a_short_logarithmic_axis_still_has_ticks() -> None:
    assert len(log_ticks(0.31, 0.39, 6)) >= 2


def test_numbers_are_short() -> None:
    assert [write_number(value) for value in (0, 0.5123, 12.34, 1234, 0.00001, 0.000123)] == [
        "0", "0.512", "12.3", "1,234", "1e-5", "1.23e-4",
    ]  # fmt: skip
    assert write_percent(0.924) == "92.4 %"
    assert write_percent(1) == "100 %"
    assert write_step(3) == "3"
    assert write_step(2.255) in ("2.25", "2.26")


def test_an_axis_of_one_value_has_a_length() -> None:
    for value in (0.0, 0.7, -2.0):
        low, high = spread([value])
        assert low < value < high
        assert math.isfinite(low)
        assert math.isfinite(high)
