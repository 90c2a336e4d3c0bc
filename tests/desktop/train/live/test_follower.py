import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.live.leaving import Leave
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.errors import UserError
from resnet_desktop.training.plan import Plan
from tests.desktop.train.live.fake_trainings import DIED, DONE, STOPPED, FakeTrainings, batch, epoch, start


def write_run(name: str, *records: dict[str, object]) -> Path:
    folder = paths.runs_dir() / name
    folder.mkdir(parents=True)
    (folder / "plan.json").write_text(Plan(epochs=3).to_json(), "utf-8")
    (folder / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return folder


def begin(follower: RunFollower, qtbot: QtBot, *records: dict[str, object]) -> None:
    """Begin a run that has told these records."""
    follower.start("mushrooms")
    qtbot.waitUntil(lambda: follower.phase is Phase.STARTING)
    tell(follower, qtbot, *records)


def tell(follower: RunFollower, qtbot: QtBot, *records: dict[str, object]) -> None:
    assert follower.trained is not None
    training = follower.trained.training
    if records:
        with qtbot.waitSignal(follower.records_taken):
            training.waiting.extend(records)  # type: ignore[union-attr]


def test_a_new_run_is_made_of_the_plan_and_the_data_and_is_shown(
    follower: RunFollower, state: TrainState, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    state.data_plan = {"data": "/pictures", "archive": ""}
    begin(follower, qtbot, start(), batch(1, 5))
    assert trainings.done == [("/pictures", "mushrooms"), ("start", "mushrooms")]
    assert state.run == "mushrooms"
    assert follower.phase is Phase.RUNNING
    assert follower.shown.course.place == 0.5


def test_what_cannot_be_begun_says_why_and_shows_what_was_shown(
    follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    trainings.error = UserError("There is already a run named 'mushrooms'")
    with qtbot.waitSignal(follower.start_failed) as failed:
        follower.start("mushrooms")
    assert failed.args == [trainings.error]
    assert follower.phase is Phase.NOTHING
    assert follower.trained is None


def test_preparing_can_be_stopped(follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot) -> None:
    trainings.gate.clear()
    follower.start("mushrooms")
    assert follower.phase is Phase.PREPARING
    follower.stop()
    trainings.gate.set()
    qtbot.waitUntil(lambda: follower.phase is Phase.NOTHING)
    assert trainings.done == []


def test_pause_resume_and_stop_are_passed_on_and_shown_at_once(
    follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    begin(follower, qtbot, start())
    phases = []
    follower.phase_changed.connect(lambda: phases.append(follower.phase))
    follower.pause()
    tell(follower, qtbot, batch(1, 1), {"type": "paused"})
    follower.resume()
    tell(follower, qtbot, {"type": "resumed"}, batch(1, 2))
    follower.stop()
    tell(follower, qtbot, batch(1, 3), STOPPED)
    assert trainings.training.asked == ["pause", "resume", "stop"]
    assert phases == [Phase.PAUSING, Phase.PAUSED, Phase.RUNNING, Phase.STOPPING, Phase.STOPPED]
    assert follower.shown.can_resume
    assert follower.trained is None


def test_a_pause_before_the_first_batch_is_remembered(
    follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    begin(follower, qtbot)
    phases = []
    follower.phase_changed.connect(lambda: phases.append(follower.phase))
    follower.pause()
    tell(follower, qtbot, {"type": "progress", "done": 0, "total": None, "message": "Building the network"}, start())
    tell(follower, qtbot, {"type": "paused"})
    follower.resume()
    assert trainings.training.asked == ["pause", "resume"]
    assert phases == [Phase.PAUSING, Phase.PAUSED, Phase.RUNNING]


def test_a_training_that_is_paused_and_resumed_before_it_begins_still_starts(
    follower: RunFollower, qtbot: QtBot
) -> None:
    begin(follower, qtbot)
    follower.pause()
    tell(follower, qtbot, {"type": "paused"})
    follower.resume()
    tell(follower, qtbot, {"type": "resumed"})
    assert follower.phase is Phase.STARTING


def test_a_second_training_is_refused_while_one_goes_on(follower: RunFollower, qtbot: QtBot) -> None:
    begin(follower, qtbot, start())
    with qtbot.waitSignal(follower.start_failed) as failed:
        follower.start("birds")
    assert "mushrooms is still training" in str(failed.args[0])
    assert follower.shown.name == "mushrooms"


def test_a_process_that_dies_leaves_its_curve_a_sentence_and_a_way_on(
    follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    begin(follower, qtbot, start(), batch(1, 10), epoch(1), batch(2, 5))
    write_run("mushrooms", start(), batch(1, 10), epoch(1), batch(2, 5))
    with qtbot.waitSignal(follower.training_ended) as ended:
        trainings.training.waiting.append(DIED)
    assert ended.args == ["mushrooms"]
    assert follower.phase is Phase.FAILED
    assert follower.shown.problem == DIED["message"]
    assert follower.shown.course.place == 1.5

    follower.resume()
    qtbot.waitUntil(lambda: follower.phase is Phase.STARTING)
    tell(follower, qtbot, start(epoch=1, step=2), batch(2, 3))
    assert follower.shown.problem == ""
    assert follower.shown.course.place == pytest.approx(1.3)
    assert list(follower.shown.course.validation_loss.xs) == [1]


def test_an_end_that_cannot_be_resumed_offers_no_way_on(follower: RunFollower, qtbot: QtBot) -> None:
    begin(follower, qtbot, start(), {**DIED, "is_resumable": False})
    assert not follower.shown.can_resume


def test_a_finished_run_is_read_from_its_folder(follower: RunFollower, state: TrainState, qtbot: QtBot) -> None:
    write_run("mushrooms", start(), batch(1, 10), epoch(1), batch(2, 10), epoch(2, 0.9), DONE)
    state.show_run("mushrooms")
    qtbot.waitUntil(lambda: follower.phase is Phase.DONE)
    assert follower.shown.course.model == "mushrooms"
    assert list(follower.shown.course.validation_accuracy.ys) == [0.8, 0.9]


def test_a_run_without_records_still_has_its_epochs(follower: RunFollower, state: TrainState, qtbot: QtBot) -> None:
    folder = write_run("old")
    (folder / "history.jsonl").write_text(json.dumps(epoch(1)) + "\n" + json.dumps(epoch(2)) + "\n", "utf-8")
    state.show_run("old")
    qtbot.waitUntil(lambda: follower.phase is Phase.INTERRUPTED)
    assert list(follower.shown.course.train_loss.xs) == [1, 2]
    assert follower.shown.can_resume


def test_a_run_that_is_gone_says_so(follower: RunFollower, state: TrainState, qtbot: QtBot) -> None:
    with qtbot.waitSignal(follower.start_failed) as failed:
        state.show_run("nowhere")
    assert "There is no run named 'nowhere'" in str(failed.args[0])
    assert follower.phase is Phase.NOTHING


def test_another_run_can_be_looked_at_while_one_trains(
    follower: RunFollower, state: TrainState, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    write_run("birds", start(), epoch(1), DONE)
    begin(follower, qtbot, start())
    state.show_run("birds")
    qtbot.waitUntil(lambda: follower.phase is Phase.DONE)
    with qtbot.assertNotEmitted(follower.records_taken):
        trainings.training.waiting += [batch(1, 7)]
        qtbot.waitUntil(lambda: not trainings.training.waiting)
    state.show_run("mushrooms")
    assert follower.phase is Phase.RUNNING
    assert follower.shown.course.place == pytest.approx(0.7)


def test_a_run_that_another_process_trains_is_joined_with_its_whole_curve(
    follower: RunFollower, state: TrainState, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    write_run("mushrooms")
    trainings.elsewhere.add("mushrooms")
    trainings.training.waiting = [start(), batch(1, 10), epoch(1)]
    follower.find_training()
    qtbot.waitUntil(lambda: follower.phase is Phase.RUNNING)
    assert state.run == "mushrooms"
    assert follower.shown.course.place == 1
    tell(follower, qtbot, batch(2, 5))
    assert follower.shown.course.place == 1.5
    follower.stop()
    assert trainings.training.asked == ["stop"]


def test_nothing_is_asked_before_closing_when_nothing_trains(follower: RunFollower) -> None:
    assert follower.may_close() is None
    assert follower.leave(Leave.LET_GO_ON)


@pytest.mark.parametrize(
    ("answer", "may_close", "asked"),
    [(Leave.LET_GO_ON, True, []), (Leave.STOP, True, ["stop"]), (Leave.CANCEL, False, [])],
)
def test_closing_asks_what_shall_happen_to_a_training(
    follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot, answer: Leave, may_close: bool, asked: list[str]
) -> None:
    begin(follower, qtbot, start())
    question = follower.may_close()
    assert question is not None
    assert question.title == "mushrooms is still training"
    assert [each for each, _ in question.answers] == [Leave.LET_GO_ON, Leave.STOP, Leave.CANCEL]
    assert follower.leave(answer) is may_close
    assert trainings.training.asked == asked


def test_a_paused_training_that_is_let_go_on_is_not_left_waiting(
    follower: RunFollower, trainings: FakeTrainings, qtbot: QtBot
) -> None:
    begin(follower, qtbot, start(), {"type": "paused"})
    question = follower.may_close()
    assert question is not None
    assert question.answers[0][0] is Leave.STOP
    assert follower.leave(Leave.LET_GO_ON)
    assert trainings.training.asked == ["resume"]


def test_an_idle_follower_starts_nothing(follower: RunFollower, tasks: Tasks) -> None:
    assert not follower._timer.isActive()
    assert not tasks.is_busy
