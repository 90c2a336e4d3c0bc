"""The page in the whole window, with trainings that say what the test tells them to."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.reviewing.training_dialog import TrainingDialog
from resnet_desktop.desktop.settings import TRAIN_LOG_SCALE, TRAIN_SMOOTHING
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.leave_dialog import LeaveDialog
from resnet_desktop.desktop.train.live.chart_tools import STRENGTHS
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.live.leaving import Leave
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.page import TrainPage
from resnet_desktop.desktop.train.planning.forecaster import Forecaster
from resnet_desktop.desktop.train.remembering import restore
from resnet_desktop.desktop.train.step_stack import JUDGEMENT, PICTURES, PLAN, RUNS, TRAINING
from resnet_desktop.desktop.train.wording import PICTURES_FIRST
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.jobs import Control
from resnet_desktop.training import checking
from resnet_desktop.training.dataset import find_data_set
from resnet_desktop.training.mistakes_corrections import Corrections, write_corrections
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.records import RECORDS_FILE
from resnet_desktop.training.run import Run
from tests.desktop.train.live.fake_trainings import STOPPED, FakeTrainings, batch, start


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> FakeTrainings:
    made = FakeTrainings()
    begin = RunFollower.__init__
    monkeypatch.setattr(RunFollower, "__init__", lambda self, state, tasks: begin(self, state, tasks, made))
    monkeypatch.setattr(Forecaster, "measure", lambda _self: None)
    return made


@pytest.fixture
def page(program: Program, trainings: FakeTrainings) -> TrainPage:  # noqa: ARG001
    program.window.show_page(2)
    return program.window.pages.train.content


@pytest.fixture
def folder(tmp_path: Path, sample_photos: list[Path]) -> Path:
    """Two classes with a dozen pictures each."""
    for name in ("cat", "rocket"):
        (tmp_path / "learn" / name).mkdir(parents=True)
        for number in range(12):
            shutil.copy(sample_photos[number % 6], tmp_path / "learn" / name / f"{number}.jpg")
    return tmp_path / "learn"


def choose(page: TrainPage, folder: Path, qtbot: QtBot) -> None:
    page.use_path(folder)
    qtbot.waitUntil(lambda: page.state.data is not None, timeout=20_000)


def test_it_is_made_only_when_it_is_opened(program: Program) -> None:
    assert not program.window.pages.train.is_made


def test_starting_leads_to_what_is_missing_first(page: TrainPage, folder: Path, qtbot: QtBot) -> None:
    page.show_step(TRAINING)
    page.start_button.click()
    assert page.steps.number == PICTURES
    assert not page.notice.isVisible()
    page.start_button.click()
    assert page.notice.text == PICTURES_FIRST, "somebody who is there already sees that something was heard"
    choose(page, folder, qtbot)
    page.start_button.click()
    assert page.steps.number == PLAN, "nobody has seen what would be done yet"


def test_empty_steps_lead_on_to_the_first_training(page: TrainPage, tasks: Tasks, qtbot: QtBot) -> None:
    page.show_step(JUDGEMENT)
    page.judgement.content.way.click()
    assert page.steps.number == RUNS
    qtbot.waitUntil(lambda: not tasks.is_busy)
    page.runs.content.start.click()
    assert page.steps.number == PICTURES


def test_who_has_looked_at_the_plan_starts_by_one_click(
    page: TrainPage, folder: Path, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    choose(page, folder, qtbot)
    QTest.mouseClick(page.steps.buttons[PLAN], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.plan.content.problem, timeout=10_000)
    page.start_button.click()
    assert page.steps.number == TRAINING
    qtbot.waitUntil(lambda: page.follower.trained is not None)
    trainings.training.waiting.append(STOPPED)
    qtbot.waitUntil(lambda: page.follower.trained is None)


def test_the_training_step_offers_to_go_on_with_the_run_that_was_stopped_last(
    page: TrainPage, folder: Path, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    run = Run.create("rockets", Plan(epochs=3), find_data_set(folder, 0.1, 0, Control()))
    (run.folder / RECORDS_FILE).write_text("".join(json.dumps(each) + "\n" for each in (start(), STOPPED)), "utf-8")
    page.show_step(TRAINING)
    nothing = page.live.content.nothing
    qtbot.waitUntil(nothing.resume.isVisible)
    assert nothing.resume.text() == "Resume rockets"
    assert nothing.invitation.text.text().startswith("rockets was stopped in its first epoch.")
    nothing.resume.click()
    qtbot.waitUntil(lambda: page.follower.trained is not None)
    assert trainings.done == [("start", "rockets")]
    trainings.training.waiting.append(STOPPED)
    qtbot.waitUntil(lambda: page.follower.trained is None)


def test_without_a_run_that_was_left_there_is_only_a_start(page: TrainPage, program: Program, qtbot: QtBot) -> None:
    page.show_step(TRAINING)
    qtbot.waitUntil(lambda: page.live.content.nothing.isVisible() and not program.tasks.is_busy)
    assert not page.live.content.nothing.resume.isVisible()


def test_a_plan_that_cannot_be_started_says_why_to_who_looks_at_it(page: TrainPage, folder: Path, qtbot: QtBot) -> None:
    choose(page, folder, qtbot)
    page.show_step(PLAN)
    page.plan.content.name_line.edit.setText("")
    page.start_button.click()
    assert page.steps.number == PLAN
    assert page.notice.text == page.plan.content.problem


def test_a_training_starts_on_the_pictures_that_were_looked_over_and_ends_the_measuring(
    page: TrainPage, folder: Path, trainings: FakeTrainings, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(page, folder, qtbot)
    page.start_button.click()
    qtbot.waitUntil(lambda: not page.plan.content.problem, timeout=10_000)
    cancelled: list[bool] = []
    monkeypatch.setattr(page.plan.content.forecaster, "cancel", lambda: cancelled.append(True))
    page.start_button.click()
    assert page.steps.number == TRAINING
    assert cancelled, "measuring would be slowed down and slow down"
    qtbot.waitUntil(lambda: page.follower.trained is not None)
    assert trainings.data is page.state.data
    assert not page.start_button.isEnabled(), "one at a time"
    trainings.training.waiting.append(STOPPED)
    qtbot.waitUntil(lambda: page.follower.trained is None)
    assert page.start_button.isEnabled()


def test_a_dropped_folder_is_trained_on(program: Program, page: TrainPage, folder: Path, qtbot: QtBot) -> None:
    program.window.drops.paths_dropped.emit([folder])
    qtbot.waitUntil(lambda: page.state.data is not None, timeout=20_000)
    assert page.steps.number == PICTURES


def test_closing_the_window_asks_what_shall_happen_to_a_training(
    program: Program, page: TrainPage, folder: Path, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    choose(page, folder, qtbot)
    page.follower.start("mine")
    qtbot.waitUntil(lambda: page.follower.trained is not None)
    trainings.training.waiting.extend([start(), batch(1, 1)])
    qtbot.waitUntil(lambda: page.follower.phase is Phase.RUNNING)
    program.window.close()
    (dialog,) = program.window.findChildren(LeaveDialog)
    dialog.buttons[Leave.CANCEL].click()
    assert program.window.isVisible()
    program.window.close()
    dialog = program.window.findChildren(LeaveDialog)[-1]
    dialog.buttons[Leave.LET_GO_ON].click()
    assert not program.window.isVisible()


def test_escape_cancels_what_the_open_step_does_and_never_a_training(
    program: Program,
    page: TrainPage,
    folder: Path,
    trainings: FakeTrainings,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def endless(_data: object, control: Control) -> None:
        while True:
            control.check()

    def press_escape() -> None:
        QTest.keyClick(program.window, Qt.Key.Key_Escape)

    monkeypatch.setattr(checking, "check", endless)
    page.follower.start("mine")
    qtbot.waitUntil(lambda: page.follower.trained is not None)
    page.use_path(folder)
    looking, forecaster = page.data.looker.task, page.plan.content.forecaster
    forecaster.task = measuring = program.tasks.start(lambda control: endless(None, control))
    assert looking is not None
    page.show_step(TRAINING)
    press_escape()
    assert not looking.is_cancelled
    assert not measuring.is_cancelled
    page.show_step(PLAN)
    press_escape()
    assert measuring.is_cancelled
    assert not looking.is_cancelled
    page.show_step(PICTURES)
    press_escape()
    assert looking.is_cancelled
    assert trainings.training.asked == []
    trainings.training.waiting.append(STOPPED)
    qtbot.waitUntil(lambda: page.follower.trained is None and page.data.looker.task is None)


def test_a_model_that_was_made_is_used_at_once(program: Program, page: TrainPage, qtbot: QtBot) -> None:
    page.use_asked.emit("another")
    qtbot.waitUntil(lambda: program.current.name == "another")
    assert program.window.classify.isVisible()


@pytest.fixture
def reviewed(program: Program, folder: Path, qtbot: QtBot) -> Program:
    """A dozen photos of each of two classes on the Classify page, all of them reviewed."""
    reviewing = program.window.classify.session.reviewing
    program.window.classify.add([folder])
    qtbot.waitUntil(lambda: not program.tasks.is_busy, timeout=20_000)
    for name in ("cat", "rocket"):
        reviewing.give(sorted((folder / name).iterdir()), name)
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    return program


def make_set(dialog: TrainingDialog, folder: Path, program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    dialog.form.folder.set_path(str(folder))
    with qtbot.waitSignal(dialog.made):
        dialog.form.make.click()


@pytest.mark.usefixtures("trainings")
def test_a_new_training_set_can_be_trained_on_at_once(
    reviewed: Program,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window = reviewed.window
    make_set(window.handing_on.open_training_set(), tmp_path / "set", reviewed, qtbot)
    (button,) = [each for each in window.classify.notice.findChildren(Button) if each.text() == "Train on this"]
    button.click()
    page = window.pages.train.content
    qtbot.waitUntil(lambda: page.state.data is not None, timeout=20_000)
    assert page.isVisible()
    assert page.steps.number == PICTURES
    assert page.state.data is not None
    assert page.state.data.classes == ("cat", "rocket")


@pytest.mark.usefixtures("trainings")
def test_what_was_reviewed_is_a_choice_of_the_pictures_step(
    reviewed: Program,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    reviewed.window.show_page(2)
    page = reviewed.window.pages.train.content
    choice = page.data.choosing.reviewed
    qtbot.waitUntil(choice.isVisible)
    assert choice.text() == "Reviewed in Classify (24 pictures)"
    choice.click()
    (dialog,) = [each for each in reviewed.window.findChildren(TrainingDialog) if each.isVisible()]
    make_set(dialog, tmp_path / "set", reviewed, qtbot)
    qtbot.waitUntil(lambda: page.state.data is not None, timeout=20_000)
    assert page.state.data is not None
    assert page.state.data.folder == tmp_path / "set"


def test_without_reviewed_pictures_there_is_no_such_choice(page: TrainPage, program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    assert page.data.choosing.cifar10.isVisible()
    assert not page.data.choosing.reviewed.isVisible()


def test_another_seed_divides_the_pictures_anew_says_so_and_is_waited_for(
    page: TrainPage, folder: Path, qtbot: QtBot
) -> None:
    choose(page, folder, qtbot)
    page.show_step(PLAN)
    before = page.state.data
    with qtbot.waitSignal(page.data.looker.divided_anew):
        page.state.use_plan(replace(page.state.plan, seed=11))
        assert not page.start_button.isEnabled(), "the old division is not what would be trained on"
    assert page.state.data != before
    assert page.start_button.isEnabled()
    assert page.notice.text == (
        "The pictures are divided anew, with seed 11 and a validation part of 0.1: 20 to train on, 2 for validation, "
        "2 for test."
    )


@pytest.mark.usefixtures("trainings")
def test_how_the_curves_are_looked_at_is_remembered(program: Program) -> None:
    program.window.show_page(2)
    tools = program.window.pages.train.content.live.content.tools
    assert (tools.log.isChecked(), tools.strength) == (False, 0)
    tools.log.setChecked(True)
    tools.smoothing.setValue(3)
    settings = program.window._settings
    assert (settings.text(TRAIN_LOG_SCALE), settings.numbers(TRAIN_SMOOTHING)) == ("yes", (3,))
    tools.log.setChecked(False)
    tools.smoothing.setValue(0)
    settings.put(TRAIN_LOG_SCALE, "yes")
    settings.put(TRAIN_SMOOTHING, (999,))
    restore(tools, settings)
    assert (tools.log.isChecked(), tools.strength) == (True, STRENGTHS[-1])


def test_training_again_takes_plan_and_division_of_the_run_with_what_was_corrected(
    page: TrainPage, folder: Path, qtbot: QtBot
) -> None:
    data = find_data_set(folder, 0.1, 0, Control())
    plan = Plan(data=str(folder), epochs=7, seed=0, freeze=5)
    Run.create("rockets", plan, data)
    wrong, other = data.train[0].path, data.test[0].path
    write_corrections(folder, Corrections().relabel(wrong, "rocket").exclude(other))
    page.state.show_run("rockets")
    page._train_again()
    qtbot.waitUntil(lambda: page.state.data is not None and page.data.looker.mended is not None, timeout=20_000)
    assert page.steps.number == PLAN
    assert page.state.data is not None
    assert (page.state.plan.epochs, page.state.plan.freeze) == (7, 5)
    assert page.plan.content.name == "rockets-2"
    assert page.notice.text == (
        "This is the plan and the division of rockets, with 1 picture left out and 1 picture with another class."
    )
    assert [each.label for each in page.state.data.train if each.path == wrong] == [1]
    assert len(page.state.data.test) == len(data.test) - 1
