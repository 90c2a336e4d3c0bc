from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.desktop import app, opening
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.runs.delete_question import DeleteQuestion
from resnet_desktop.desktop.train.runs.runs_panel import RunsPanel
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.judgement import JudgedPicture, Judgement, write_judgement
from resnet_desktop.training.past_runs import read_note
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.run import Run

DATA = DataSet(Path("/d"), ("cat", "dog"), (), (), tuple(Example(str(number), 0) for number in range(4)))


def make_run(name: str, right: int, **fields: object) -> Run:
    """A finished run that gets the first pictures right."""
    run = Run.create(name, Plan(**fields), DATA)  # type: ignore[arg-type]
    run.write_history([{"epoch": 1, "seconds": 5.0, "validation_accuracy": 0.75, "validation_loss": 0.5}])
    judged = [JudgedPicture(str(number), 0, int(number >= right), 0.9, 0.1, 0) for number in range(4)]
    write_judgement(run.folder, Judgement.of_pictures("test", "d", Path("/d"), DATA.classes, judged))
    run.write_evaluation({"top1": right / 4})
    return run


@pytest.fixture
def runs() -> None:
    """Two finished runs, one that was interrupted, a broken and a foreign folder."""
    make_run("first", 4)
    make_run("second", 2, epochs=9)
    Run.create("third", Plan(), DATA)
    (paths.runs_dir() / "holiday").mkdir()
    (paths.runs_dir() / "broken").mkdir()
    (paths.runs_dir() / "broken" / "plan.json").write_text("{")


@pytest.fixture
def state() -> TrainState:
    return TrainState()


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, tasks: Tasks, state: TrainState) -> RunsPanel:
    app.set_up(qapp)
    made = RunsPanel(state, tasks)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    return made


@pytest.fixture
def shown(panel: RunsPanel, qtbot: QtBot, tasks: Tasks, runs: None) -> RunsPanel:  # noqa: ARG001
    panel.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    return panel


@pytest.fixture
def choose(shown: RunsPanel) -> Callable[[str], None]:
    return lambda name: shown.table.choose(shown.table.row_of(name))


def test_without_runs_the_panel_says_what_will_be_here(panel: RunsPanel, qtbot: QtBot, tasks: Tasks) -> None:
    panel.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert panel.message.isVisible()
    assert panel.message.title.text() == "No runs yet"


def test_a_run_that_came_from_a_terminal_is_there_when_the_runs_are_opened_again(
    panel: RunsPanel, qtbot: QtBot, tasks: Tasks
) -> None:
    panel.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    panel.hide()
    make_run("from-a-terminal", 4)
    panel.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert [run.name for run in panel.table.rows.records] == ["from-a-terminal"]


def test_the_first_run_can_be_begun_from_here(panel: RunsPanel, qtbot: QtBot, tasks: Tasks) -> None:
    panel.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    with qtbot.waitSignal(panel.start_asked):
        panel.start.click()


