from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.turning import turn_to

Pages = tuple[QStackedWidget, dict[str, QPushButton]]


@pytest.fixture
def pages(qtbot: QtBot) -> Iterator[Pages]:
    """Two pages of two buttons, and a button beside them."""
    window = QWidget()
    stack, buttons = QStackedWidget(), {"beside": QPushButton("beside")}
    for names in (("a", "b"), ("c", "d")):
        page = QWidget()
        layout = QVBoxLayout(page)
        for name in names:
            buttons[name] = QPushButton(name)
            layout.addWidget(buttons[name])
        stack.addWidget(page)
    layout = QVBoxLayout(window)
    layout.addWidget(buttons["beside"])
    layout.addWidget(stack)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield stack, buttons
    del window  # which would take its parts with it


def test_focus_waits_before_the_first_part_of_a_page_that_is_new(pages: Pages) -> None:
    stack, buttons = pages
    buttons["b"].setFocus()
    turn_to(stack, 1)
    assert QApplication.focusWidget() is stack
    QTest.keyClick(stack, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is buttons["c"]


def test_focus_returns_to_where_it_was(pages: Pages) -> None:
    stack, buttons = pages
    buttons["b"].setFocus()
    turn_to(stack, 1)
    turn_to(stack, 0)
    assert QApplication.focusWidget() is buttons["b"]


def test_focus_elsewhere_stays_there(pages: Pages) -> None:
    stack, buttons = pages
    buttons["d"].setFocus()
    buttons["beside"].setFocus()
    turn_to(stack, 1)
    assert QApplication.focusWidget() is buttons["beside"]
