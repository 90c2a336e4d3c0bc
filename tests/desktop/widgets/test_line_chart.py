import math
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets.line_chart import LineChart
from resnet_desktop.desktop.widgets.line_chart_axes import Axis
from resnet_desktop.desktop.widgets.line_chart_reading import Marker
from resnet_desktop.desktop.widgets.line_chart_series import BLUE, SKY, VERMILION, Series
from resnet_desktop.desktop.widgets.line_chart_ticks import write_step
from tests.desktop.widgets.hand import Hand

EMPTY = "No run is shown."


@pytest.fixture
def chart(qapp: QApplication, qtbot: QtBot) -> LineChart:
    theme.apply_theme(qapp, "light")
    made = LineChart(Axis("Epoch", write_step, least=0, is_whole=True), Axis("Loss"), EMPTY)
    qtbot.addWidget(made)
    made.resize(400, 240)
    made.show()
    qtbot.waitExposed(made)
    return made


def epochs(name: str = "Validation", ink: str = VERMILION, count: int = 4) -> Series:
    series = Series(name, ink, has_dots=True)
    series.fill([(number, 2.0 / number) for number in range(1, count + 1)])
    return series


def pixels(chart: LineChart, ink: str) -> int:
    image, wanted = chart.grab().toImage(), QColor(ink)
    return sum(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_without_points_one_sentence_says_so(chart: LineChart) -> None:
    assert chart.is_empty
    assert chart.words == EMPTY
    assert chart.accessibleDescription() == EMPTY
    chart.show_series([Series("Training", BLUE)])
    chart.grab()
    assert chart.words == EMPTY


def test_each_line_is_there_in_its_colour(chart: LineChart) -> None:
    chart.show_series([epochs("Training", BLUE), epochs()])
    assert pixels(chart, BLUE) > 20
    assert pixels(chart, VERMILION) > 20


def test_the_newest_values_are_said_without_a_rule(chart: LineChart) -> None:
    chart.show_series([epochs()], [Marker(4, "Best epoch")])
    assert chart.words == "Epoch 4: Validation 0.5 (Best epoch)"


def test_the_mouse_reads_the_nearest_point(chart: LineChart, qtbot: QtBot) -> None:
    chart.show_series([epochs("Training", BLUE), epochs()])
    chart.grab()
    field = chart._field
    with qtbot.waitSignal(chart.place_pointed) as pointed:
        Hand(chart).move_to(field.place(2.2, 1.0).x(), 100)
    assert pointed.args == [2.0]
    assert chart.accessibleDescription() == "Epoch 2: Training 1, Validation 1"
    with qtbot.waitSignal(chart.place_pointed) as pointed:
        Hand(chart).leave()
    assert pointed.args == [None]
    assert chart.place is None


def test_arrows_move_the_rule_from_epoch_to_epoch(chart: LineChart) -> None:
    steps = Series("Steps", SKY)
    steps.fill([(number / 100, 1.0) for number in range(1, 400)])
    chart.show_series([steps, epochs()])
    chart.setFocus()
    places = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(chart, key)
        places.append(chart.place)
    assert places == [4, 3, 1, 1, 4, 4]
    assert chart.accessibleDescription().startswith("Epoch 4: Steps 1, Validation 0.5")
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.place is None


def test_a_rule_put_there_from_outside_tells_nobody(chart: LineChart, qtbot: QtBot) -> None:
    chart.show_series([epochs()])
    with qtbot.assertNotEmitted(chart.place_pointed):
        chart.point_at(2.0)
    assert chart.words == "Epoch 2: Validation 1"


def test_the_logarithmic_scale_makes_halves_equally_high(chart: LineChart) -> None:
    series = Series("Loss", BLUE)
    series.fill([(1, 1.0), (2, 0.5), (3, 0.25)])
    chart.show_series([series])
    chart.set_log(True)
    chart.grab()
    heights = [chart._field.place(x, y).y() for x, y in ((1, 1.0), (2, 0.5), (3, 0.25))]
    assert heights[1] - heights[0] == pytest.approx(heights[2] - heights[1])


@pytest.mark.parametrize("is_log", [False, True])
@pytest.mark.parametrize("values", [[math.nan], [0.0], [0.0, 0.0], [-1.0, 1e300], [1e-300, 2e-300], [math.inf, 1.0]])
def test_no_value_is_too_strange_to_be_painted(chart: LineChart, values: list[float], is_log: bool) -> None:
    series = Series("Loss", BLUE, has_dots=True)
    series.fill(enumerate(values, start=1))
    chart.set_log(is_log)
    chart.show_series([series])
    chart.point_at(1)
    assert not chart.grab().isNull()


def test_it_is_readable_in_a_small_place(chart: LineChart) -> None:
    chart.show_series([epochs(f"A run with quite a long name {number}", BLUE) for number in range(5)])
    chart.resize(200, 140)
    assert not chart.grab().isNull()


def test_a_hundred_thousand_points_are_painted_quickly(chart: LineChart, capsys: pytest.CaptureFixture[str]) -> None:
    count = 100_000
    steps = Series("Training", SKY, can_smooth=True)
    steps.fill([(10 * number / count, 2 + math.sin(number / 11)) for number in range(count)])
    steps.smooth(0.9)
    chart.resize(1200, 300)
    chart.show_series([steps, epochs(count=10)])
    chart.grab()
    spent_ms = []
    for _ in range(5):
        chart.refresh()
        began = time.thread_time()
        chart.grab()
        spent_ms.append(1000 * (time.thread_time() - began))
    began = time.thread_time()
    chart.point_at(5.0)
    chart.grab()
    rule_ms = 1000 * (time.thread_time() - began)
    with capsys.disabled():
        print(f"\n100,000 points, smoothed, 1,200 px wide: {min(spent_ms):.1f} ms anew, {rule_ms:.1f} ms for the rule")
    assert min(spent_ms) < 150  # wide of what a quiet machine needs (20)
    assert rule_ms < min(spent_ms)
