import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.desktop import theme
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.live.panel import LivePanel
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.errors import UserError
from resnet_desktop.network.drawing.palette import for_value
from resnet_desktop.training.plan import Plan
from tests.desktop.train.live.fake_trainings import DIED, DONE, FakeTrainings, batch, epoch, start


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, state: TrainState, tasks: Tasks, follower: RunFollower) -> LivePanel:
    theme.apply_theme(qapp, "light")
    made = LivePanel(state, tasks, follower)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def begin(panel: LivePanel, qtbot: QtBot, *records: dict[str, object]) -> None:
    panel._follower.start("mushrooms")
    qtbot.waitUntil(lambda: panel._follower.phase is Phase.STARTING)
    tell(panel, qtbot, *records)


def tell(panel: LivePanel, qtbot: QtBot, *records: dict[str, object]) -> None:
    follower = panel._follower
    if records:
        assert follower.trained is not None
        with qtbot.waitSignal(follower.records_taken):
            follower.trained.training.waiting.extend(records)  # type: ignore[union-attr]


def buttons(panel: LivePanel) -> list[str]:
    head = panel.head
    every = (head.use, head.pause, head.resume, head.stop, head.keep, head.again)
    return [button.text() for button in every if button.isVisible()]


def test_without_a_run_there_is_a_sentence_and_a_button(panel: LivePanel, qtbot: QtBot) -> None:
    assert panel.currentWidget() is panel.nothing
    with qtbot.waitSignal(panel.start_asked):
        panel.nothing.start.click()


def test_a_start_that_fails_says_why(panel: LivePanel, trainings: FakeTrainings, qtbot: QtBot) -> None:
    trainings.error = UserError("The folder is empty")
    with qtbot.waitSignal(panel._follower.start_failed):
        panel._follower.start("mushrooms")
    assert panel.nothing.error.isVisible()
    assert panel.nothing.error.text.text() == "The folder is empty"


def test_loading_tensorflow_is_said(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot)
    assert panel.head.line.text() == wording.LOADING
    assert buttons(panel) == ["Pause", "Stop"]


def test_a_pause_before_the_first_batch_is_said(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot)
    panel.head.pause.click()
    assert panel.head.line.text().startswith("Pauses before the first batch")
    assert buttons(panel) == ["Resume", "Stop"]
    tell(panel, qtbot, start(), {"type": "paused"})
    assert panel.head.line.text() == wording.PAUSED_EARLY


def test_what_happens_before_the_first_step_is_said(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, {"type": "progress", "done": 1200, "total": 5000, "message": "Reading training pictures"})
    assert panel.head.line.text() == "Reading training pictures: 1,200 of 5,000"


def test_a_training_shows_its_numbers_and_its_curves(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 10), epoch(1), batch(2, 5))
    assert panel.head.line.text() == "Epoch 2 of 3, step 5 of 10"
    assert dict(panel.tiles.numbers) == {
        "Epoch": "2 of 3", "Time left": "about 60 s", "Speed": "51 pictures/s", "Learning rate": "0.01",
        "Best epoch": "1", "Best accuracy": "80.0 %",
    }  # fmt: skip
    assert panel.head.bar.value() == 500
    assert panel.charts.loss.words == "Epoch 1.5: Training, within the epoch 1, Training 1, Validation 1.2"
    assert panel.charts.accuracy.markers[0].x == 1
    assert buttons(panel) == ["Pause", "Stop"]


def test_an_epoch_goes_on_while_it_is_judged_on_validation_pictures(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 10))
    assert dict(panel.tiles.numbers)["Epoch"] == "1 of 3"
    tell(panel, qtbot, epoch(1))
    assert dict(panel.tiles.numbers)["Epoch"] == "2 of 3"


