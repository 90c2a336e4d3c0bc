"""The small controls that dialogs are made of."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.number_field import NumberField
from resnet_desktop.desktop.widgets.path_field import PathField
from resnet_desktop.desktop.widgets.segments import Segments

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QHBoxLayout(made)
    made.resize(640, 80)
    made.show()
    return made


def put(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


def test_one_segment_holds_and_only_a_person_s_choice_is_told(window: QWidget, qtbot: QtBot) -> None:
    segments = Segments("Fruit", ("Apple", "Pear", "Plum"))
    put(window, segments)
    told: list[int] = []
    segments.chosen.connect(told.append)
    segments.choose(1)
    assert segments.number == 1
    assert not told
    QTest.mouseClick(segments.buttons[2], LEFT)
    assert (segments.number, told) == (2, [2])
    segments.buttons[2].setFocus()
    QTest.keyClick(segments.buttons[2], Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: told == [2, 1])
    assert segments.buttons[1].hasFocus()
    assert segments.buttons[1].accessibleName() == "Fruit: Pear"


def test_a_segment_that_is_disabled_is_passed_over(window: QWidget) -> None:
    segments = Segments("Fruit", ("Apple", "Pear", "Plum"))
    put(window, segments)
    segments.buttons[1].setEnabled(False)
    segments.buttons[0].setFocus()
    QTest.keyClick(segments.buttons[0], Qt.Key.Key_Right)
    assert segments.number == 2


def test_a_box_is_ticked_by_its_words_and_by_space(window: QWidget) -> None:
    box = CheckBox("With a name that is long enough to be clicked far to the right")
    put(window, box)
    QTest.mouseClick(box, LEFT, pos=box.rect().center())
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
    assert not box.grab().isNull()


def test_a_number_is_typed_within_its_bounds(window: QWidget) -> None:
    field = NumberField("Classes", 1, 10)
    put(window, field)
    told: list[int] = []
    field.number_changed.connect(told.append)
    field.set_number(5)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "7")
    assert (field.number, told) == (7, [7])
    QTest.keyClicks(field.edit, "5")
    assert field.number == 7
    field.edit.clear()
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    field.edit.clearFocus()
    field.set_number(99)
    assert field.number == 10
    assert not field.more.isEnabled()


def test_steps_lead_to_multiples_and_stop_at_the_ends(window: QWidget) -> None:
    field = NumberField("Unsure below", 1, 100, step=5, unit="%")
    put(window, field)
    field.set_number(52)
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(field.edit, key)
        seen.append(field.number)
    assert seen == [55, 60, 55]
    field.set_number(98)
    QTest.mouseClick(field.more, LEFT)
    assert field.number == 100
    field.set_number(3)
    QTest.mouseClick(field.less, LEFT)
    assert (field.number, field.edit.text()) == (1, "1")


def test_a_folder_is_typed_or_chosen(window: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    field = PathField("Folder to sort into")
    put(window, field)
    assert field.path is None
    field.edit.setText("~/sorted")
    assert field.path == Path.home() / "sorted"
    assert field.is_whole
    field.edit.setText("sorted")
    assert not field.is_whole
    asked: list[tuple[str, str]] = []

    def choose(_parent: QWidget, folder: str, title: str) -> list[Path]:
        asked.append((folder, title))
        return [tmp_path]

    monkeypatch.setattr(picking, "choose_folder", choose)
    QTest.mouseClick(field.choose, LEFT)
    assert asked == [("sorted", "Folder to sort into")]
    assert field.path == tmp_path


def test_a_message_keeps_its_room(window: QWidget) -> None:
    line = MessageLine()
    put(window, line)
    height = line.height()
    line.complain("Something is wrong with a path that is long: " + "/folder" * 60)
    assert line.height() == height
    assert line.accessibleName() == line.text
    line.clear()
    assert not line.text
