import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.number_field import NumberField


def test_a_number_beyond_a_new_end_becomes_that_end_and_nobody_is_told(qtbot: QtBot) -> None:
    field = NumberField("Channel", 0, 1000)
    qtbot.addWidget(field)
    field.set_number(500)
    with qtbot.assertNotEmitted(field.number_changed):
        field.set_most(63)
    assert field.number == 63
    assert not field.more.isEnabled()


def test_what_lies_beyond_a_new_end_cannot_be_typed(qtbot: QtBot) -> None:
    field = NumberField("Channel", 0, 1000)
    qtbot.addWidget(field)
    field.set_most(63)
    field.edit.clear()
    QTest.keyClicks(field.edit, "70")
    assert field.number == 7


def test_a_number_that_is_too_large_is_marked_and_becomes_the_largest_at_enter(qtbot: QtBot) -> None:
    field = NumberField("Input size", 1, 1024)
    qtbot.addWidget(field)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "9999")
    assert field.edit.accessibleDescription() == "A whole number from 1 to 1,024"
    with qtbot.waitSignal(field.number_changed) as told:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert told.args == [1024]
    assert field.edit.text() == "1024"
    assert not field.edit.accessibleDescription()


@pytest.mark.parametrize(("typed", "number"), [("0", 2), ("", 10), ("1", 2)])
def test_what_cannot_be_is_put_right_when_the_field_is_left(qtbot: QtBot, typed: str, number: int) -> None:
    field = NumberField("Classes", 2, 10_000)
    qtbot.addWidget(field)
    field.set_number(10)
    field.show()
    qtbot.waitExposed(field)
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    field.edit.selectAll()
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(field.edit, typed)
    field.edit.clearFocus()
    assert field.number == number
    assert field.edit.text() == str(number)
