import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.widgets.range_slider import RangeSlider
from resnet_desktop.desktop.widgets.slider_painting import handle_place
from tests.desktop.widgets.hand import Hand

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key


@pytest.fixture
def slider(qapp: QApplication, qtbot: QtBot) -> RangeSlider:
    theme.apply_theme(qapp, "light")
    made = RangeSlider("Confidence")
    qtbot.addWidget(made)
    made.resize(340, made.height())
    made.show()
    qtbot.waitExposed(made)
    made.set_range(0.2, 0.8)
    return made


@pytest.fixture
def heard(slider: RangeSlider) -> list[tuple[str, float, float]]:
    """What the slider says, in order."""
    said: list[tuple[str, float, float]] = []
    slider.range_changed.connect(lambda low, high: said.append(("changed", low, high)))
    slider.range_settled.connect(lambda low, high: said.append(("settled", low, high)))
    return said


def spot(slider: RangeSlider, share: float) -> QPoint:
    return handle_place(slider.track(), share).toPoint()


def drag(slider: RangeSlider, start: float, end: float) -> None:
    QTest.mousePress(slider, LEFT, pos=spot(slider, start))
    Hand(slider).move_to(spot(slider, end).x(), 5, LEFT)
    QTest.mouseRelease(slider, LEFT, pos=spot(slider, end))


def test_it_begins_with_everything(qtbot: QtBot) -> None:
    made = RangeSlider("Confidence")
    qtbot.addWidget(made)
    assert (made.low, made.high) == (0, 1)


def test_the_program_moves_it_without_being_told_so(slider: RangeSlider, heard: list[tuple[str, float, float]]) -> None:
    for low, high in ((0.9, 1.0), (0.0, 0.1), (0.5, 0.5), (0.0, 1.0)):
        slider.set_range(low, high)
        assert (slider.low, slider.high) == (low, high)
    assert heard == []
    assert not slider._quiet.isActive()


@pytest.mark.parametrize(("start", "end", "low", "high"), [(0.2, 0.5, 0.5, 0.8), (0.8, 0.3, 0.2, 0.3)])
def test_each_handle_can_be_dragged(
    slider: RangeSlider, heard: list[tuple[str, float, float]], start: float, end: float, low: float, high: float
) -> None:
    drag(slider, start, end)
    assert (slider.low, slider.high) == pytest.approx((low, high), abs=0.01)
    assert heard[-1] == ("settled", slider.low, slider.high)
    assert [what for what, _, _ in heard].count("settled") == 1


def test_handles_meet_and_never_pass_one_another(slider: RangeSlider) -> None:
    drag(slider, 0.2, 1)
    assert (slider.low, slider.high) == (0.8, 0.8)
    drag(slider, 0.8, 0.4)
    assert slider.low == pytest.approx(0.4, abs=0.01)
    drag(slider, 0.8, 0)
    assert slider.high == slider.low


@pytest.mark.parametrize(("both", "end", "low", "high"), [(0.5, 0.7, 0.5, 0.7), (1, 0.6, 0.6, 1), (0, 0.6, 0, 0.6)])
def test_handles_on_one_spot_can_be_drawn_apart(
    slider: RangeSlider, both: float, end: float, low: float, high: float
) -> None:
    slider.set_range(both, both)
    drag(slider, both, end)
    assert (slider.low, slider.high) == pytest.approx((low, high), abs=0.011)


def test_a_click_on_two_handles_on_one_spot_changes_nothing(
    slider: RangeSlider, heard: list[tuple[str, float, float]]
) -> None:
    slider.set_range(0.5, 0.5)
    QTest.mouseClick(slider, LEFT, pos=spot(slider, 0.5))
    Hand(slider).move_to(spot(slider, 0.9).x(), 5)
    assert (slider.low, slider.high) == (0.5, 0.5)
    assert heard == []


def test_a_click_takes_the_nearest_handle_there(slider: RangeSlider) -> None:
    QTest.mouseClick(slider, LEFT, pos=spot(slider, 0.35))
    assert (slider.low, slider.high) == pytest.approx((0.35, 0.8), abs=0.01)
    QTest.mouseClick(slider, LEFT, pos=spot(slider, 0.95))
    assert (slider.low, slider.high) == pytest.approx((0.35, 0.95), abs=0.01)


def test_keys_move_the_handle_that_has_the_focus_and_tab_goes_to_the_other(
    slider: RangeSlider, heard: list[tuple[str, float, float]], qtbot: QtBot
) -> None:
    slider.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider._low.hasFocus)
    with qtbot.waitSignal(slider.range_settled):
        QTest.keyClick(slider._low, KEYS.Key_Right)
        QTest.keyClick(slider._low, KEYS.Key_PageUp)
    assert (slider.low, slider.high) == (0.31, 0.8)
    QTest.keyClick(slider._low, KEYS.Key_End)
    assert (slider.low, slider.high) == (0.8, 0.8)
    QTest.keyClick(slider._low, KEYS.Key_Tab)
    assert slider._high.hasFocus()
    QTest.keyClick(slider._high, KEYS.Key_End)
    QTest.keyClick(slider._high, KEYS.Key_Left)
    assert (slider.low, slider.high) == (0.8, 0.99)
    assert ("changed", 0.8, 0.99) in heard


def test_scrolling_past_it_changes_nothing(slider: RangeSlider, heard: list[tuple[str, float, float]]) -> None:
    assert not Hand(slider).turn_wheel(1, 100, 10)
    assert heard == []


def test_the_groove_is_filled_between_the_handles(slider: RangeSlider) -> None:
    image = slider.grab().toImage()
    y = slider.height() // 2
    assert image.pixelColor(spot(slider, 0.5).x(), y) == theme.colour("accent")
    for share in (0.05, 0.95):
        assert image.pixelColor(spot(slider, share).x(), y) == theme.colour("pressed")
    for share in (0.2, 0.8):
        assert image.pixelColor(spot(slider, share).x(), y) == theme.colour("surface")


def test_the_mouse_lights_up_the_handle_that_it_would_take(slider: RangeSlider) -> None:
    hand, calm = Hand(slider), slider.grab().toImage()
    hand.move_to(spot(slider, 0.3).x(), 10)
    lit = slider.grab().toImage()
    ring = 9
    assert lit.pixelColor(spot(slider, 0.2) - QPoint(ring, 0)) != calm.pixelColor(spot(slider, 0.2) - QPoint(ring, 0))
    assert lit.pixelColor(spot(slider, 0.8) + QPoint(ring, 0)) == calm.pixelColor(spot(slider, 0.8) + QPoint(ring, 0))
    hand.leave()
    assert slider.grab().toImage() == calm


def test_a_disabled_slider_is_faint(slider: RangeSlider) -> None:
    slider.setEnabled(False)
    image = slider.grab().toImage()
    assert image.pixelColor(spot(slider, 0.5).x(), slider.height() // 2) == theme.colour("disabled")


def test_screen_readers_hear_two_sliders_each_bounded_by_the_other(slider: RangeSlider) -> None:
    low, high = slider._low, slider._high
    assert low.accessibleName() == "Lowest confidence, percent"
    assert high.accessibleName() == "Highest confidence, percent"
    drag(slider, 0.8, 0.6)
    assert (low.minimum(), low.maximum()) == (0, high.value())
    assert (high.minimum(), high.maximum()) == (low.value(), 100)