def test_opening_the_runs_again_leaves_a_comparison_as_it_is(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    choose("first")
    shown.compare_with("second")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    shown.hide()
    make_run("new", 1)
    shown.show()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert shown.chosen is not None
    assert shown.chosen.name == "first"
    assert shown.card.compared.groups.isVisible()


def test_pictures_that_were_changed_between_two_runs_are_counted(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    changed = replace(DATA, test=(Example("0", 1), *DATA.test[2:]))
    paths.write_atomically(paths.runs_dir() / "first" / "data.json", changed.to_json().encode())
    choose("first")
    shown.compare_with("second")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert shown.card.compared.data.text() == "Pictures: 1 with another class, 1 only in “second”."
    choose("second")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    shown.compare_with("third")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert not shown.card.compared.data.isVisible()


def test_a_hidden_panel_reads_nothing(panel: RunsPanel, tasks: Tasks) -> None:
    panel.refresh()
    assert not tasks.is_busy


def test_every_folder_is_listed_also_broken_and_foreign_ones(shown: RunsPanel) -> None:
    states = {run.name: run.state.value for run in shown.table.rows.records}
    assert states == {
        "first": "finished",
        "second": "finished",
        "third": "interrupted",
        "holiday": "cannot be read",
        "broken": "cannot be read",
    }


def test_a_broken_run_is_one_sentence_and_can_only_be_looked_at_or_deleted(
    shown: RunsPanel, choose: Callable[[str], None], state: TrainState
) -> None:
    choose("broken")
    assert shown.card.text.text().startswith("This run is damaged: ")
    card = shown.card
    buttons = (card.use, card.resume, card.compare, card.reveal, card.delete)
    assert [button.isEnabled() for button in buttons] == [False, False, False, True, True]
    assert state.run != "broken"


def test_choosing_a_run_shows_it_on_the_page(choose: Callable[[str], None], state: TrainState) -> None:
    choose("second")
    assert state.run == "second"


def test_the_pages_run_is_chosen(shown: RunsPanel, state: TrainState) -> None:
    state.show_run("first")
    assert shown.chosen is not None
    assert shown.chosen.name == "first"


def test_a_finished_run_can_be_used(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    choose("first")
    assert not shown.card.use.isEnabled()  # its model is not in the library
    (paths.models_dir() / "first").mkdir(parents=True)
    (paths.models_dir() / "first" / "card.json").write_text("{}")
    shown.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    with qtbot.waitSignal(shown.use_asked) as asked:
        shown.card.use.click()
    assert asked.args == ["first"]


def test_an_interrupted_run_can_be_resumed(shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot) -> None:
    choose("third")
    with qtbot.waitSignal(shown.resume_asked) as asked:
        shown.card.resume.click()
    assert asked.args == ["third"]


def test_two_runs_are_compared_on_the_same_pictures(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    choose("first")
    shown.compare_with("second")
    assert [task.title for task in tasks.listed] == ["Comparing first with second"]
    qtbot.waitUntil(lambda: not tasks.is_busy)
    view = shown.card.compared
    assert [each[:3] for each in view.settings.rows.records] == [("epochs", "3", "9")]
    assert [len(group.paths) for group in view.groups.rows.records] == [2, 2, 0, 0]
    assert "could be chance" in view.words.text()
    view.groups.choose(1)
    with qtbot.waitSignal(shown.pictures_asked) as asked:
        view.open.click()
    assert asked.args == [[Path("/d/2"), Path("/d/3")]]


def test_a_comparison_that_comes_late_does_not_show_on_another_run(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    choose("first")
    shown.compare_with("second")
    choose("third")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert not shown.card.compared.groups.isVisible()


def test_a_comparison_that_is_not_possible_says_why(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    (paths.runs_dir() / "second" / "judged-test.json").unlink()
    choose("first")
    shown.compare_with("second")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert "no model 'second'" in shown.card.compared.words.text()


def test_notes_are_kept_as_one_types(
    shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks
) -> None:
    choose("first")
    QTest.keyClicks(shown.card.note, "Try again in autumn")
    choose("second")
    assert shown.card.note.toPlainText() == ""
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert read_note(paths.runs_dir() / "first") == "Try again in autumn"
    choose("first")
    assert shown.card.note.toPlainText() == "Try again in autumn"


def test_a_note_is_kept_without_another_click(shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot) -> None:
    choose("first")
    QTest.keyClicks(shown.card.note, "x")
    qtbot.waitUntil(lambda: read_note(paths.runs_dir() / "first") == "x")


def test_deleting_asks_first(shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks) -> None:
    choose("first")
    shown.card.delete.click()
    (question,) = shown.findChildren(DeleteQuestion)
    question.cancel.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert (paths.runs_dir() / "first").is_dir()


@pytest.mark.parametrize("with_model", [True, False])
def test_the_model_goes_only_if_it_is_asked_for(
    with_model: bool, shown: RunsPanel, choose: Callable[[str], None], qtbot: QtBot, tasks: Tasks, state: TrainState
) -> None:
    model = paths.models_dir() / "first"
    model.mkdir(parents=True)
    (model / "card.json").write_bytes(b"0" * 5000)
    shown.refresh()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    choose("first")
    shown.card.delete.click()
    (question,) = shown.findChildren(DeleteQuestion)
    assert "5.0 kB" in question.with_model.text()
    question.with_model.setChecked(with_model)
    with qtbot.waitSignal(shown.deleted) as deleted:
        question.go_on.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert deleted.args == ["first", with_model]
    assert shown.table.row_of("first") == -1
    assert model.is_dir() is not with_model
    assert state.run != "first"
    assert "came back" in shown.card.message.text()


def test_the_folder_is_revealed(
    shown: RunsPanel, choose: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def refuse(path: Path) -> bool:
        opened.append(path)
        return False

    monkeypatch.setattr(opening, "open_path", refuse)
    choose("first")
    shown.card.reveal.click()
    assert opened == [paths.runs_dir() / "first"]
    assert "No program here can show the folder" in shown.card.message.text()


def test_runs_are_chosen_by_keys(shown: RunsPanel, state: TrainState) -> None:
    shown.table.choose(0)
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    assert shown.chosen is shown.table.rows.records[1]
    assert state.run in {run.name for run in shown.table.rows.records}


def test_nothing_is_wider_than_a_narrow_column(shown: RunsPanel, qtbot: QtBot) -> None:
    shown.resize(320, 700)
    qtbot.waitUntil(lambda: shown._body.width() <= 320)
    qtbot.waitUntil(lambda: shown.card.width() <= 320)
