import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.desktop import app
from resnet_desktop.desktop.classify.reviewing.class_dialog import ClassDialog
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.judging.judgement_panel import JudgementPanel
from resnet_desktop.desktop.train.judging.mistake_card import MistakeCard
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.errors import UserError
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.judgement import Judgement
from resnet_desktop.training.mistakes_corrections import Corrections, read_corrections
from resnet_desktop.training.run import Run
from tests.desktop.fakes import FakeClassifier

Show = Callable[[str], JudgementPanel]


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot, tasks: Tasks, classifier: FakeClassifier) -> Show:
    """Shows the panel with a run, and waits until everything is there."""
    app.set_up(qapp)

    shown = []

    def show_run(name: str) -> JudgementPanel:
        state = TrainState()
        panel = JudgementPanel(state, tasks, classifier)
        state.setParent(panel)
        qtbot.addWidget(panel)
        shown.append(panel)
        panel.resize(900, 700)
        panel.show()
        state.show_run(name)
        qtbot.waitUntil(lambda: not tasks.is_busy)
        return panel

    return show_run


@pytest.fixture
def shown_card(qapp: QApplication, qtbot: QtBot) -> MistakeCard:
    app.set_up(qapp)
    card = MistakeCard()
    qtbot.addWidget(card)
    card.show()
    return card


def test_without_a_run_the_panel_says_what_will_be_here(show: Show) -> None:
    assert show("").message.title.text() == "No run is shown"


def test_where_there_is_no_judgement_a_button_leads_on(show: Show, run: Run, qtbot: QtBot) -> None:
    panel = show("")
    with qtbot.waitSignal(panel.runs_asked):
        panel.way.click()
    (run.folder / "judged-test.json").unlink()
    panel = show("pets")
    with qtbot.waitSignal(panel.training_asked):
        panel.way.click()


def test_a_run_that_was_not_judged_says_so(show: Show, run: Run) -> None:
    (run.folder / "judged-test.json").unlink()
    assert show("pets").message.title.text() == "Not judged yet"


def test_a_damaged_judgement_is_one_sentence(show: Show, run: Run) -> None:
    (run.folder / "judged-test.json").write_text("{")
    panel = show("pets")
    assert panel.message.title.text() == "The judgement cannot be shown"
    assert "judged-test.json is damaged" in panel.message.text.text().replace("\u200b", "")


def test_the_headline_shows_the_accuracy(show: Show, run: Run) -> None:  # noqa: ARG001
    assert show("pets").headline.title.text() == "25.0 % right"


def test_a_hidden_panel_reads_when_it_is_shown(
    qtbot: QtBot,
    tasks: Tasks,
    classifier: FakeClassifier,
    run: Run,  # noqa: ARG001
) -> None:
    state = TrainState()
    panel = JudgementPanel(state, tasks, classifier)
    qtbot.addWidget(panel)
    state.show_run("pets")
    assert not tasks.is_busy
    panel.show()
    qtbot.waitUntil(lambda: panel.judgement is not None)


def test_a_cell_opens_its_pictures(show: Show, run: Run, judgement: Judgement, qtbot: QtBot) -> None:  # noqa: ARG001
    panel = show("pets")
    panel.confusion.matrix.setFocus()
    panel.confusion.matrix.choose(0, 0)
    QTest.keyClick(panel.confusion.matrix, Qt.Key.Key_Right)
    QTest.keyClick(panel.confusion.matrix, Qt.Key.Key_Return)
    assert panel.confusion.subject.text() == "cat taken for dog: 2 pictures, 66.7 %"
    with qtbot.waitSignal(panel.pictures_asked) as asked:
        panel.confusion.open.click()
    assert asked.args == [[judgement.path_of(each) for each in judgement.by_cell[0, 1]]]


def test_a_click_on_a_cell_chooses_it(show: Show, run: Run, qtbot: QtBot) -> None:  # noqa: ARG001
    matrix = show("pets").confusion.matrix
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.cell_rect(1, 2).center())
    assert chosen.args == [1, 2]


def test_many_classes_begin_with_the_most_frequent_confusions(show: Show, run: Run) -> None:
    counts = [[0] * 40 for _ in range(40)]
    counts[3][5], counts[5][3] = 7, 2
    evaluation = {"top1": 0, "top5": 0.5, "loss": 1.0, "confusion": counts}
    (run.folder / "judged-test.json").unlink()
    (run.folder / "evaluation.json").write_text(json.dumps(evaluation))
    data = DataSet(Path("/nowhere"), tuple(f"class {number}" for number in range(40)), (), (), ())
    (run.folder / "data.json").write_text(data.to_json())
    panel = show("pets")
    assert panel.confusion.ways.number == 2
    assert [each.pictures for each in panel.confusion.pairs.rows.records] == [7, 2]
    panel.confusion.ways.buttons[0].click()
    panel.confusion.matrix.choose(39, 39)
    assert panel.confusion.matrix.viewport().rect().contains(panel.confusion.matrix.cell_rect(39, 39))


