"""A session of 100,000 pictures: how long it takes to come back, and how long the window stands still meanwhile."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from heartbeat import Heartbeat, Stall
from resnet_desktop.classification import Result
from resnet_desktop.classification.sessions import ModelStamp, open_session
from tests.desktop.classify.keeping.conftest import Begin
from tests.desktop.fakes import LABELS, made_up_model

COUNT = 100_000
MOST_MS = 100
"""Wide of what is needed (20), and far below what the whole list takes in one go."""


@pytest.fixture
def heartbeat(qapp: object) -> Iterator[Heartbeat]:  # noqa: ARG001  a timer needs an application
    made = Heartbeat()
    yield made
    made.stop()


def leave_a_session(model: ModelStamp) -> None:
    """Write a session of 100,000 classified pictures, one in ten of which was corrected."""
    values = np.random.default_rng(0).random((COUNT, len(LABELS)), np.float32)
    values /= values.sum(axis=1, keepdims=True)
    files = [Path(f"/photos/{number % 500}/IMG {number}.jpg") for number in range(COUNT)]
    store = open_session().store
    store.add(files)
    store.use_model(model)
    store.put((Result(path, 640, 480, row, LABELS) for path, row in zip(files, values, strict=True)), model)
    store.close()


def test_a_hundred_thousand_pictures_come_back_without_holding_up_the_window(
    begin: Begin, heartbeat: Heartbeat, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    leave_a_session(made_up_model("a").stamp)
    stalls: dict[str, tuple[float, Stall]] = {}

    def measure(what: str, act: Callable[[], None], is_done: Callable[[], bool]) -> None:
        heartbeat.longest()
        began = time.perf_counter()
        act()
        qtbot.waitUntil(is_done, timeout=60_000)
        stalls[what] = time.perf_counter() - began, heartbeat.longest()

    start = begin("", is_idle=False)
    session, current, slices = start.session, start.current, start.session._slices
    measure("coming back", lambda: None, lambda: not start.tasks.is_busy)
    assert len(session.pictures.store) == COUNT
    measure("taking up its model", lambda: current.load("a"), lambda: not start.tasks.is_busy)
    assert session.work.waiting == 0
    everything = [entry.path for entry in session.pictures.store]
    measure("confirming all", lambda: session.reviewing.confirm(everything), lambda: not session.reviewing.is_busy)
    measure("undoing", session.reviewing.undo, lambda: not session.reviewing.is_busy)
    measure("correcting all", lambda: session.reviewing.give(everything, "dog"), lambda: not session.reviewing.is_busy)
    start.classifier.gate.clear()
    measure("another model", lambda: current.load("b"), lambda: session.work.waiting == COUNT)
    session.cancel()
    start.classifier.gate.set()
    qtbot.waitUntil(lambda: not start.tasks.is_busy, timeout=60_000)
    measure("a new list", session.clear, lambda: session.work.pictures == 0 and not slices.is_busy)
    with capsys.disabled():
        print("\n100,000 pictures:")
        for what, (passed_s, stall) in stalls.items():
            print(
                f"{what}: {passed_s:.2f} s; longest stall {stall.passed_ms:.0f} ms, "
                f"{stall.used_ms:.0f} ms of it the window's own work"
            )
    assert max(stall.used_ms for _, stall in stalls.values()) < MOST_MS
