"""Reviewing by menu, key and dialog, in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.reviewing.class_dialog import ClassDialog
from resnet_desktop.desktop.classify.reviewing.review_actions import ReviewActions
from resnet_desktop.desktop.classify.reviewing.review_menu import ReviewMenu
from tests.desktop.fakes import LABELS


def given(program: Program) -> list[str]:
    return [entry.given for entry in program.window.classify.session.pictures.store]


def texts(menu: ReviewMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def trigger(menu: ReviewMenu, text: str) -> None:
    (action,) = [each for each in (*menu.actions(), *menu.classes.actions()) if each.text().partition("\t")[0] == text]
    menu.close()
    action.trigger()


def open_menu(program: Program) -> ReviewMenu:
    (menu,) = [each for each in program.window.classify.findChildren(ReviewMenu) if each.isVisible()]
    return menu


@pytest.mark.usefixtures("actions")
@pytest.mark.parametrize("is_grid", [True, False])
def test_a_right_click_on_a_picture_offers_its_classes(full: Program, photos: list[Path], is_grid: bool) -> None:
    browser = full.window.classify.browser
    browser.show_view(is_grid, 128)
    view = browser.view
    place = view.cell_rect(2).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = open_menu(full)
    assert browser.selection.chosen == photos[2]
    entry = full.window.classify.session.pictures.store.entries[2]
    assert entry.result is not None
    ranked = [each.label for each in entry.result.top(5)]
    shown = [action.text() for action in menu.classes.actions() if not action.isSeparator()]
    assert [text.partition("\t")[2] for text in shown] == ["1", "2", "3", "4", "5", ""]
    assert texts(menu)[0] == "It is"
    trigger(menu, "dog" if "dog" in ranked else ranked[1])
    assert given(full)[2] in ranked
    assert not full.window.classify.notice.isVisible()


@pytest.mark.usefixtures("actions")
def test_the_menu_opens_by_the_keyboard_at_the_picture_that_is_looked_at(full: Program) -> None:
    view = full.window.classify.browser.view
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(view, event)
    menu = open_menu(full)
    centre = view.viewport().mapToGlobal(view.cell_rect(0).center())
    assert menu.pos() == centre
    menu.close()


def test_what_changes_several_pictures_can_be_undone_where_it_is_told(
    full: Program, actions: ReviewActions, photos: list[Path]
) -> None:
    page = full.window.classify
    page.browser.view.selectAll()
    menu = actions.open_menu(QPoint(10, 10))
    assert texts(menu)[:2] == [f"These {len(photos)} are", f"Confirm {len(photos)} pictures"]
    trigger(menu, f"Confirm {len(photos)} pictures")
    assert all(given(full))
    assert page.notice.text == f"Confirmed {len(photos)} pictures."
    (undo,) = [each for each in page.notice.findChildren(QAbstractButton) if each.text() == "Undo"]
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not any(given(full))
    assert not page.notice.isVisible()
    page.session.reviewing.redo()
    assert all(given(full))
    assert page.notice.text == f"Done again: confirming {len(photos)} pictures."


def test_an_undo_that_would_take_back_something_else_is_no_longer_offered(
    full: Program, actions: ReviewActions, photos: list[Path]
) -> None:
    page = full.window.classify
    page.browser.view.selectAll()
    actions.confirm()
    page.browser.selection.choose(photos[0])
    actions.give("dog" if given(full)[0] != "dog" else "cat")
    assert not page.notice.isVisible()


def test_only_what_makes_sense_is_in_the_menu(full: Program, actions: ReviewActions, photos: list[Path]) -> None:
    page = full.window.classify
    page.browser.selection.choose(photos[1])
    actions.give("my own")
    menu = actions.open_menu(QPoint(10, 10))
    more = ["Show in folder", "Copy path", full.window.actions_by_name["remove"].text()]
    assert texts(menu) == ["It is", "Take back: my own", *more]
    trigger(menu, "Take back: my own")
    assert given(full)[1] == ""


def test_keys_give_the_class_at_their_place_and_undo_looks_at_what_it_changed(
    full: Program, actions: ReviewActions, photos: list[Path]
) -> None:
    page = full.window.classify
    page.browser.selection.choose(photos[3])
    entry = page.session.pictures.store.entries[3]
    assert entry.result is not None
    actions.press_key(2)
    assert given(full)[3] == entry.result.top(2)[1].label
    actions.press_key(9)
    assert given(full)[3] == entry.result.top(2)[1].label, "there are only six classes"
    page.browser.selection.choose(photos[0])
    page.session.reviewing.undo()
    assert given(full)[3] == ""
    assert page.browser.selection.chosen == photos[3]


def test_the_panel_s_picture_alone_can_be_corrected(full: Program, actions: ReviewActions) -> None:
    full.window.classify.browser.view.selectAll()
    actions.give_to_current("rocket")
    assert given(full).count("rocket") == 1


Ask = Callable[[], ClassDialog]


@pytest.fixture
def ask(actions: ReviewActions, qtbot: QtBot) -> Ask:
    """Opens the dialog and waits until keys go there."""

    def open_it() -> ClassDialog:
        dialog = actions.ask_for_class()
        assert dialog is not None
        qtbot.waitUntil(dialog.field.hasFocus)
        return dialog

    return open_it


def test_another_class_is_found_by_typing_and_taken_by_enter(full: Program, ask: Ask) -> None:
    dialog = ask()
    assert dialog.marked == LABELS[0]
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.marked == LABELS[1]
    QTest.keyClicks(dialog.field, "roc")
    assert dialog.marked == "rocket"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given(full)[0] == "rocket"


def test_a_new_class_is_made_by_typing_it_and_offered_from_then_on(full: Program, ask: Ask) -> None:
    dialog = ask()
    QTest.keyClicks(dialog.field, "toadstool")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given(full)[0] == "toadstool"
    assert ask().marked == "toadstool"


def test_a_name_that_cannot_be_a_class_says_why_and_cannot_be_taken(full: Program, ask: Ask) -> None:
    dialog = ask()
    QTest.keyClicks(dialog.field, "CD/DVD")
    assert "'CD_DVD' would do" in dialog.message.text
    assert not dialog.take.isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not any(given(full))


def test_nothing_happens_where_nothing_is_chosen(full: Program, actions: ReviewActions, qtbot: QtBot) -> None:
    page = full.window.classify
    page.session.clear()
    qtbot.waitUntil(lambda: page.session.work.pictures == 0)
    actions.press_key(1)
    actions.confirm()
    actions.take_back()
    actions.give("dog")
    assert actions.ask_for_class() is None
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(page.browser.view.viewport(), event)
    assert not page.findChildren(ReviewMenu)
