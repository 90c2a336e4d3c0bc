import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.step_slider import StepSlider


@pytest.fixture
def slider(qtbot: QtBot) -> StepSlider:
    made = StepSlider(5, "Size")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize(("share", "step"), [(0.0, 0), (0.3, 1), (0.5, 2), (0.99, 4)])
def test_a_click_goes_to_the_nearest_position(slider: StepSlider, share: float, step: int) -> None:
    place = QPoint(round(share * (slider.width() - 1)), slider.height() // 2)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert slider.value() == step


def test_keys_go_step_by_step_and_stay_within(slider: StepSlider) -> None:
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 1
    for _ in range(9):
        QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value() == 4


def test_it_paints_where_it_stands(slider: StepSlider) -> None:
    before = slider.grab().toImage()
    slider.setValue(3)
    assert slider.grab().toImage() != before
