from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.state import WHOLE, ArchitectureState
from resnet_desktop.desktop.architecture.tour.tour import Tour
from resnet_desktop.network import LISTING, RESNET50, build


class Drawing(QWidget):
    """Stands in for the drawing: everything is drawn at one place."""

    def __init__(self) -> None:
        super().__init__()
        self.place = QRectF(300, 40, 60, 30)
        self.revealed: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def rect_of(self, _name: str) -> QRectF:
        return self.place


@pytest.fixture
def state() -> ArchitectureState:
    return ArchitectureState(build(RESNET50))


@pytest.fixture
def drawing(qtbot: QtBot) -> Iterator[Drawing]:
    window, made = QWidget(), Drawing()
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(700, 600)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


@pytest.fixture
def tour(state: ArchitectureState, drawing: Drawing) -> Tour:
    made = Tour(state, drawing, drawing.rect_of, drawing.revealed.append)
    made.start()
    return made


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_each_step_selects_and_reveals_what_it_is_about(tour: Tour, state: ArchitectureState, drawing: Drawing) -> None:
    assert state.selected == WHOLE
    assert not drawing.revealed
    seen = []
    while tour.number < 7:
        tour.move(1)
        seen.append(state.selected)
        assert drawing.revealed[-1] == tour.step.selected == state.selected
        assert tour.spotlight is not None
        assert tour.spotlight.place == drawing.place
    assert seen[1] == "res3b"


def test_arrows_walk_and_escape_ends_it_wherever_the_focus_is(tour: Tour, drawing: Drawing, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert tour.number == 2
    press(Qt.Key.Key_Left)
    assert tour.number == 1
    assert tour.card is not None
    tour.card.back.setFocus()
    press(Qt.Key.Key_Right)
    assert tour.number == 2
    with qtbot.waitSignal(tour.ended):
        press(Qt.Key.Key_Escape)
    assert not tour.is_on
    assert QApplication.focusWidget() is drawing


def test_there_is_no_way_before_the_first_step_and_the_last_one_ends_it(tour: Tour) -> None:
    assert tour.card is not None
    assert not tour.card.back.isEnabled()
    tour.move(-1)
    assert tour.number == 0
    tour.move(7)
    assert tour.card.next.text() == "Done"
    tour.card.next.click()
    assert not tour.is_on


def test_the_last_step_switches_a_block_off_and_on_again(tour: Tour, state: ArchitectureState, qtbot: QtBot) -> None:
    tour.move(7)
    assert tour.card is not None
    assert tour.card.switch.isVisible()
    assert tour.card.switch.text() == "Switch 3b off"
    tour.card.switch.click()
    assert state.bypassed == {"3b"}
    assert tour.card.switch.text() == "Switch 3b on again"
    tour.card.switch.click()
    assert not state.bypassed
    with qtbot.waitSignal(tour.lab_asked):
        tour.card.lab.click()


def test_another_network_is_told_of_at_once(tour: Tour, state: ArchitectureState) -> None:
    tour.move(5)
    state.show(build(LISTING), None)
    assert tour.card is not None
    assert tour.card.title.text() == "Two convolutions"
    assert state.selected == "res3b_branch2b"


def test_the_card_stays_inside_of_a_narrow_drawing_and_holds_its_words(
    tour: Tour, drawing: Drawing, qtbot: QtBot
) -> None:
    drawing.window().resize(300, 620)
    qtbot.waitUntil(lambda: drawing.width() < 300)
    for number in range(8):
        tour.move(number - tour.number)
        assert tour.card is not None
        assert drawing.rect().contains(tour.card.geometry())
        assert tour.card.text.height() >= tour.card.text.heightForWidth(tour.card.text.width())


def test_it_can_be_started_again(tour: Tour) -> None:
    tour.move(3)
    tour.end()
    tour.end()
    tour.start()
    assert tour.is_on
    assert tour.number == 0
