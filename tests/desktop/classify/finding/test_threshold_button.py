from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification.calibration import AccuracyCurve
from resnet_desktop.desktop.classify.finding.threshold_button import ThresholdButton
from resnet_desktop.desktop.classify.finding.threshold_popover import ThresholdPopover
from resnet_desktop.desktop.widgets.coverage_chart import NO_CURVE
from tests.desktop.classify.finding.conftest import Finding
from tests.desktop.widgets.hand import Hand

RIGHT_ONES = np.array([0.95, 0.9, 0.8, 0.6])
WRONG_ONES = np.array([0.7, 0.55])


def card(**metrics: object) -> Any:
    return cast("Any", SimpleNamespace(metrics=metrics))


def measured() -> dict[str, object]:
    """Six pictures of two classes, four of them right."""
    confidence = np.concatenate([RIGHT_ONES, WRONG_ONES])
    probabilities = np.stack([confidence, 1 - confidence], axis=1)
    labels = np.array([0] * len(RIGHT_ONES) + [1] * len(WRONG_ONES))
    return {"data": "some photos, test", "curve": AccuracyCurve.measure(probabilities, labels).to_record()}


@pytest.fixture
def button(finding: Finding) -> ThresholdButton:
    return finding.bar.threshold


@pytest.fixture
def chooser(button: ThresholdButton) -> ThresholdPopover:
    return button.chooser


def test_the_button_says_the_threshold(button: ThresholdButton, finding: Finding) -> None:
    assert button.text() == "Unsure below 50 %"
    button.set_threshold(0.655)
    assert finding.pictures.threshold == pytest.approx(0.66, abs=0.0101)
    assert button.text() == f"Unsure below {100 * finding.pictures.threshold:.0f} %"


def test_the_curve_and_its_sentence_are_beside_the_slider(button: ThresholdButton, chooser: ThresholdPopover) -> None:
    button.show_card(card(test=measured()))
    button.set_threshold(0.75)
    button.open()
    assert chooser.chart.words.text() == "At 75 %: 50.0 % of the pictures are decided, 100.0 % of them right."
    assert chooser.source.text() == "Measured on 6 pictures (some photos, test)"
    QTest.keyClick(chooser.slider, Qt.Key.Key_Home)
    assert chooser.chart.words.text() == "At 0 %: 100.0 % of the pictures are decided, 66.7 % of them right."


def test_without_a_curve_it_says_so(button: ThresholdButton, chooser: ThresholdPopover) -> None:
    button.open()
    assert chooser.chart.accessibleDescription().startswith("There is no model yet")
    button.show_card(card())
    assert chooser.chart.accessibleDescription() == NO_CURVE
    button.show_card(card(test=measured()))
    assert chooser.chart.accessibleDescription().startswith("At 50 %")
    button.show_card(card(test={"curve": {"right": "many"}}))
    assert "damaged" in chooser.chart.accessibleDescription()
    assert chooser.source.text() == ""


def test_the_list_s_own_numbers_follow_the_threshold_at_once(finding: Finding, chooser: ThresholdPopover) -> None:
    finding.bar.threshold.open()
    QTest.keyClick(chooser.slider, Qt.Key.Key_End)
    assert chooser.list_words.text() == "30 of 30 classified pictures are unsure (100.0 %)."
    QTest.keyClick(chooser.slider, Qt.Key.Key_Home)
    assert chooser.list_words.text() == "None of 30 classified pictures is unsure."
    assert not chooser.show_unsure.isEnabled()


def test_a_moving_threshold_reaches_the_list_a_few_times_a_second_only(
    finding: Finding, chooser: ThresholdPopover, qtbot: QtBot
) -> None:
    finding.bar.threshold.open()
    told: list[float] = []
    finding.pictures.outdated.connect(lambda: told.append(finding.pictures.threshold))
    hand, width = Hand(chooser.slider), chooser.slider.width()
    QTest.mousePress(chooser.slider, Qt.MouseButton.LeftButton, pos=QPoint(width // 3, 14))
    for x in range(width // 3, width // 2):
        hand.move_to(x, 14, Qt.MouseButton.LeftButton)
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[-1] == chooser.slider.threshold
    hand.move_to(width // 4, 14, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(finding.bar.threshold.threshold_settled) as settled:
        QTest.mouseRelease(chooser.slider, Qt.MouseButton.LeftButton, pos=QPoint(width // 4, 14))
    assert settled.args == [finding.pictures.threshold] == [chooser.slider.threshold]


def test_a_click_on_the_curve_chooses_its_threshold(finding: Finding, chooser: ThresholdPopover, qtbot: QtBot) -> None:
    finding.bar.threshold.show_card(card(test=measured()))
    finding.bar.threshold.open()
    plot = chooser.chart.plot
    with qtbot.waitSignal(finding.bar.threshold.threshold_settled):
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot._place(0.5, 1).toPoint())
    assert finding.pictures.threshold > 0.6
    assert chooser.slider.threshold == finding.pictures.threshold


def test_the_unsure_pictures_can_be_shown_from_there(finding: Finding, chooser: ThresholdPopover) -> None:
    finding.bar.threshold.set_threshold(1)
    finding.bar.threshold.open()
    QTest.mouseClick(chooser.show_unsure, Qt.MouseButton.LeftButton)
    assert finding.told == ["unsure"]
    assert not chooser.isVisible()


def test_a_threshold_that_is_set_again_changes_nothing(finding: Finding, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(finding.pictures.outdated):
        finding.bar.threshold.set_threshold(finding.pictures.threshold)


def test_the_threshold_that_moved_is_known_to_the_toggle(finding: Finding) -> None:
    finding.bar.threshold.set_threshold(0)
    assert not finding.bar.states.buttons["unsure"].isEnabled()
    finding.bar.threshold.set_threshold(1)
    assert finding.bar.states.buttons["unsure"].toolTip().endswith("30 pictures in the list")


def test_the_popover_of_a_button_at_the_window_s_right_edge_ends_where_the_button_does(finding: Finding) -> None:
    button = finding.bar.threshold
    finding.window.resize(760, 120)
    finding.window.move(0, 0)
    button.open()
    right = button.mapToGlobal(button.rect().bottomRight()).x()
    made_up_frame = 2  # by which the offscreen platform moves every window
    assert abs(button.chooser.geometry().right() - right) <= made_up_frame
