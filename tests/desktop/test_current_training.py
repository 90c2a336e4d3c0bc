"""A training that goes on while the window is opened, in the whole window."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.pages import CLASSIFY, TRAIN
from resnet_desktop.desktop.train.leave_dialog import LeaveDialog
from resnet_desktop.desktop.train.live.leaving import Leave
from resnet_desktop.desktop.train.step_stack import TRAINING
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import RECORDS_FILE
from resnet_desktop.training.run_lock import hold_run
from tests.desktop.train.live.fake_trainings import DONE, batch, start


def tell(folder: Path, *records: dict[str, object]) -> None:
    with (folder / RECORDS_FILE).open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def held() -> Iterator[ExitStack]:
    """What somebody holds; closing it is their end."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def run(held: ExitStack) -> Path:
    """The folder of a run that somebody trains, half of the first of three epochs so far."""
    folder = paths.runs_dir() / "mushrooms"
    folder.mkdir(parents=True)
    (folder / "plan.json").write_text(Plan(epochs=3).to_json(), "utf-8")
    tell(folder, start(), batch(1, 5))
    held.enter_context(hold_run(folder))
    return folder


@pytest.fixture
def opened(run: Path, program: Program, qtbot: QtBot) -> Iterator[Program]:  # noqa: ARG001
    """A window that was opened while the run trains, and has found it."""
    program.window.pages.training.look()
    qtbot.waitUntil(program.window.status.training.isVisible)
    yield program
    program.window.pages.training.follower.leave(Leave.LET_GO_ON)
    program.window._may_leave = True


def mark(program: Program) -> str:
    return program.window.rail._buttons[TRAIN].accessibleDescription()


def test_a_training_of_an_earlier_window_is_told_while_the_train_page_is_not_even_made(opened: Program) -> None:
    sign = opened.window.status.training
    assert not opened.window.pages.train.is_made
    assert sign.button.accessibleName() == "Training: mushrooms · 16 % · about 60 s left"
    assert sign.button.text() == "mushrooms · 16 % · about 60 s left"
    assert sign.bar.value() / sign.bar.maximum() == pytest.approx(1 / 6, abs=0.01)
    assert mark(opened) == "mushrooms is training"


def test_a_click_on_it_leads_to_its_curve(opened: Program) -> None:
    QTest.mouseClick(opened.window.status.training.button, Qt.MouseButton.LeftButton)
    assert opened.window.pages.currentIndex() == TRAIN
    page = opened.window.pages.train.content
    assert page.steps.number == TRAINING
    assert page.live.content.head.name.text() == "mushrooms"
    assert list(page.live.content._follower.shown.course.step_loss.xs) == [0.5]


def test_the_train_page_opens_where_the_training_is_watched_and_then_stays_where_it_was_left(
    opened: Program, qtbot: QtBot
) -> None:
    opened.window.show_page(TRAIN)
    page = opened.window.pages.train.content
    qtbot.waitUntil(lambda: page.steps.number == TRAINING)
    page.show_step(0)
    opened.window.show_page(CLASSIFY)
    opened.window.show_page(TRAIN)
    qtbot.waitUntil(page.isVisible)
    assert page.steps.number == 0


def test_from_another_step_and_another_run_a_click_leads_back_to_the_training(opened: Program, qtbot: QtBot) -> None:
    folder = paths.runs_dir() / "rockets"
    folder.mkdir()
    (folder / "plan.json").write_text(Plan(epochs=3).to_json(), "utf-8")
    opened.window.show_page(TRAIN)
    page = opened.window.pages.train.content
    qtbot.waitUntil(page.isVisible)
    page.show_step(0)
    page.state.show_run("rockets")
    qtbot.waitUntil(lambda: page.follower.shown.can_resume)
    QTest.mouseClick(opened.window.status.training.button, Qt.MouseButton.LeftButton)
    assert (page.steps.number, page.follower.shown.name) == (TRAINING, "mushrooms")


def test_sign_and_mark_go_with_the_training(opened: Program, run: Path, held: ExitStack, qtbot: QtBot) -> None:
    tell(run, batch(2, 5))
    words = opened.window.status.training.button
    qtbot.waitUntil(lambda: words.accessibleName() == "Training: mushrooms · 50 % · about 60 s left")
    tell(run, DONE)
    held.close()
    qtbot.waitUntil(lambda: not opened.window.status.training.isVisible())
    assert mark(opened) == ""


def test_closing_asks_what_shall_happen_though_nobody_opened_the_train_page(opened: Program) -> None:
    opened.window.close()
    (dialog,) = opened.window.findChildren(LeaveDialog)
    assert opened.window.isVisible()
    dialog.buttons[Leave.LET_GO_ON].click()
    assert not opened.window.isVisible()


def test_where_nothing_trains_nothing_is_made_for_it(program: Program, qtbot: QtBot) -> None:
    program.window.pages.training.look()
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    assert "follower" not in vars(program.window.pages.training)
    assert not program.window.status.training.isVisible()


def test_a_training_that_the_command_line_began_is_shown_by_the_train_page(
    program: Program, run: Path, held: ExitStack, qtbot: QtBot
) -> None:
    program.window.show_page(TRAIN)
    page = program.window.pages.train.content
    qtbot.waitUntil(lambda: page.steps.number == TRAINING)
    assert program.window.status.training.isVisible()
    tell(run, DONE)
    held.close()
    qtbot.waitUntil(lambda: page.follower.trained is None)
