import json
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking, theme
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.current_model import State
from resnet_desktop.desktop.pages import ARCHITECTURE, CLASSIFY, MODELS, TRAIN
from resnet_desktop.desktop.widgets.details_dialog import DetailsDialog
from resnet_desktop.errors import UserError
from tests.desktop.fakes import FakeClassifier

CONTROL = Qt.KeyboardModifier.ControlModifier
Wait = Callable[[Program], None]


def shown(program: Program) -> list[str]:
    """The names in the list."""
    return [entry.path.name for entry in program.window.classify.session.pictures.all_shown()]


def press(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(program.window, key, modifier)


@pytest.fixture
def full(program: Program, photos: list[Path], wait_until_idle: Wait) -> Program:
    """A window with all sample photos classified."""
    program.window.classify.add(photos)
    wait_until_idle(program)
    return program


def test_an_empty_window_offers_to_choose_and_to_try_the_samples(
    program: Program, sample_photos: list[Path], wait_until_idle: Wait
) -> None:
    empty = program.window.classify.empty
    assert empty.isVisible()
    (samples,) = [each for each in empty.findChildren(QAbstractButton) if each.text() == "Try the sample pictures"]
    QTest.mouseClick(samples, Qt.MouseButton.LeftButton)
    wait_until_idle(program)
    assert shown(program) == [photo.name for photo in sample_photos]
    assert not empty.isVisible()


def test_the_first_picture_is_chosen_and_shown_with_its_classes(
    full: Program, photos: list[Path], qtbot: QtBot
) -> None:
    panel = full.window.classify.panel
    assert full.window.classify.browser.selection.chosen == photos[0]
    qtbot.waitUntil(lambda: panel.stage.view.shown is not None)
    assert panel.details.name.text() == photos[0].name
    assert len(panel.details.bars.predictions) == 5
    probabilities = [each.probability for each in panel.details.bars.predictions]
    assert probabilities == sorted(probabilities, reverse=True)


def test_arrows_move_through_the_list_and_the_panel_follows(full: Program, photos: list[Path], qtbot: QtBot) -> None:
    page = full.window.classify
    assert page.browser.gallery.hasFocus()
    QTest.keyClick(page.browser.gallery, Qt.Key.Key_Right)
    QTest.keyClick(page.browser.gallery, Qt.Key.Key_Right)
    assert page.browser.selection.chosen == photos[2]
    assert page.panel.details.name.text() == photos[2].name
    qtbot.waitUntil(lambda: page.panel.details.facts.text() != "")
    assert " px · " in page.panel.details.facts.text()


def test_delete_takes_pictures_out_of_the_list_and_never_from_the_disk(full: Program, photos: list[Path]) -> None:
    page = full.window.classify
    page.browser.selection.choose(photos[1])
    press(full, Qt.Key.Key_Delete)
    assert shown(full) == [photo.name for photo in photos if photo != photos[1]]
    assert page.browser.selection.chosen == photos[2]
    page.browser.gallery.setFocus()
    QTest.keyClick(page.browser.gallery, Qt.Key.Key_A, CONTROL)
    press(full, Qt.Key.Key_Delete)
    assert shown(full) == []
    assert page.empty.isVisible()
    assert all(photo.is_file() for photo in photos)


def test_copied_files_can_be_pasted(program: Program, photos: list[Path], wait_until_idle: Wait) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo)) for photo in photos[:2]])
    QGuiApplication.clipboard().setMimeData(mime)
    press(program, Qt.Key.Key_V, CONTROL)
    wait_until_idle(program)
    assert shown(program) == [photo.name for photo in photos[:2]]


def test_a_copied_picture_can_be_pasted(program: Program, qtbot: QtBot, wait_until_idle: Wait) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("#009E73"))
    QGuiApplication.clipboard().setImage(image)
    press(program, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(shown(program)) == 1)
    wait_until_idle(program)
    assert shown(program)[0].startswith("Pasted ")
    assert program.window.classify.session.work.failed == 0


