import math
import time
from array import array

import pytest

from resnet_desktop.desktop.widgets.line_chart_decimation import stretches

NAN = math.nan


def test_few_points_stay_as_they_are_and_break_at_gaps() -> None:
    xs, ys = array("d", [0, 1, 2, 3, 4]), array("d", [1, 2, NAN, 4, 5])
    assert stretches(xs, ys, 0, 4, 100) == [([0, 1], [1, 2]), ([3, 4], [4, 5])]


def test_a_line_of_nothing_but_gaps_is_none() -> None:
    for count in (3, 1000):
        assert stretches(array("d", range(count)), array("d", [NAN] * count), 0, count, 10) == []


def test_each_column_keeps_its_first_least_greatest_and_last() -> None:
    count, columns = 16_384, 128  # powers of two: no rounding at the columns' borders
    xs = array("d", range(count))
    ys = array("d", (math.sin(x / 7) for x in range(count)))
    ys[5_017], ys[5_018] = 50.0, -50.0  # one peak of a single step is seen
    ((across, upwards),) = stretches(xs, ys, 0, count, columns)
    assert len(across) == len(upwards) == 4 * columns
    assert (across[0], upwards[0], across[-1], upwards[-1]) == (0, ys[0], count - 1, ys[-1])
    assert {50.0, -50.0} <= set(upwards)
    assert across == sorted(across)
    for column in range(columns):
        values = ys[128 * column : 128 * (column + 1)]
        assert upwards[4 * column : 4 * column + 4] == [values[0], min(values), max(values), values[-1]]


def test_a_gap_as_wide_as_a_column_breaks_the_line() -> None:
    ys = array("d", [1.0] * 1_000)
    ys[450:550] = array("d", [NAN] * 100)
    assert len(stretches(array("d", range(1_000)), ys, 0, 1_000, 50)) == 2
    ys[450:550] = array("d", [1.0] * 100)
    ys[500] = NAN  # narrower than a column
    assert len(stretches(array("d", range(1_000)), ys, 0, 1_000, 50)) == 1


def test_a_hundred_thousand_points_are_thinned_quickly(capsys: pytest.CaptureFixture[str]) -> None:
    count = 100_000
    xs, ys = array("d", range(count)), array("d", (math.sin(x / 999) for x in range(count)))
    stretches(xs, ys, 0, count, 1_000)  # NumPy is imported
    began = time.thread_time()
    for _ in range(5):
        stretches(xs, ys, 0, count, 1_000)
    spent_ms = 1000 * (time.thread_time() - began) / 5
    with capsys.disabled():
        print(f"\n100,000 points thinned to 1,000 columns in {spent_ms:.1f} ms")
    assert spent_ms < 50
