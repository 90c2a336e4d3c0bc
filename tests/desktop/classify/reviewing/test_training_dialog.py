"""Training sets made of reviewed photos, for real."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.classify.reviewing.training_dialog import TrainingDialog
from resnet_desktop.desktop.classify.reviewing.training_sets import TrainingSets


@pytest.fixture
def sets(full: Program) -> TrainingSets:
    page = full.window.classify
    made = TrainingSets(page, page.session.pictures, full.tasks)
    made.noticed.connect(page.notice.say)
    made.complained.connect(page.notice.complain)
    return made


@pytest.fixture
def opened(full: Program, sets: TrainingSets, photos: list[Path], tmp_path: Path, qtbot: QtBot) -> TrainingDialog:
    """The dialog, after three photos were corrected to dog and two confirmed."""
    reviewing = full.window.classify.session.reviewing
    reviewing.give(photos[:3], "my dog")
    reviewing.confirm(photos[3:5])
    dialog = sets.open(str(tmp_path))
    qtbot.waitUntil(lambda: not full.tasks.is_busy)
    return dialog


Wait = Callable[[Program], None]


def press(dialog: TrainingDialog) -> None:
    QTest.mouseClick(dialog.form.make, Qt.MouseButton.LeftButton)


def test_what_was_reviewed_becomes_a_folder_for_each_class(
    full: Program, opened: TrainingDialog, photos: list[Path], tmp_path: Path, wait_until_idle: Wait
) -> None:
    form = opened.form
    assert (form.confirmed.text(), form.corrected.text()) == ("Confirmed (2)", "Corrected (3)")
    assert form.folder.path == tmp_path / "Training set"
    press(opened)
    wait_until_idle(full)
    made = sorted(path.name for path in (tmp_path / "Training set" / "my dog").iterdir())
    assert made == sorted(photo.name for photo in photos[:3])
    notice = full.window.classify.notice.text
    assert notice.startswith("A training set of 5 pictures in ")
    assert "Training needs at least 3 pictures of each class; too few: " in notice
    assert not [each for each in full.window.classify.findChildren(TrainingDialog) if each.isVisible()]


def test_only_what_is_ticked_goes_in(
    full: Program, opened: TrainingDialog, tmp_path: Path, wait_until_idle: Wait
) -> None:
    opened.form.confirmed.setChecked(False)
    press(opened)
    wait_until_idle(full)
    folders = [path.name for path in (tmp_path / "Training set").iterdir() if path.is_dir()]
    assert folders == ["my dog"]
    assert "Training needs at least two classes; here is only my dog." in full.window.classify.notice.text


def test_a_folder_that_is_not_empty_is_refused_and_stays_as_it_is(
    full: Program, opened: TrainingDialog, photos: list[Path], wait_until_idle: Wait
) -> None:
    before = sorted(photos[0].parent.iterdir())
    opened.form.folder.set_path(str(photos[0].parent))
    press(opened)
    wait_until_idle(full)
    assert opened.isVisible()
    assert "is not an empty folder; choose a new one" in opened.form.message.text
    assert sorted(photos[0].parent.iterdir()) == before


@pytest.mark.parametrize(("folder", "words"), [("", wording.NO_FOLDER), ("a/relative/one", wording.NO_WHOLE_FOLDER)])
def test_a_missing_choice_is_told(opened: TrainingDialog, folder: str, words: str) -> None:
    opened.form.folder.set_path(folder)
    press(opened)
    assert opened.form.message.text == words


def test_nothing_ticked_is_told(opened: TrainingDialog) -> None:
    opened.form.confirmed.setChecked(False)
    opened.form.corrected.setChecked(False)
    press(opened)
    assert opened.form.message.text == wording.NO_KIND


def test_a_cancellation_leaves_nothing(
    full: Program, opened: TrainingDialog, tmp_path: Path, wait_until_idle: Wait
) -> None:
    press(opened)
    (task,) = full.tasks.listed
    task.cancel()
    wait_until_idle(full)
    assert opened.form.message.text in (wording.CANCELLED, "")
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".training-set")]
    assert left == []


def test_without_anything_reviewed_it_says_how_to_review(full: Program, sets: TrainingSets, qtbot: QtBot) -> None:
    dialog = sets.open()
    qtbot.waitUntil(lambda: not full.tasks.is_busy)
    assert dialog.page is not dialog.form
    words = [each.text() for each in dialog.page.findChildren(QLabel)]
    assert wording.NOTHING_REVIEWED in words
    dialog.reject()


def test_a_proposed_folder_is_not_there_yet(tmp_path: Path) -> None:
    assert wording.proposed_folder(tmp_path) == tmp_path / "Training set"
    (tmp_path / "Training set").mkdir()
    assert wording.proposed_folder(tmp_path) == tmp_path / "Training set 2"
