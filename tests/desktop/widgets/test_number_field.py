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