def test_buttons_follow_what_the_run_does(panel: LivePanel, trainings: FakeTrainings, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 10), epoch(1))
    panel.head.pause.click()
    assert panel.head.line.text() == wording.PAUSING
    assert buttons(panel) == ["Resume", "Stop"]
    tell(panel, qtbot, {"type": "paused"})
    assert buttons(panel) == ["Resume", "Stop"]
    panel.head.resume.click()
    assert buttons(panel) == ["Pause", "Stop"]
    panel.head.stop.click()
    assert not panel.head.stop.isEnabled()
    assert trainings.training.asked == ["pause", "resume", "stop"]
    tell(panel, qtbot, DIED)
    assert buttons(panel) == ["Resume", "Use epoch 1"]
    assert panel.head.line.text() == DIED["message"]


def test_a_run_that_cannot_go_on_says_why_in_a_sentence_and_can_be_planned_again(
    panel: LivePanel, qtbot: QtBot
) -> None:
    begin(panel, qtbot, start(), batch(1, 3), {"type": "error", "message": "It diverged", "is_resumable": False})
    assert panel.head.line.text() == "It diverged."
    assert buttons(panel) == ["Train again"]
    with qtbot.waitSignal(panel.again_asked):
        panel.head.again.click()


def test_the_model_of_a_finished_run_can_be_used(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(1), batch(1, 10), epoch(1), DONE)
    assert buttons(panel) == ["Use this model"]
    with qtbot.waitSignal(panel.use_asked) as asked:
        panel.head.use.click()
    assert asked.args == ["mushrooms"]


def test_hints_are_calm_lines_with_what_to_do(panel: LivePanel, qtbot: QtBot) -> None:
    hint: dict[str, object] = {
        "type": "hint",
        "kind": "overfitting",
        "message": "It learns by heart.",
        "advice": "You may stop.",
    }
    begin(panel, qtbot, start(), hint)
    assert panel.hints.words == ("It learns by heart. You may stop.",)
    assert panel.hints.isVisible()


def test_movements_are_said(panel: LivePanel, qtbot: QtBot) -> None:
    assert panel.movement.words == wording.NO_MOVEMENT
    begin(panel, qtbot, start(), {**epoch(1), "movement": {"conv1": 0.0, "2a": 0.02, "5c": 0.08}})
    assert panel.movement.words == "5c: weights moved by 8.0 % of their size (the most)"


def test_nothing_is_done_for_charts_that_nobody_sees(panel: LivePanel, qtbot: QtBot) -> None:
    panel.hide()
    begin(panel, qtbot, start())
    tell(panel, qtbot, batch(1, 5))
    assert not panel.charts._turn.isActive()
    assert panel.head.line.text() == "The first steps are being taken…"
    panel.show()
    assert panel.head.line.text() == "Epoch 1 of 3, step 5 of 10"


def test_charts_that_appear_are_painted_one_after_the_other(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 5))
    panel.hide()
    panel.resize(1000, 1200)  # all are in sight
    for chart in (charts := panel.charts)._charts:
        chart.refresh()
    panel.show()
    qtbot.waitUntil(lambda: charts.loss._picture is not None)
    assert charts.rate._picture is None
    qtbot.waitUntil(lambda: charts.accuracy._picture is not None)
    assert charts.rate._picture is None
    qtbot.waitUntil(lambda: charts.rate._picture is not None)


def test_a_rule_reads_all_charts_at_one_place(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 10), epoch(1), batch(2, 10), epoch(2))
    panel.charts.loss._point(1.0)
    assert panel.charts.accuracy.place == 1
    assert panel.charts.rate.place == 1
    panel.charts.loss._point(None)
    assert panel.charts.accuracy.place is None


def test_the_slider_smooths_steps_and_not_epochs(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 1, loss=2.0), batch(1, 2, loss=1.0), epoch(1))
    panel.tools.smoothing.setValue(2)
    course = panel._follower.shown.course
    assert course.step_loss.drawn[1] > 1
    assert list(course.train_loss.drawn) == [1]
    panel.tools.smoothing.setValue(0)
    assert list(course.step_loss.drawn) == [2, 1]


