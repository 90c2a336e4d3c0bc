"""Enter presses the button with the ring, and nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import app
from resnet_desktop.desktop.train.planning.disclosure import Disclosure
from resnet_desktop.desktop.widgets.buttons import Button, RailButton
from resnet_desktop.desktop.widgets.question import Question
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.desktop.widgets.task_dialog import TaskDialog

KEYS = Qt.Key


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    app.set_up(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def question(window: QWidget, qtbot: QtBot) -> Question:
    made = Question("Delete “second”?", "It would be gone for good.", "Delete", window)
    made.open()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("key", [KEYS.Key_Return, KEYS.Key_Enter])
def test_enter_does_what_the_button_with_the_ring_says(question: Question, qtbot: QtBot, key: Qt.Key) -> None:
    assert question.cancel.hasFocus()
    QTest.keyClick(question, KEYS.Key_Tab)
    assert question.go_on.hasFocus()
    with qtbot.waitSignal(question.accepted):
        QTest.keyClick(question.go_on, key)


def test_a_question_is_answered_with_no_as_long_as_nobody_moves_the_ring(question: Question, qtbot: QtBot) -> None:
    with qtbot.waitSignal(question.rejected):
        QTest.keyClick(question.cancel, KEYS.Key_Return)


def test_in_a_field_enter_presses_the_default_button(window: QWidget) -> None:
    dialog = TaskDialog("Sort", window)
    page = QWidget(dialog)
    field, back, move = QLineEdit(page), Button("Back", parent=page), Button("Move", parent=page)
    pressed: list[str] = []
    for button in (back, move):
        button.clicked.connect(lambda _is_on, button=button: pressed.append(button.text()))
    dialog.add_page(page)
    dialog.show_page(page, move)
    dialog.show_again()
    QTest.keyClick(field, KEYS.Key_Return)
    assert pressed == ["Move"]
    QTest.keyClick(back, KEYS.Key_Return)
    assert pressed == ["Move", "Back"]


@pytest.mark.parametrize("make", [lambda: Button("Go"), lambda: RailButton("Go", "model"), lambda: Disclosure("Go")])
def test_enter_that_is_held_down_presses_once(
    window: QWidget, qapp: QApplication, make: Callable[[], QAbstractButton]
) -> None:
    button = make()
    button.setParent(window)
    pressed: list[str] = []
    button.clicked.connect(lambda _is_on: pressed.append("once"))
    for is_repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, KEYS.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=is_repeated
        )
        qapp.sendEvent(button, event)
    assert pressed == ["once"]


def test_tab_reaches_the_segment_that_holds_and_enter_chooses_no_default_button(window: QWidget) -> None:
    before = Button("Before", parent=window)
    segments = Segments("Fruit", ("Apple", "Pear", "Plum"), window)
    for part in (before, segments):
        part.show()
    segments.choose(2)
    before.setFocus()
    QTest.keyClick(before, KEYS.Key_Tab)
    assert segments.buttons[2].hasFocus()
    QTest.keyClick(segments.buttons[2], KEYS.Key_Return)
    assert segments.number == 2
    segments.choose(0)
    before.setFocus()
    QTest.keyClick(before, KEYS.Key_Tab)
    assert segments.buttons[0].hasFocus()
