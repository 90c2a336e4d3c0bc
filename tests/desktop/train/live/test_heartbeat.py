"""How long the window's thread stands still while a training with a long history tells 20 records a second.

As in ``tests/desktop/test_heartbeat.py``: the time between two beats is printed, and the processor time that the
window's thread used in such a stretch is held against a bound.
"""

import math
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from heartbeat import Heartbeat
from resnet_desktop import paths
from resnet_desktop.desktop import theme
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.live.panel import LivePanel
from resnet_desktop.desktop.train.state import TrainState
from tests.desktop.train.live.fake_trainings import FakeTraining, FakeTrainings, batch, epoch, start

STEPS = 1_000
EPOCHS = 100
WATCHED_S = 4.0
MOST_MS = 250
"""Wide of what a quiet machine needs (50), and far below painting or smoothing everything at each record."""


class BusyTraining(FakeTraining):
    """Tells a batch at each look, and an epoch with a hint and movements now and then."""

    def __init__(self, told: list[dict[str, Any]]) -> None:
        super().__init__(told)
        self.looks = 0

    def poll(self, timeout: float = 0.0) -> list[dict[str, Any]]:
        if self.waiting:
            return super().poll(timeout)
        self.looks += 1
        number, step = divmod(self.looks, 40)
        now = EPOCHS + number + 1
        if step == 0:
            blocks = {f"block{index}": index / 100 for index in range(18)}
            return [{**epoch(now - 1), "movement": blocks}, {"type": "hint", "kind": "plateau", "message": f"{now}"}]
        return [{**batch(now, step, 40, 1 + math.sin(self.looks)), "epochs": 200}]


@pytest.fixture
def heartbeat(qapp: object) -> Iterator[Heartbeat]:  # noqa: ARG001  a timer needs an application
    made = Heartbeat()
    yield made
    made.stop()


def history() -> list[dict[str, Any]]:
    """100 epochs of 1,000 steps each."""
    told = [start(200)]
    for number in range(1, EPOCHS + 1):
        steps = range(1, STEPS + 1)
        told += [{**batch(number, step, STEPS, 1 + math.sin(step) / number), "epochs": 200} for step in steps]
        told.append(epoch(number))
    return told


def test_a_training_with_a_long_history_never_holds_up_the_window(
    qapp: QApplication, tasks: Tasks, heartbeat: Heartbeat, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    theme.apply_theme(qapp, "light")
    state = TrainState()
    training = BusyTraining(history())
    (paths.runs_dir() / "mushrooms").mkdir(parents=True)
    (paths.runs_dir() / "mushrooms" / "plan.json").write_text("{}", "utf-8")
    follower = RunFollower(state, tasks, FakeTrainings(training, {"mushrooms"}))
    panel = LivePanel(state, tasks, follower)
    qtbot.addWidget(panel)
    panel.resize(1600, 1000)
    panel.show()
    qtbot.waitExposed(panel)
    stalls = {}

    heartbeat.longest()
    follower.find_training()
    qtbot.waitUntil(lambda: follower.trained is not None, timeout=60_000)
    assert follower.trained is not None
    follower.trained.is_own = True  # its records come as from a process of this window: 20 a second
    follower._timer.start(50)
    qtbot.waitUntil(lambda: training.looks > 3)
    course = follower.shown.course
    stalls["appearing"] = heartbeat.longest()
    for strength in (0, 5):
        panel.tools.smoothing.setValue(strength)
        qtbot.waitUntil(lambda before=training.looks: training.looks > before + 1)  # type: ignore[misc]
        stalls[f"choosing {'smooth' if strength else 'raw'} curves"] = heartbeat.longest()
        began, before, used = time.monotonic(), training.looks, time.thread_time()
        qtbot.waitUntil(lambda end=began + WATCHED_S: time.monotonic() > end, timeout=60_000)  # type: ignore[misc]
        share = (time.thread_time() - used) / (time.monotonic() - began)
        rate = (training.looks - before) / (time.monotonic() - began)
        stalls[f"{'smooth' if strength else 'raw'} curves growing ({rate:.0f}/s)"] = heartbeat.longest()
    follower._timer.stop()

    with capsys.disabled():
        print(f"\n{len(course.step_loss.xs):,} steps of a training, {share:.0%} of one processor; longest stalls:")
        for what, stall in stalls.items():
            print(f"{what}: {stall.passed_ms:.0f} ms, {stall.used_ms:.0f} ms of it the window's own work")
    assert max(stall.used_ms for stall in stalls.values()) < MOST_MS
