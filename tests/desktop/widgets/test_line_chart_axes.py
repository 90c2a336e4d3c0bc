import math

import pytest

from resnet_desktop.desktop.widgets.line_chart_axes import Axis, Scale, across, upwards
from resnet_desktop.desktop.widgets.line_chart_reading import Marker, read, reading_words, stops
from resnet_desktop.desktop.widgets.line_chart_series import BLUE, VERMILION, Series
from resnet_desktop.desktop.widgets.line_chart_ticks import write_percent, write_step

EPOCH = Axis("Epoch", write_step, least=0, is_whole=True)
LOSS = Axis("Loss")
ACCURACY = Axis("Accuracy", write_percent, 0, 1)


def made(name: str, points: list[tuple[float, float | None]], *, is_earlier: bool = False) -> Series:
    series = Series(name, BLUE, is_earlier=is_earlier)
    series.fill(points)
    return series


def test_shares_and_values_are_each_other_backwards() -> None:
    for scale in (Scale(2, 10), Scale(0.01, 100, is_log=True)):
        for share in (0.0, 0.25, 1.0):
            assert scale.share(scale.value(share)) == pytest.approx(share)
    assert Scale(0.01, 100, is_log=True).value(0.5) == pytest.approx(1)


def test_what_a_logarithm_does_not_know_has_no_place() -> None:
    for value in (0.0, -1.0, math.nan):
        assert math.isnan(Scale(0.1, 1, is_log=True).share(value))


def test_epochs_end_at_a_whole_one() -> None:
    scale = across([made("a", [(0.1, 1.0), (2.3, 1.0)])], EPOCH)
    assert (scale.low, scale.high) == (0, 3)
    assert across([], EPOCH).high == 1


def test_a_finished_epoch_does_not_open_the_next_one() -> None:
    assert across([made("a", [(2 + 1e-12, 1.0)])], EPOCH).high == 2


def test_accuracy_never_goes_beyond_all_and_none() -> None:
    scale = upwards([made("a", [(1, 0.0), (2, 1.0)])], ACCURACY, is_log=False)
    assert (scale.low, scale.high) == (0, 1)
    assert upwards([made("a", [(1, 1.0)])], ACCURACY, is_log=False).high == 1


def test_a_logarithmic_axis_leaves_zero_out() -> None:
    scale = upwards([made("a", [(1, 0.0), (2, 0.01), (3, 1.0)])], LOSS, is_log=True)
    assert 0 < scale.low < 0.01
    assert upwards([made("a", [(1, 0.0)])], LOSS, is_log=True).low > 0


def test_a_chart_without_values_still_has_axes() -> None:
    assert upwards([made("a", [(1, None)])], LOSS, is_log=False).low < upwards([], LOSS, is_log=False).high


def test_a_rule_reads_every_line_that_has_a_value_there() -> None:
    lines = [made("Training", [(1, 0.5), (2, 0.25)]), made("Validation", [(2, 0.75)]), made("Old", [(9, 1.0)])]
    assert [(each.series.name, each.y) for each in read(lines, 2.1, 0.5)] == [("Training", 0.25), ("Validation", 0.75)]


def test_a_gap_is_not_read() -> None:
    assert read([made("Training", [(1, None)])], 1, 0.5) == []


def test_a_rule_says_what_it_reads_in_one_line() -> None:
    lines = [made("Training", [(2, 0.25)]), made("Validation", [(2, 0.75)])]
    said = reading_words(read(lines, 2, 0.5), 2, EPOCH, ACCURACY, [Marker(2, "Best epoch")])
    assert said == "Epoch 2: Training 25 %, Validation 75 % (Best epoch)"


def test_arrows_stop_at_epochs_and_not_at_every_step() -> None:
    steps = Series("Steps", VERMILION)
    steps.fill([(number / 100, 1.0) for number in range(300)])
    earlier = made("Old", [(1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0)], is_earlier=True)
    assert stops([steps, made("Validation", [(1, 1.0), (2, 1.0)]), earlier]) == [1, 2]
    assert len(stops([steps, made("Validation", [])])) == 300
    assert stops([]) == []
