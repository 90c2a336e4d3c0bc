import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets.slider_painting import handle_place
from resnet_desktop.desktop.widgets.threshold_slider import ThresholdSlider
from tests.desktop.widgets.hand import Hand

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key


@pytest.fixture
def slider(qapp: QApplication, qtbot: QtBot) -> ThresholdSlider:
    theme.apply_theme(qapp, "light")
    made = ThresholdSlider()
    qtbot.addWidget(made)
    made.resize(320, made.height())
    made.show()
    qtbot.waitExposed(made)
    made.set_threshold(0.8)
    return made


@pytest.fixture
def heard(slider: ThresholdSlider) -> list[tuple[str, float]]:
    """What the slider says, in order."""
    said: list[tuple[str, float]] = []
    slider.threshold_changed.connect(lambda value: said.append(("changed", value)))
    slider.threshold_settled.connect(lambda value: said.append(("settled", value)))
    return said


def spot(slider: ThresholdSlider, threshold: float) -> QPoint:
    return handle_place(slider._track(), threshold).toPoint()


def test_the_program_moves_it_without_being_told_so(slider: ThresholdSlider, heard: list[tuple[str, float]]) -> None:
    slider.set_threshold(0.314)
    assert slider.threshold == 0.31
    assert heard == []
    assert not slider._quiet.isActive()


def test_a_click_takes_the_handle_there_at_once(slider: ThresholdSlider, heard: list[tuple[str, float]]) -> None:
    QTest.mouseClick(slider, LEFT, pos=spot(slider, 0.25))
    assert slider.threshold == pytest.approx(0.25, abs=0.01)
    assert heard == [("changed", slider.threshold), ("settled", slider.threshold)]


def test_dragging_changes_it_all_the_way_and_settles_once(
    slider: ThresholdSlider, heard: list[tuple[str, float]]
) -> None:
    hand = Hand(slider)
    QTest.mousePress(slider, LEFT, pos=spot(slider, 0.8))
    for threshold in (0.7, 0.5, 0.2):
        hand.move_to(spot(slider, threshold).x(), 3, LEFT)
    hand.move_to(-500, 40, LEFT)
    assert [what for what, _ in heard] == ["changed"] * 4
    QTest.mouseRelease(slider, LEFT, pos=spot(slider, 0))
    assert heard[-2:] == [("changed", 0.0), ("settled", 0.0)]
    hand.move_to(200, 10)
    assert slider.threshold == 0


@pytest.mark.parametrize(
    ("keys", "threshold"),
    [
        ([KEYS.Key_Right], 0.81),
        ([KEYS.Key_Left, KEYS.Key_Left], 0.78),
        ([KEYS.Key_PageUp], 0.9),
        ([KEYS.Key_PageDown], 0.7),
        ([KEYS.Key_End, KEYS.Key_Right], 1),
        ([KEYS.Key_Home], 0),
    ],
)
def test_keys_move_it_and_it_settles_when_they_rest(
    slider: ThresholdSlider, heard: list[tuple[str, float]], qtbot: QtBot, keys: list[Qt.Key], threshold: float
) -> None:
    with qtbot.waitSignal(slider.threshold_settled) as settled:
        for key in keys:
            QTest.keyClick(slider, key)
    assert slider.threshold == threshold
    assert settled.args == [threshold]
    assert [what for what, _ in heard].count("settled") == 1


def test_scrolling_past_it_changes_nothing(slider: ThresholdSlider, heard: list[tuple[str, float]]) -> None:
    slider.clearFocus()
    assert not Hand(slider).turn_wheel(1, 100, 10)
    assert heard == []
    slider.setFocus()
    Hand(slider).turn_wheel(1, 100, 10)
    assert slider.threshold > 0.8


def test_the_groove_is_filled_up_to_the_handle(slider: ThresholdSlider) -> None:
    slider.clearFocus()
    image = slider.grab().toImage()
    y = slider.height() // 2
    assert image.pixelColor(spot(slider, 0.7).x(), y) == theme.colour("accent")
    assert image.pixelColor(spot(slider, 0.9).x(), y) == theme.colour("pressed")
    assert image.pixelColor(spot(slider, 0.8).x(), y) == theme.colour("surface")


def test_focus_hover_press_and_disabled_all_look_different(slider: ThresholdSlider) -> None:
    looks = []
    slider.clearFocus()
    looks.append(slider.grab().toImage())
    slider.setFocus()
    looks.append(slider.grab().toImage())
    QTest.mousePress(slider, LEFT, pos=spot(slider, 0.8))
    looks.append(slider.grab().toImage())
    QTest.mouseRelease(slider, LEFT, pos=spot(slider, 0.8))
    slider.setEnabled(False)
    looks.append(slider.grab().toImage())
    assert slider.threshold == 0.8
    assert all(one != other for number, one in enumerate(looks) for other in looks[:number])


def test_the_right_button_does_nothing(slider: ThresholdSlider, heard: list[tuple[str, float]]) -> None:
    QTest.mousePress(slider, Qt.MouseButton.RightButton, pos=spot(slider, 0.2))
    assert heard == []
    assert not slider.isSliderDown()
    QTest.mouseRelease(slider, Qt.MouseButton.RightButton, pos=spot(slider, 0.2))


def test_painting_takes_nothing_from_the_theme_s_colours(slider: ThresholdSlider) -> None:
    before = theme.colour("accent").rgba()
    QTest.mousePress(slider, LEFT, pos=spot(slider, 0.5))
    slider.grab()
    QTest.mouseRelease(slider, LEFT, pos=spot(slider, 0.5))
    assert theme.colour("accent").rgba() == before


def test_screen_readers_hear_percents(slider: ThresholdSlider) -> None:
    assert slider.accessibleName() == "Threshold, percent"
    assert (slider.minimum(), slider.value(), slider.maximum()) == (0, 80, 100)