def test_pasting_words_says_what_to_copy_instead(program: Program) -> None:
    QGuiApplication.clipboard().setText("just words")
    press(program, Qt.Key.Key_V, CONTROL)
    assert program.window.classify.notice.text.startswith("There is no picture to paste.")
    assert shown(program) == []


def test_the_dialogs_open_by_their_keys_and_remember_the_folder(
    program: Program,
    photos: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    wait_until_idle: Wait,
) -> None:
    begun_at: list[str] = []

    def choose_folder(_parent: QWidget, folder: str) -> list[Path]:
        begun_at.append(folder)
        return [photos[0].parent]

    def choose_files(_parent: QWidget, folder: str, suffixes: tuple[str, ...]) -> list[Path]:
        begun_at.append(folder)
        assert ".jpg" in suffixes
        return []

    monkeypatch.setattr(picking, "choose_folder", choose_folder)
    monkeypatch.setattr(picking, "choose_files", choose_files)
    press(program, Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    wait_until_idle(program)
    press(program, Qt.Key.Key_O, CONTROL)
    assert begun_at == ["", str(photos[0].parent)]
    assert len(shown(program)) == len(photos)


def test_escape_cancels_what_runs_and_the_finished_results_stay(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot, wait_until_idle: Wait
) -> None:
    page = program.window.classify
    page.add(photos[:2])
    wait_until_idle(program)
    classifier.gate.clear()
    page.add(photos[2:])
    qtbot.waitUntil(lambda: page.session.work.is_classifying and not page.session.work.is_searching)
    assert page.state_line.cancel.isVisible()
    press(program, Qt.Key.Key_Escape)
    wait_until_idle(program)
    results = [entry.result is not None for entry in page.session.pictures.store]
    assert results == [True, True] + [False] * (len(photos) - 2)
    assert page.state_line.go_on.isVisible()
    classifier.gate.set()
    QTest.mouseClick(page.state_line.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.session.work.waiting == 0)


@pytest.mark.parametrize("number", [ARCHITECTURE, TRAIN, MODELS])
def test_escape_leaves_alone_what_runs_on_a_page_that_is_not_seen(
    program: Program, classifier: FakeClassifier, photos: list[Path], number: int, qtbot: QtBot, wait_until_idle: Wait
) -> None:
    session = program.window.classify.session
    classifier.gate.clear()
    program.window.classify.add(photos)
    qtbot.waitUntil(lambda: session.work.is_classifying and not session.work.is_searching)
    program.window.show_page(number)
    press(program, Qt.Key.Key_Escape)
    assert [task.title for task in program.tasks.listed if task.is_cancelled] == []
    program.window.show_page(CLASSIFY)
    press(program, Qt.Key.Key_Escape)
    wait_until_idle(program)
    assert session.work.waiting == len(photos)


@pytest.mark.parametrize("number", [ARCHITECTURE, TRAIN, MODELS])
def test_escape_asks_the_page_that_is_seen(program: Program, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = program.window.pages
    asked: list[int] = []

    def note(page: int) -> bool:
        asked.append(page)
        return True

    for each, place in ((ARCHITECTURE, pages.architecture), (TRAIN, pages.train), (MODELS, pages.models)):
        monkeypatch.setattr(place.content, "cancel_work", partial(note, each))
    program.window.show_page(number)
    press(program, Qt.Key.Key_Escape)
    assert asked == [number]


def test_full_screen_is_a_key_away_and_escape_leaves_it(program: Program) -> None:
    press(program, Qt.Key.Key_F11)
    assert program.window.isFullScreen()
    press(program, Qt.Key.Key_Escape)
    assert not program.window.isFullScreen()


def test_escape_leaves_full_screen_while_the_model_is_still_loading(
    program: Program, classifier: FakeClassifier, wait_until_idle: Wait
) -> None:
    classifier.load_gate.clear()
    program.current.load("another")
    press(program, Qt.Key.Key_F11)
    press(program, Qt.Key.Key_Escape)
    assert not program.window.isFullScreen()
    classifier.load_gate.set()
    wait_until_idle(program)


@pytest.mark.parametrize("key", [Qt.Key.Key_Question, Qt.Key.Key_F1])
def test_the_keys_are_shown_by_a_key(program: Program, key: Qt.Key) -> None:
    press(program, key)
    (sheet,) = [each for each in program.window.findChildren(QDialog) if each.isVisible()]
    assert any(each.text() == "Ctrl+Shift+O" for each in sheet.findChildren(QLabel))
    sheet.close()


def test_a_file_that_could_not_be_read_has_its_reason_in_list_and_panel(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot, wait_until_idle: Wait
) -> None:
    classifier.unreadable = frozenset({photos[2].name})
    page = program.window.classify
    page.add(photos)
    wait_until_idle(program)
    page.browser.selection.choose(photos[2])
    assert page.panel.problem.isVisible()
    assert page.panel.problem.subject.text() == photos[2].name
    assert page.panel.problem.text.text().startswith("The picture data is damaged.")
    classifier.unreadable = frozenset()
    (again,) = [each for each in page.panel.problem.findChildren(QAbstractButton) if each.text() == "Try again"]
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.panel.details.bars.predictions) == 5)
    assert not page.panel.problem.isVisible()


