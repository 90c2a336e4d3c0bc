"""The whole page in its window: keys, menus and dialogs reach what they are for."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.classification import Result
from resnet_desktop.classification.sorting import SortingOptions, carry_out, plan_sorting
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.comparing.dialog import CompareDialog
from resnet_desktop.desktop.classify.exporting.export_dialog import ExportDialog
from resnet_desktop.desktop.classify.keeping.whereabouts import Whereabouts
from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.classify.reviewing.training_dialog import TrainingDialog
from resnet_desktop.desktop.classify.sorting.plan_dialog import KeywordDialog, SortDialog
from resnet_desktop.desktop.classify.sorting.sort_form import SortForm
from resnet_desktop.desktop.classify.sorting.undo_dialog import UndoSortingDialog
from resnet_desktop.desktop.widgets.question import Question
from resnet_desktop.jobs import Control
from tests.desktop.fakes import LABELS
from tests.helpers.dying_disk import DyingDisk, Killed

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYS = Qt.Key
Wait = Callable[[Program], None]


@pytest.fixture
def full(program: Program, photos: list[Path], wait_until_idle: Wait, qtbot: QtBot) -> Program:
    """A window with all sample photos classified and the keys going to the list."""
    program.window.classify.add(photos)
    wait_until_idle(program)
    qtbot.waitUntil(program.window.classify.browser.view.hasFocus)
    return program


@pytest.fixture
def page(full: Program) -> ClassifyPage:
    return full.window.classify


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def given(page: ClassifyPage) -> list[str]:
    return [entry.given for entry in page.session.pictures.all_shown()]


def entries_of(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


def test_space_enlarges_the_picture_and_the_arrows_still_go_through_the_list(
    page: ClassifyPage, photos: list[Path]
) -> None:
    press(KEYS.Key_Space)
    assert page.is_large
    assert not page.query.isVisible()
    press(KEYS.Key_Right)
    press(KEYS.Key_Down)
    assert page.browser.selection.chosen == photos[2]
    press(KEYS.Key_Left)
    assert page.browser.selection.chosen == photos[1]
    press(KEYS.Key_Space)
    assert not page.is_large
    assert page.query.isVisible()
    assert page.browser.view.hasFocus()


def test_escape_gives_the_list_its_room_back(page: ClassifyPage) -> None:
    press(KEYS.Key_Space)
    press(KEYS.Key_Escape)
    assert not page.is_large


def test_space_is_a_letter_in_the_query(page: ClassifyPage) -> None:
    press(KEYS.Key_F, CONTROL)
    QTest.keyClicks(page.query, "cat 1")
    assert page.query.text() == "cat 1"
    assert not page.is_large
    assert given(page) == [""] * 6


def test_a_digit_says_which_class_it_is_enter_confirms_and_both_can_be_undone(page: ClassifyPage) -> None:
    first, second = page.session.pictures.all_shown()[:2]
    third_class = first.result.top(3)[2].label if first.result is not None else ""
    press(KEYS.Key_3)
    press(KEYS.Key_Right)
    press(KEYS.Key_Return)
    assert given(page)[:3] == [third_class, second.predicted, ""]
    press(KEYS.Key_Z, CONTROL)
    press(KEYS.Key_Z, CONTROL)
    assert given(page)[:2] == ["", ""]
    press(KEYS.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert given(page)[:2] == [third_class, ""]


def test_ctrl_e_opens_the_export(page: ClassifyPage, qtbot: QtBot) -> None:
    press(KEYS.Key_E, CONTROL)
    (dialog,) = page.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Export the results…", ExportDialog),
        ("Sort into folders…", SortDialog),
        ("Write classes as keywords…", KeywordDialog),
        ("Make a training set…", TrainingDialog),
        ("Compare with another model…", CompareDialog),
        ("Undo sorting or keywords…", UndoSortingDialog),
    ],
)
def test_each_entry_of_the_menu_opens_its_dialog(
    full: Program, page: ClassifyPage, words: str, kind: type[QDialog], qtbot: QtBot
) -> None:
    entries_of(page.export_menu)[words].trigger()
    (dialog,) = page.findChildren(kind)
    qtbot.waitUntil(dialog.isVisible)
    dialog.close()
    qtbot.waitUntil(lambda: not full.tasks.is_busy, timeout=10_000)


def test_a_new_list_is_empty_and_the_files_stay(page: ClassifyPage, photos: list[Path], qtbot: QtBot) -> None:
    entries_of(page.add_menu)["New list"].trigger()
    qtbot.waitUntil(page.empty.isVisible)
    assert all(photo.is_file() for photo in photos)


@pytest.mark.parametrize("is_new_list", [True, False])
def test_what_was_said_about_pictures_is_not_lost_without_a_question(
    page: ClassifyPage, qtbot: QtBot, is_new_list: bool
) -> None:
    press(KEYS.Key_2)
    press(KEYS.Key_A, CONTROL)

    def ask() -> Question:
        if is_new_list:
            entries_of(page.add_menu)["New list"].trigger()
        else:
            page.remove_selected()
        return next(each for each in page.findChildren(Question) if each.isVisible())

    ask().cancel.click()
    assert page.session.work.pictures == 6
    ask().go_on.click()
    qtbot.waitUntil(page.empty.isVisible)


@pytest.mark.parametrize("is_all", [True, False])
def test_pictures_that_were_removed_can_be_put_back(
    page: ClassifyPage, full: Program, photos: list[Path], wait_until_idle: Wait, qtbot: QtBot, is_all: bool
) -> None:
    if is_all:
        press(KEYS.Key_A, CONTROL)
    press(KEYS.Key_Delete)
    count = 6 if is_all else 1
    assert page.session.work.pictures == 6 - count
    assert page.notice.text == ("6 pictures were" if is_all else "1 picture was") + " removed from the list."
    (put_back,) = (each for each in page.notice.findChildren(QPushButton) if each.text() == "Put back")
    put_back.click()
    qtbot.waitUntil(lambda: page.session.work.pictures == 6)
    wait_until_idle(full)
    assert {entry.path for entry in page.session.pictures.all_shown()} == set(photos)
    assert all(entry.predicted for entry in page.session.pictures.all_shown())


def test_a_single_picture_that_is_added_is_looked_at_also_in_a_sorted_list(
    page: ClassifyPage, photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    page.browser.selection.choose(photos[2])
    page.session.arranging.sort_by("name")
    pasted = Path(shutil.copy(photos[0], tmp_path / "aaa.jpg"))
    page.add([pasted])
    qtbot.waitUntil(lambda: page.browser.selection.chosen == pasted)
    assert page.browser.selection.currentIndex().row() == 0


def test_nothing_moves_when_something_of_a_query_is_not_understood(page: ClassifyPage, qtbot: QtBot) -> None:
    before = page.browser.mapTo(page, page.browser.rect().topLeft())
    page.query.ask("-nosuchthing hight>3")
    qtbot.waitUntil(page._finding.problems.isVisible)
    page.grab()
    assert page.browser.mapTo(page, page.browser.rect().topLeft()) == before


def test_an_export_of_all_pictures_has_them_in_the_order_that_is_seen(
    page: ClassifyPage, full: Program, qtbot: QtBot
) -> None:
    page.session.arranging.sort_by("confidence")
    qtbot.waitUntil(lambda: page.session.pictures.is_arranged)
    scope = full.window.handing_on._scopes()[0]
    shares = [entry.confidence for entry in scope.entries()]
    assert shares == sorted(shares)


def test_a_folder_that_was_opened_and_is_gone_is_told(
    page: ClassifyPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gone = tmp_path / "holiday"
    monkeypatch.setattr(Whereabouts, "recents", (gone,))
    recent = entries_of(page.add_menu)["Recent"].menu()
    assert isinstance(recent, QMenu)
    recent.aboutToShow.emit()
    recent.actions()[0].trigger()
    qtbot.waitUntil(lambda: "“holiday” is not there any more." in page.notice.text)
    assert page.session.work.pictures == 6


def test_pictures_that_were_moved_are_followed(page: ClassifyPage, photos: list[Path], tmp_path: Path) -> None:
    moved = photos[0].rename(tmp_path / "moved.jpg")
    page.follow_moved([(photos[0], moved)])
    assert page.session.pictures.all_shown()[0].path == moved
    assert page.session.pictures.all_shown()[0].predicted


@pytest.mark.parametrize("is_moved", [True, False])
def test_the_network_is_not_judged_by_folders_that_a_sorting_filled(
    full: Program, page: ClassifyPage, tmp_path: Path, wait_until_idle: Wait, qtbot: QtBot, is_moved: bool
) -> None:
    # The judge is there before the sorting, as it is in every window that has classified something.
    qtbot.waitUntil(lambda: page._finding.tally.numbers.classified == 6)
    dialog = full.window.handing_on.open_sorting()
    assert isinstance(dialog.form, SortForm)
    dialog.form.target.set_path(str(tmp_path / "sorted"))
    dialog.form.action.choose(int(is_moved))
    dialog.form.preview.click()
    qtbot.waitUntil(dialog.preview.do.isVisible)
    dialog.preview.do.click()
    qtbot.waitUntil(dialog.report.close_button.isVisible)
    page.add([tmp_path / "sorted"])
    wait_until_idle(full)
    count = 6 if is_moved else 12
    qtbot.waitUntil(lambda: page._finding.tally.numbers.classified == count)
    assert page._finding.tally.numbers.judged == 0
    assert page.state_line.accuracy.isHidden()


def test_a_sorting_that_was_interrupted_is_told_at_the_next_start(full: Program, tmp_path: Path, qtbot: QtBot) -> None:
    page = full.window.classify
    plan = plan_sorting(page.session.pictures.all_shown(), tmp_path / "sorted", SortingOptions(), Control())
    with pytest.raises(Killed):
        carry_out(plan, Control(), DyingDisk(dies_at=12))
    full.window.handing_on.look_for_interrupted()
    qtbot.waitUntil(lambda: page.notice.text.startswith("A sorting was interrupted: some of 6 pictures copied."))


def test_pictures_that_an_interrupted_sorting_had_moved_are_followed_at_the_next_start(
    full: Program, photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    page = full.window.classify
    options = SortingOptions(move=True)
    plan = plan_sorting(page.session.pictures.all_shown(), tmp_path / "sorted", options, Control())
    with pytest.raises(Killed):
        carry_out(plan, Control(), DyingDisk(dies_at=20))
    assert any(not photo.exists() for photo in photos), "it died too early"
    assert any(photo.exists() for photo in photos), "it died too late"
    full.window.handing_on.look_for_interrupted()
    qtbot.waitUntil(lambda: page.notice.text.startswith("A sorting was interrupted"))
    assert all(entry.path.exists() for entry in page.session.pictures.all_shown())


def test_a_picture_that_was_gone_is_classified_where_it_is_now(
    page: ClassifyPage, photos: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    moved = photos[0].rename(tmp_path / "moved.jpg")
    page.session.pictures.put([Result.failed(photos[0], "This file is not there any more.")])
    page.follow_moved([(photos[0], moved)])
    qtbot.waitUntil(lambda: bool(page.session.pictures.all_shown()[0].predicted))


def test_confirming_a_picture_that_was_corrected_says_that_the_correction_stays(page: ClassifyPage) -> None:
    press(KEYS.Key_2)
    before = given(page)
    press(KEYS.Key_Return)
    assert given(page) == before
    assert page.notice.text.startswith("You said otherwise before")


def test_how_the_page_looks_is_kept(
    full: Program, page: ClassifyPage, make_program: Callable[[], Program], own_home: Path
) -> None:
    page.panel.details.count_chosen.emit(3)
    page.panel.stage.crop.click()
    page.panel.why.section.controls.opacity_changed.emit(0.35)
    full.window.close()
    kept = json.loads((own_home / "settings.json").read_text("utf-8"))
    assert kept["classify.classes_shown"] == "3"
    again = make_program().window.classify.panel
    assert again.count == 3
    assert again.stage.crop.isChecked()
    assert again.why.section.controls.chosen_opacity == pytest.approx(0.35)


def test_the_list_comes_back_with_what_was_said_and_what_was_opened(
    make_program: Callable[[], Program], photos: list[Path], wait_until_idle: Wait, qtbot: QtBot
) -> None:
    first = make_program()
    page = first.window.classify
    with qtbot.waitSignal(page.session.restored):
        page.session.restore()
    page.add([photos[0].parent])
    wait_until_idle(first)
    page.browser.selection.choose(photos[1])
    page.review.give(LABELS[2])
    page.session.pictures.set_threshold(0.9)
    first.window.close()

    page = make_program().window.classify
    page.expect_list()
    assert not page.empty.isVisible(), "nothing is shown that would go at once"
    with qtbot.waitSignal(page.session.restored):
        page.session.restore()
    assert [entry.path for entry in page.session.pictures.all_shown()] == photos
    assert given(page) == ["", LABELS[2], "", "", "", ""]
    assert page.filters.threshold.threshold == pytest.approx(0.9)
    assert page.browser.selection.chosen == photos[1]
    recent = entries_of(page.add_menu)["Recent"].menu()
    assert isinstance(recent, QMenu)
    recent.aboutToShow.emit()
    assert recent.actions()[0].toolTip() == str(photos[0].parent)
    assert page.session.work.pictures == len(photos)


def test_without_a_kept_list_the_page_begins_as_usual(program: Program, qtbot: QtBot) -> None:
    page = program.window.classify
    page.expect_list()
    page.session.restore()
    qtbot.waitUntil(page.empty.isVisible)
    assert paths.sessions_dir().is_dir()
