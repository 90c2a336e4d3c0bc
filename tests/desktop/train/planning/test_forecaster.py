"""Forecasts in the window, with a process that knows everything at once."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.forecast_line import ForecastLine
from resnet_desktop.desktop.train.planning.forecaster import OWN, Forecaster
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.training.dataset import DataSet, Example
from resnet_desktop.training.presets import PRESETS
from tests.training import fake_measuring

WAIT_MS = 20_000


def pictures(name: str = "cats") -> DataSet:
    parts = [tuple(Example(f"{number}.png", 0) for number in range(size)) for size in (400, 50, 50)]
    return DataSet(Path("/pictures") / name, ("a", "b"), parts[0], parts[1], parts[2])


@pytest.fixture
def state(qtbot: QtBot) -> TrainState:  # noqa: ARG001  signals need the application
    made = TrainState()
    made.plan = PRESETS["quick"].apply(made.plan)
    made.use_data(pictures(), {"data": "/pictures/cats"})
    return made


def forecaster(state: TrainState, tasks: Tasks, work: Any = fake_measuring.answer) -> Forecaster:
    return Forecaster(state, tasks, QObject(state), work)


def test_all_presets_are_measured_and_then_known(qtbot: QtBot, state: TrainState, tasks: Tasks) -> None:
    made = forecaster(state, tasks)
    made.measure()
    assert [task.title for task in tasks.listed] == [wording.MEASURING_TASK]
    qtbot.waitUntil(lambda: not made.is_measuring, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert set(made.forecasts) == set(PRESETS)
    assert made.forecasts["balanced"].seconds < made.forecasts["full"].seconds
    other = forecaster(state, tasks, fake_measuring.die)
    other.look()
    qtbot.waitUntil(lambda: other.is_complete)
    assert other.forecasts == made.forecasts


def test_own_settings_get_their_own_forecast_and_epochs_need_no_measurement(
    qtbot: QtBot, state: TrainState, tasks: Tasks
) -> None:
    made = forecaster(state, tasks)
    made.measure()
    qtbot.waitUntil(lambda: made.is_complete and not made.is_measuring, timeout=WAIT_MS)
    state.use_plan(dataclasses.replace(state.plan, epochs=99))
    qtbot.waitUntil(lambda: OWN in made.forecasts)
    assert made.forecasts[OWN].seconds > made.forecasts["quick"].seconds
    state.use_plan(dataclasses.replace(state.plan, input_size=96))
    qtbot.waitUntil(lambda: not made.forecasts)


def test_cancelling_ends_the_measurement_and_it_can_be_asked_for_again(
    qtbot: QtBot, state: TrainState, tasks: Tasks
) -> None:
    made = forecaster(state, tasks, fake_measuring.hang)
    line = ForecastLine(made)
    qtbot.addWidget(line)
    line.set_data(has_data=True)
    line.button.click()
    assert made.is_measuring
    assert line.button.text() == "Cancel"
    line.button.click()
    assert not made.is_measuring
    assert (line.button.text(), line.button.isEnabled()) == (wording.MEASURE, True)
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=WAIT_MS)
    assert made.forecasts == {}


def test_a_failed_measurement_says_why(qtbot: QtBot, state: TrainState, tasks: Tasks) -> None:
    made = forecaster(state, tasks, fake_measuring.refuse)
    line = ForecastLine(made)
    qtbot.addWidget(line)
    line.set_data(has_data=True)
    with qtbot.waitSignal(made.failed, timeout=WAIT_MS):
        line.button.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert line.words.text() == "This machine's speed cannot be measured: OpenVINO cannot be loaded."


def test_other_data_are_measured_anew_and_without_data_nothing_is(
    qtbot: QtBot, state: TrainState, tasks: Tasks
) -> None:
    made = forecaster(state, tasks, fake_measuring.hang)
    made.measure()
    first = made.task
    made.measure_anew()
    assert first is not None
    assert first.is_cancelled
    assert made.task is not first
    made.cancel()
    state.use_data(None, {})
    made.measure()
    assert not made.is_measuring
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=WAIT_MS)