def test_what_could_not_be_read_is_counted_and_a_click_shows_only_that(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot, wait_until_idle: Wait
) -> None:
    classifier.unreadable = frozenset({photos[1].name, photos[3].name})
    page = program.window.classify
    page.add(photos)
    wait_until_idle(program)
    assert page.state_line.failed.text() == f"2 of {len(photos)} could not be read"
    QTest.mouseClick(page.state_line.failed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(program) == [photos[1].name, photos[3].name])
    assert page.state_line.text.text() == f"2 of {len(photos)} shown"
    QTest.mouseClick(page.state_line.failed, Qt.MouseButton.LeftButton)
    assert shown(program) == [photo.name for photo in photos]
    assert not page.notice.isVisible()


def test_taking_the_last_unreadable_one_out_shows_all_again(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot, wait_until_idle: Wait
) -> None:
    classifier.unreadable = frozenset({photos[1].name})
    page = program.window.classify
    page.add(photos)
    wait_until_idle(program)
    QTest.mouseClick(page.state_line.failed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(program) == [photos[1].name])
    press(program, Qt.Key.Key_Delete)
    assert shown(program) == [photo.name for photo in photos if photo != photos[1]]
    assert not page.state_line.failed.isVisible()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_theme_is_shown_at_once_and_kept(program: Program, own_home: Path, qtbot: QtBot, name: str) -> None:
    actions = {action.text(): action for action in program.window.settings_menu.actions()}
    actions["Light" if name == "dark" else "Dark"].trigger()
    actions[name.capitalize()].trigger()
    surface = theme.load_tokens(name).raised
    image = program.window.rail.grab().toImage()
    assert image.pixelColor(4, image.height() // 2).name().upper() == surface
    settings = own_home / "settings.json"
    qtbot.waitUntil(lambda: settings.exists() and json.loads(settings.read_text())["theme"] == name)


def test_icons_follow_the_theme(program: Program) -> None:
    def has_ink(name: str) -> bool:
        image = program.window.rail.settings_button.grab().toImage()
        wanted = QColor(theme.load_tokens(name).text2)
        pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height() // 2))
        return any(pixel.rgb() == wanted.rgb() for pixel in pixels)

    for name in ("dark", "light"):
        program.window.theme_chosen.emit(name)
        assert has_ink(name)


def test_a_model_that_cannot_be_loaded_is_an_error_state_with_a_way_out(
    make_program: Callable[[], Program], classifier: FakeClassifier, photos: list[Path], qtbot: QtBot
) -> None:
    classifier.load_error = UserError("The weights end after 12 MB of 47 MB.")
    program = make_program()
    page = program.window.classify
    assert page.broken.isVisible()
    assert page.broken.text.text().startswith("The weights end after 12 MB of 47 MB.")
    page.add(photos[:1])
    qtbot.waitUntil(lambda: shown(program) == [photos[0].name])
    assert page.session.work.waiting == 1
    classifier.load_error = None
    program.current.load_again()
    qtbot.waitUntil(lambda: page.session.work.waiting == 0 and len(shown(program)) == 1)
    assert program.current.state is State.READY


def test_an_engine_that_gives_up_is_told_with_details_and_another_try(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot, wait_until_idle: Wait
) -> None:
    page = program.window.classify
    classifier.engine_error = UserError("The device ran out of memory.")
    page.add(photos)
    qtbot.waitUntil(page.notice.isVisible)
    assert page.notice.text == "Classifying stopped: The device ran out of memory."
    buttons = {each.text(): each for each in page.notice.findChildren(QAbstractButton)}
    QTest.mouseClick(buttons["Details"], Qt.MouseButton.LeftButton)
    (details,) = page.findChildren(DetailsDialog)
    assert "UserError: The device ran out of memory." in details.text.toPlainText()
    details.close()
    classifier.engine_error = None
    page.session.go_on()
    wait_until_idle(program)
    assert page.session.work.waiting == 0


def test_the_status_bar_tells_model_device_and_what_runs(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot
) -> None:
    status = program.window.status
    words = {each.accessibleName(): each.text() for each in status.findChildren(QLabel) if each.accessibleName()}
    assert status.model.text() == "made-up"
    assert status.model.accessibleName() == "Model: made-up"
    assert words["Device and precision"] == "CPU f32"
    assert not status._button.isVisible()
    classifier.gate.clear()
    program.window.classify.add(photos)
    qtbot.waitUntil(lambda: status._button.text() == "Classifying pictures")
    QTest.mouseClick(status._button, Qt.MouseButton.LeftButton)
    assert status._popup.isVisible()
    cancel = {each.accessibleName(): each for each in status._popup.findChildren(QAbstractButton)}
    QTest.mouseClick(cancel["Cancel: Classifying pictures"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not status._popup.isVisible() and not program.tasks.listed)


def test_closing_while_it_works_ends_every_thread(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot
) -> None:
    classifier.gate.clear()
    program.window.classify.add(photos)
    qtbot.waitUntil(lambda: program.window.classify.session.work.is_classifying)
    assert any(thread.name == "Classifying pictures" for thread in threading.enumerate())
    program.window.close()
    assert not [thread for thread in threading.enumerate() if thread.name in ("Classifying pictures", "task")]


def test_a_result_that_comes_after_the_window_closed_hurts_nothing(
    program: Program, photos: list[Path], qtbot: QtBot
) -> None:
    program.window.classify.add(photos)
    qtbot.waitUntil(lambda: program.window.classify.session.work.pictures > 0)
    program.window.close()
    QApplication.processEvents()
    assert program.tasks.listed == []


def test_place_and_split_come_back(
    make_program: Callable[[], Program], photos: list[Path], wait_until_idle: Wait
) -> None:
    first = make_program()
    first.window.resize(1010, 690)
    first.window.classify.add(photos)
    wait_until_idle(first)
    splitter = first.window.classify.splitter
    splitter.setSizes([330, 700])
    splitter.splitterMoved.emit(330, 1)
    width, _ = splitter.sizes()
    first.window.close()
    second = make_program()
    assert second.window.height() == 690  # the offscreen screen is too narrow for the width
    second.window.classify.add(photos)
    wait_until_idle(second)
    assert second.window.classify.splitter.sizes()[0] == width


def test_damaged_settings_are_told_and_the_window_opens(make_program: Callable[[], Program], own_home: Path) -> None:
    (own_home / "settings.json").write_text("{")
    program = make_program()
    assert program.window.isVisible()
    assert program.window.classify.notice.text.startswith("The settings could not be read")


def is_scrolled(part: QWidget | None) -> bool:
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    return part is not None


@pytest.mark.parametrize("size", [(960, 640), (1024, 700)])
def test_nothing_sticks_out_at_small_sizes(full: Program, size: tuple[int, int], qtbot: QtBot) -> None:
    window = full.window
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    for part in window.findChildren(QWidget):
        if part.isVisible() and part.window() is window:
            place = part.rect().translated(part.mapTo(window, QPoint(0, 0)))
            if is_scrolled(part):
                place.setTop(0)  # what is below can be scrolled to; what is beside it cannot
                place.setBottom(window.height() - 1)
            assert window.rect().contains(place), f"{part} sticks out: {place}"
    for label in window.findChildren(QLabel):
        if label.isVisible() and type(label) is QLabel and label.text() and not label.wordWrap():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), f"{label.text()!r} is cut"


def test_everything_that_can_be_pressed_has_a_name_and_takes_the_focus(full: Program) -> None:
    page = full.window.classify
    for button in full.window.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button.parent(), QLineEdit):  # a field's own, which keys do as well
            assert button.accessibleName() or button.text(), f"{button} has no name"
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for part in (page.browser.gallery, page.browser.table, page.panel.details.bars, page.panel.stage.view):
        assert part.accessibleName()


