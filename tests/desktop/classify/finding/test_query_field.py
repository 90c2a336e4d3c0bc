import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.finding.query_field import QueryField
from resnet_desktop.desktop.widgets.completion_list import CompletionList

CLASSES = ("airplane", "cat", "dog", "ship")


@pytest.fixture
def field(qtbot: QtBot) -> QueryField:
    made = QueryField()
    qtbot.addWidget(made)
    made.resize(480, made.sizeHint().height())
    made.set_classes(CLASSES)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def offered(field: QueryField) -> list[str]:
    completions = field.findChild(CompletionList)
    assert completions is not None
    rows = completions.completionModel()
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())] if completions.view.isVisible() else []


def popup_key(field: QueryField, key: Qt.Key) -> None:
    completions = field.findChild(CompletionList)
    assert completions is not None
    QTest.keyClick(completions.view, key)


def test_the_query_is_told_a_moment_after_the_last_key(field: QueryField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.query_changed.connect(told.append)
    with qtbot.waitSignal(field.query_changed):
        QTest.keyClicks(field, "dog error")
    assert told == ["dog error"]


def test_enter_tells_it_at_once(field: QueryField) -> None:
    told: list[str] = []
    field.query_changed.connect(told.append)
    field.setText("unsure")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == ["unsure"]


def test_classes_and_words_are_offered_while_one_types(field: QueryField) -> None:
    QTest.keyClicks(field, "ca")
    assert offered(field)[0] == "cat"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "confid")
    assert offered(field) == ["confidence<"]


def test_an_empty_line_offers_what_one_could_ask_for(field: QueryField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert "unsure" in offered(field)
    assert "error" in offered(field)


def test_a_suggestion_is_put_in_and_what_stands_behind_it_stays(field: QueryField, qtbot: QtBot) -> None:
    told: list[str] = []
    field.query_changed.connect(told.append)
    field.set_query(" error")
    field.setCursorPosition(0)
    QTest.keyClicks(field, "do")
    popup_key(field, Qt.Key.Key_Down)
    popup_key(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.cursorPosition() == 3)
    assert field.text() == "dog error"
    assert told == ["dog error"]


def test_after_the_name_of_a_field_its_values_are_offered(field: QueryField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "top3")
    popup_key(field, Qt.Key.Key_Down)
    popup_key(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: offered(field)[:2] == ["top3:airplane", "top3:cat"])
    assert field.text() == "top3:"


def test_a_suggestion_can_be_taken_with_the_mouse(field: QueryField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "shi")
    completions = field.findChild(CompletionList)
    assert completions is not None
    QTest.mouseClick(completions.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    qtbot.waitUntil(lambda: field.query == "ship")
    assert field.text() == "ship"


def test_what_was_not_understood_is_said(field: QueryField) -> None:
    field.set_query("confidence>lots")
    assert field.toolTip() != ""
    assert field.accessibleDescription() == field.toolTip()
    field.set_query("confidence>80%")
    assert field.toolTip() == ""


def test_escape_empties_the_line(field: QueryField) -> None:
    told: list[str] = []
    field.query_changed.connect(told.append)
    field.set_query("cat")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert told == [""]


def test_a_control_s_text_is_told_at_once_when_it_asks_and_after_a_pause_when_it_writes(
    field: QueryField, qtbot: QtBot
) -> None:
    told: list[str] = []
    field.query_changed.connect(told.append)
    field.ask("dog")
    assert told == ["dog"]
    with qtbot.waitSignal(field.query_changed):
        for share in range(60, 80):
            field.write(f"dog confidence>{share}%")
        assert told == ["dog"]
    assert told == ["dog", "dog confidence>79%"]
    assert offered(field) == []


def test_a_query_means_something_else_when_the_classes_change_and_is_told_again(field: QueryField) -> None:
    told: list[str] = []
    field.query_changed.connect(told.append)
    field.set_query("felx")
    field.set_classes(CLASSES)
    assert told == []
    field.set_classes(("felix", "cat"))
    assert told == ["felx"]
    assert "felix" in field.toolTip()


def test_problems_are_told_once_and_with_whether_somebody_types(field: QueryField, qtbot: QtBot) -> None:
    told: list[bool] = []
    field.problems_changed.connect(told.append)
    field.set_query("confidence>lots")
    field.set_query("confidence>lots")
    assert told == [False]
    with qtbot.waitSignal(field.query_changed):
        QTest.keyClicks(field, " hight>3")
    assert told == [False, True]
    assert len(field.problems) == 2


def test_each_suggestion_has_a_row_of_the_window_s_own_height(field: QueryField) -> None:
    QTest.keyClicks(field, "ca")
    completions = field.findChild(CompletionList)
    assert completions is not None
    assert completions.view.sizeHintForRow(0) == 28
