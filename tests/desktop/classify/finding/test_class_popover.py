from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.finding.class_popover import ClassPopover

THOUSAND = tuple(f"class {number}" for number in range(1000))


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[..., ClassPopover]:
    """Opens the menu of a thousand classes, or of others."""

    def make(labels: tuple[str, ...] = THOUSAND, chosen: tuple[str, ...] = (), **counts: int) -> ClassPopover:
        anchor = QWidget()
        qtbot.addWidget(anchor)
        anchor.show()
        popover = ClassPopover()
        qtbot.addWidget(popover)
        popover.show_classes(labels, chosen, Counter(counts))
        popover.open_below(anchor)
        return popover

    return make


def shown(popover: ClassPopover) -> list[str]:
    model = popover.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_of_a_thousand_classes_one_is_found_and_ticked_by_keys_alone(
    opened: Callable[..., ClassPopover], qtbot: QtBot
) -> None:
    popover = opened()
    QTest.keyClicks(popover.search, "77")
    assert len(shown(popover)) == 19
    QTest.keyClick(popover.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(popover.classes_chosen) as chosen:
        QTest.keyClick(popover.search, Qt.Key.Key_Return)
    assert chosen.args == [[shown(popover)[1]]]


def test_what_is_found_nowhere_is_said(opened: Callable[..., ClassPopover]) -> None:
    popover = opened()
    height = popover.height()
    QTest.keyClicks(popover.search, "zebra")
    assert shown(popover) == []
    assert popover.nothing.text() == "No class is called so"
    assert popover.height() == height


def test_the_order_stays_while_the_menu_is_open(opened: Callable[..., ClassPopover]) -> None:
    popover = opened()
    before = shown(popover)
    popover.show_classes(THOUSAND, ["class 999"], Counter())
    assert shown(popover) == before
    popover.close()
    popover.prepare()
    assert shown(popover)[0] == "class 999"


def test_what_was_looked_for_is_forgotten_when_it_opens_again(opened: Callable[..., ClassPopover]) -> None:
    popover = opened()
    QTest.keyClicks(popover.search, "77")
    popover.close()
    popover.prepare()
    assert len(shown(popover)) == 1000


def test_other_classes_are_listed_when_the_model_changes(opened: Callable[..., ClassPopover]) -> None:
    popover = opened()
    popover.show_classes(("cat", "dog"), [], Counter())
    assert shown(popover) == ["cat", "dog"]


def test_without_a_model_the_menu_says_so(opened: Callable[..., ClassPopover]) -> None:
    popover = opened(())
    assert popover.nothing.isVisible()
    assert popover.nothing.text() == "There is no model yet"
    assert not popover.clear.isEnabled()


def test_escape_closes_it(opened: Callable[..., ClassPopover], qtbot: QtBot) -> None:
    popover = opened()
    with qtbot.waitSignal(popover.closed):
        QTest.keyClick(popover.search, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_it_stays_on_the_screen(opened: Callable[..., ClassPopover]) -> None:
    popover = opened()
    room = popover.screen().availableGeometry()
    corner = QWidget()
    corner.setGeometry(room.right() - 20, room.bottom() - 20, 20, 20)
    popover.close()
    popover.open_below(corner)
    made_up_frame = 2  # by which the offscreen platform moves every window
    assert room.adjusted(0, 0, made_up_frame, made_up_frame).contains(popover.geometry())