def test_what_the_engine_could_not_do_as_asked_is_said(
    make_program: Callable[[], Program], classifier: FakeClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = classifier.load_model

    def with_notice(*arguments: object) -> LoadedModel:
        loaded = real(*arguments)  # type: ignore[arg-type]
        loaded.engine.notices = ("The GPU did not answer; the CPU is used.",)  # type: ignore[misc]
        return loaded

    monkeypatch.setattr(classifier, "load_model", with_notice)
    program = make_program()
    assert program.window.classify.notice.text == "The GPU did not answer; the CPU is used."


def test_a_choice_that_fails_is_told_on_the_page_that_is_open(
    program: Program, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    window = program.window
    window.show_page(MODELS)
    classifier.load_error = UserError("The weights are damaged.")
    program.current.choose("birds")
    qtbot.waitUntil(lambda: program.current.state is State.FAILED)
    assert window.pages.models.content.notice.text == program.current.problem != ""
    assert not window.classify.notice.text, "it is told once"


def test_a_model_s_file_that_is_refused_is_told_beside_the_pictures_that_came_with_it(
    program: Program, photos: list[Path], tmp_path: Path, wait_until_idle: Wait
) -> None:
    garbage = tmp_path / "garbage.resnet"
    garbage.write_bytes(b"nothing")
    program.window.pages.take([garbage, photos[0]])
    wait_until_idle(program)
    assert len(program.window.classify.session.pictures.store) == 1
    assert program.window.pages.notice.text.startswith("garbage.resnet: ")
    assert program.window.pages.notice.isVisible()


def test_a_model_in_use_that_is_deleted_with_its_run_is_used_no_longer(program: Program, qtbot: QtBot) -> None:
    program.current.load("trained")
    qtbot.waitUntil(lambda: program.current.name == "trained")
    program.window.pages.train.content.runs.content.deleted.emit("trained", True)
    qtbot.waitUntil(lambda: program.current.name == "made-up")


def test_a_typed_query_shows_only_what_it_asks_for(full: Program, photos: list[Path], qtbot: QtBot) -> None:
    page = full.window.classify
    press(full, Qt.Key.Key_F, CONTROL)
    assert page.query.hasFocus()
    QTest.keyClicks(page.query, "name:c*.jpg")
    wanted = [photo.name for photo in photos if photo.name.startswith("c")]
    qtbot.waitUntil(lambda: shown(full) == wanted)
    assert f"{len(wanted)} of {len(photos)}" in page.state_line.text.text()
    QTest.keyClick(page.query, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(full)) == len(photos))


def test_a_class_of_the_model_can_be_asked_for(full: Program, qtbot: QtBot) -> None:
    page = full.window.classify
    labels = {entry.path.name: entry.label for entry in page.session.pictures.store}
    label = next(iter(labels.values()))
    page.query.setText(f'"{label}"')
    qtbot.waitUntil(lambda: shown(full) == [name for name, each in labels.items() if each == label])
    assert page.query.toolTip() == ""


def test_the_pictures_that_could_not_be_read_are_a_query_too(
    program: Program, classifier: FakeClassifier, photos: list[Path], qtbot: QtBot, wait_until_idle: Wait
) -> None:
    classifier.unreadable = frozenset({photos[1].name})
    page = program.window.classify
    page.add(photos)
    wait_until_idle(program)
    page.state_line.failed.click()
    qtbot.waitUntil(lambda: shown(program) == [photos[1].name])
    assert page.query.text() == "error"
