import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets.coverage_chart import NO_CURVE, CoverageChart
from tests.desktop.widgets.hand import Hand

MEASURED = [(step / 20, 1 - 0.8 * (step / 20) ** 2, 0.9 + 0.1 * step / 20) for step in range(21)]
POINT = QColor("#D55E00")
LINE = QColor("#0072B2")


@pytest.fixture
def chart(qapp: QApplication, qtbot: QtBot) -> CoverageChart:
    theme.apply_theme(qapp, "light")
    made = CoverageChart()
    qtbot.addWidget(made)
    made.resize(360, 240)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle_of(chart: CoverageChart, ink: QColor) -> tuple[float, float] | None:
    """The middle of all pixels of the plot that have a colour."""
    image = chart.plot.grab().toImage()
    found = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == ink]
    return (sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)) if found else None


def spot(chart: CoverageChart, coverage: float, accuracy: float) -> QPoint:
    return chart.plot._place(coverage, accuracy).toPoint()


def test_without_a_curve_one_sentence_says_so(chart: CoverageChart) -> None:
    assert chart.accessibleDescription() == NO_CURVE
    assert chart.words.text() == ""
    assert middle_of(chart, LINE) is None
    chart.show_threshold(0.7)
    assert chart.words.text() == ""


@pytest.mark.parametrize("measured", [[], [(0.5, 0.0, 0.0)]])
def test_a_curve_that_decides_nothing_counts_as_none(
    chart: CoverageChart, measured: list[tuple[float, float, float]]
) -> None:
    chart.show_curve(MEASURED)
    chart.show_curve(measured)
    assert chart.accessibleDescription() == NO_CURVE
    assert middle_of(chart, POINT) is None


def test_the_threshold_s_point_lies_on_the_curve_and_is_said_in_words(chart: CoverageChart) -> None:
    chart.show_curve(MEASURED)
    chart.show_threshold(0.5)
    assert chart.words.text() == "At 50 %: 80.0 % of the pictures are decided, 95.0 % of them right."
    assert chart.accessibleDescription() == chart.words.text()
    place = spot(chart, 0.8, 0.95)
    assert middle_of(chart, POINT) == pytest.approx((place.x(), place.y()), abs=1.5)


def test_a_higher_threshold_moves_the_point_to_fewer_and_surer_pictures(chart: CoverageChart) -> None:
    chart.show_curve(MEASURED)
    chart.show_threshold(0.2)
    low = middle_of(chart, POINT)
    chart.show_threshold(0.9)
    high = middle_of(chart, POINT)
    assert low is not None
    assert high is not None
    assert high[0] < low[0] - 50
    assert high[1] < low[1] - 30


def test_a_threshold_that_was_set_before_the_curve_came_is_shown_with_it(chart: CoverageChart) -> None:
    chart.show_threshold(0.5)
    chart.show_curve(MEASURED)
    assert chart.words.text().startswith("At 50 %")


def test_the_words_have_their_room_from_the_beginning(chart: CoverageChart) -> None:
    before = chart.plot.geometry()
    chart.show_curve(MEASURED)
    chart.show_threshold(1)
    assert chart.plot.geometry() == before


def test_a_click_or_a_drag_on_the_curve_picks_its_threshold(chart: CoverageChart, qtbot: QtBot) -> None:
    chart.show_curve(MEASURED)
    with qtbot.waitSignal(chart.threshold_picked) as picked:
        QTest.mouseClick(chart.plot, Qt.MouseButton.LeftButton, pos=spot(chart, 0.8, 0.95))
    assert picked.args == [pytest.approx(0.5, abs=0.011)]
    end = spot(chart, 0.2, 1)
    with qtbot.waitSignal(chart.threshold_picked) as dragged:
        Hand(chart.plot).move_to(end.x(), end.y(), Qt.MouseButton.LeftButton)
    assert dragged.args == [1]


def test_the_mouse_shows_what_the_nearest_point_means_and_picks_nothing(chart: CoverageChart, qtbot: QtBot) -> None:
    chart.show_curve(MEASURED)
    hand, calm = Hand(chart.plot), chart.plot.grab().toImage()
    place = spot(chart, 0.8, 0.95)
    with qtbot.assertNotEmitted(chart.threshold_picked):
        hand.move_to(place.x(), place.y())
    hovered = chart.plot._hovered
    assert hovered is not None
    assert hovered.threshold == pytest.approx(0.5, abs=0.011)
    assert chart.plot.grab().toImage() != calm
    hand.leave()
    assert chart.plot.grab().toImage() == calm


def test_without_a_curve_the_mouse_picks_nothing(chart: CoverageChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.threshold_picked):
        QTest.mouseClick(chart.plot, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))


def test_a_disabled_chart_is_faint(chart: CoverageChart) -> None:
    chart.show_curve(MEASURED)
    chart.setEnabled(False)
    assert middle_of(chart, POINT) is None
    assert middle_of(chart, LINE) is None