def test_earlier_runs_are_laid_under_the_curves(panel: LivePanel, qtbot: QtBot) -> None:
    folder = paths.runs_dir() / "birds"
    folder.mkdir(parents=True)
    (folder / "plan.json").write_text(Plan(epochs=2).to_json(), "utf-8")
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, (start(2), epoch(1), epoch(2), DONE))), "utf-8")
    (folder / "history.jsonl").touch()
    without_curve = paths.runs_dir() / "cats"
    without_curve.mkdir()
    (without_curve / "plan.json").write_text(Plan().to_json(), "utf-8")
    begin(panel, qtbot, start(), epoch(1))
    panel.earlier.menu_opened.aboutToShow.emit()
    qtbot.waitUntil(lambda: [each.text() for each in panel.earlier.menu_opened.actions()] == ["birds"])
    with qtbot.waitSignal(panel.earlier.changed):
        panel.earlier.menu_opened.actions()[0].trigger()
    assert [series.name for series in panel.charts.loss.series if series.is_earlier] == ["birds, validation"]
    assert panel.earlier.text() == "Earlier runs (1)"
    panel.earlier.choose("birds", False)
    assert not any(series.is_earlier for series in panel.charts.loss.series)


def test_another_training_is_one_click_away(panel: LivePanel, state: TrainState, qtbot: QtBot) -> None:
    begin(panel, qtbot, start())
    state.show_run("")
    assert panel.currentWidget() is panel.nothing
    panel.meanwhile.show_asked.emit("mushrooms")
    assert panel.head.name.text() == "mushrooms"
    assert not panel.meanwhile.isVisible()


@pytest.mark.parametrize("width", [320, 480, 1400])
def test_it_fits_into_a_narrow_column_and_a_wide_one(panel: LivePanel, qtbot: QtBot, width: int) -> None:
    begin(panel, qtbot, start(), batch(1, 10), epoch(1))
    panel.resize(width, 700)
    for part in (panel.head, panel.tiles, panel.tools, panel.charts, panel.movement):
        assert part.minimumSizeHint().width() <= width - 32
    assert panel.width() == width
    assert not panel.grab().isNull()


def test_the_best_epoch_of_a_run_that_ended_early_can_become_a_model(
    panel: LivePanel, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    folder = paths.runs_dir() / "mushrooms"
    folder.mkdir(parents=True)
    (folder / "plan.json").write_text(Plan(epochs=3).to_json(), "utf-8")
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, (start(), epoch(1), DONE))), "utf-8")
    begin(panel, qtbot, start(), epoch(1), DIED)
    with qtbot.waitSignal(panel._follower.training_ended) as ended:  # judgement and history are read anew
        panel.head.keep.click()
        assert buttons(panel) == ["Stop"]
    assert ended.args == ["mushrooms"]
    assert panel._follower.phase is Phase.DONE
    assert trainings.done[-1] == ("keep", "mushrooms")
    assert buttons(panel) == ["Use this model"]


def test_blocks_are_read_by_arrows(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), {**epoch(1), "movement": {"stem": 0.0, "2a": 0.02}})
    read = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(panel.movement, key)
        read.append(panel.movement.accessibleDescription())
    assert read == ["stem: not moved", "2a: weights moved by 2.0 % of their size", "2b: not moved"]


def test_blocks_are_painted_by_how_far_they_have_moved(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), {**epoch(1), "movement": {"stem": 0.0, "2a": 0.02, "classifier": 0.32}})
    strip = panel.movement
    picture = strip.grab().toImage()
    colours = {}
    for cell in strip.strip.cells:
        place = round(cell.left + 4), strip.top_px + 12
        colours[cell.name] = picture.pixelColor(*place).name().upper()
    assert colours["stem"] == colours["5c"] == for_value(0)
    assert colours["2a"] == for_value(0.25)
    assert colours["classifier"] == for_value(1)


def test_the_network_stands_between_the_curves_and_the_learning_rate(panel: LivePanel, qtbot: QtBot) -> None:
    begin(panel, qtbot, start(), batch(1, 10), epoch(1))
    panel.resize(900, 560)
    charts = panel.charts
    assert charts.loss.geometry().bottom() < panel.movement.geometry().top()
    assert panel.movement.geometry().bottom() < charts.rate.geometry().top()
    assert charts.loss.height() >= 240