def test_a_run_without_kept_pictures_offers_to_ask_the_model(show: Show, run: Run) -> None:
    (run.folder / "judged-test.json").unlink()
    evaluation = {"top1": 0.5, "loss": 1.0, "confusion": [[1, 1, 0], [0, 0, 0], [0, 0, 0]]}
    (run.folder / "evaluation.json").write_text(json.dumps(evaluation))
    panel = show("pets")
    assert panel.headline.title.text() == "50.0 % right"
    assert panel.ask.isVisible()
    assert not panel.views.buttons[1].isEnabled()


def test_classes_are_sorted_by_the_column_that_is_clicked(show: Show, run: Run) -> None:  # noqa: ARG001
    table = show("pets").classes
    table.sort_by(2, Qt.SortOrder.DescendingOrder)
    assert [row.name for row in table.rows.records] == ["cat", "dog", "rocket", "Class mean", "Weighted mean"]
    table.sort_by(4)
    assert [row.name for row in table.rows.records][:3] == ["rocket", "dog", "cat"]


def test_the_surest_mistake_is_chosen_first(show: Show, run: Run, qtbot: QtBot, tasks: Tasks) -> None:  # noqa: ARG001
    panel = show("pets")
    panel.show_view(1)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    chosen = panel.mistakes.grid.chosen
    assert chosen is not None
    assert chosen.probability == 0.95
    assert panel.mistakes.card.words.text() == "Labelled cat; the model says dog, 95.0 % sure. It gives cat 5.0 %."
    assert "There is no map" in panel.mistakes.card.note.text()  # a made-up model has no weights


def test_relabelled_and_excluded_pictures_are_kept_apart_from_the_folder(
    show: Show,
    run: Run,  # noqa: ARG001
    judgement: Judgement,
    qtbot: QtBot,
    tasks: Tasks,
) -> None:
    before = sorted(path.stat().st_mtime_ns for path in judgement.folder.iterdir())
    panel = show("pets")
    panel.show_view(1)
    view = panel.mistakes
    assert not view.again.isEnabled()
    view.card.accept.click()
    view.card.exclude.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    names = [each.path for each in view.grid.pictures.pictures]
    assert read_corrections(judgement.folder) == Corrections({names[0]: "dog"}, frozenset({names[1]}))
    assert view.changes.text() == "1 relabelled, 1 left out"
    assert sorted(path.stat().st_mtime_ns for path in judgement.folder.iterdir()) == before
    with qtbot.waitSignal(panel.again_asked):
        view.again.click()


def test_a_change_can_be_taken_back(show: Show, run: Run, judgement: Judgement, qtbot: QtBot, tasks: Tasks) -> None:  # noqa: ARG001
    panel = show("pets")
    panel.show_view(1)
    panel.mistakes.card.exclude.click()
    panel.mistakes.grid.choose(0)
    panel.mistakes.card.keep.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert len(read_corrections(judgement.folder)) == 0


def test_a_full_disk_keeps_no_change_and_says_so(
    show: Show,
    run: Run,  # noqa: ARG001
    qtbot: QtBot,
    tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel = show("pets")
    panel.show_view(1)

    def full(_path: Path, _content: bytes) -> None:
        raise UserError("the disk is full")

    monkeypatch.setattr(paths, "write_atomically", full)
    panel.mistakes.card.exclude.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert panel.mistakes.changes.text() == "The change could not be kept: the disk is full."
    assert not panel.mistakes.again.isEnabled()


@pytest.mark.parametrize("number", range(4))
def test_nothing_is_wider_than_a_narrow_column(number: int, show: Show, run: Run, qtbot: QtBot) -> None:  # noqa: ARG001
    panel = show("pets")
    panel.show_view(number)
    panel.resize(QSize(320, 700))
    assert panel.width() == 320
    qtbot.waitUntil(lambda: panel._body.width() <= 320)


def test_the_chart_tells_its_bars_by_arrows(show: Show, run: Run, qtbot: QtBot) -> None:  # noqa: ARG001
    panel = show("pets")
    panel.show_view(3)
    chart = panel.sureness.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.hovered == 0
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert "right 0.0 % of 1 picture" in chart.accessibleDescription()


def test_many_classes_are_chosen_by_typing(shown_card: MistakeCard, qtbot: QtBot) -> None:
    shown_card.offer_classes([f"class {number}" for number in range(100)])
    (action,) = shown_card.other.menu_opened.actions()
    assert action.text() == "Choose one of 100 classes…"
    action.trigger()
    (dialog,) = shown_card.findChildren(ClassDialog)
    dialog.field.setText("class 42")
    with qtbot.waitSignal(shown_card.relabelled) as relabelled:
        dialog.take.click()
    assert relabelled.args == ["class 42"]


def test_a_class_that_the_run_does_not_have_is_refused(shown_card: MistakeCard, qtbot: QtBot) -> None:
    shown_card.offer_classes([f"class {number}" for number in range(100)])
    shown_card.other.menu_opened.actions()[0].trigger()
    (dialog,) = shown_card.findChildren(ClassDialog)
    dialog.field.setText("unicorn")
    with qtbot.assertNotEmitted(shown_card.relabelled):
        dialog.take.click()
    assert "none of the run's" in shown_card.note.text()
