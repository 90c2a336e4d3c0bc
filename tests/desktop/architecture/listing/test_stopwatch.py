"""Measuring: asked for by a button, listed, stoppable, kept until the network changes."""

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.listing import wording
from resnet_desktop.desktop.architecture.listing.network_listing import NetworkListing
from resnet_desktop.desktop.architecture.listing.table import LayerTable
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.engines import timing
from resnet_desktop.engines.protocol import EngineError
from resnet_desktop.jobs import Control
from resnet_desktop.network import RESNET50, Graph, build

SMALL = build(RESNET50, 32, 3)


@pytest.fixture
def table(listing: NetworkListing, state: ArchitectureState) -> LayerTable:
    state.show(SMALL, None)
    listing.show_view("table")
    return listing.table


def measure(qtbot: QtBot, table: LayerTable, tasks: Tasks) -> None:
    with qtbot.waitSignal(table.stopwatch.times_changed, timeout=30_000):
        table.times.measure.click()
    qtbot.waitUntil(lambda: not tasks.is_busy)


def test_measured_times_stand_in_the_table(qtbot: QtBot, table: LayerTable, tasks: Tasks) -> None:
    measure(qtbot, table, tasks)
    times = table.stopwatch.times
    assert times is not None
    texts = {row.name: wording.milliseconds(row) for row in table.shown_rows}
    assert texts["res2a_branch2a"] == f"{times.milliseconds['res2a_branch2a']:,.3f}"
    assert texts["bn2a_branch2a"] == "in res2a_branch2a"
    assert all(texts.values())
    total = table.totals.rows[-1].milliseconds
    assert total == pytest.approx(sum(times.milliseconds.values()))
    assert "a picture · CPU" in table.times.words.text()
    assert "random ones were used" in table.times.toolTip()
    assert table.times.measure.text() == "Measure again"


def test_another_network_has_no_times_and_the_same_one_keeps_them(
    qtbot: QtBot, table: LayerTable, tasks: Tasks, state: ArchitectureState
) -> None:
    measure(qtbot, table, tasks)
    state.show(build(RESNET50, 32, 3), None)
    assert table.stopwatch.times is not None
    state.show(build(RESNET50, 48, 3), None)
    assert table.stopwatch.times is None
    assert table.times.words.text() == wording.NOT_MEASURED


def test_measuring_is_listed_and_can_be_cancelled(
    qtbot: QtBot, table: LayerTable, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(_graph: Graph, _weights: object, control: Control) -> None:
        while True:
            control.check()

    monkeypatch.setattr(timing, "measure", wait)
    table.times.measure.click()
    assert [task.title for task in tasks.listed] == ["Timing the layers of ResNet-50"]
    assert table.times.cancel.isVisible()
    table.times.cancel.click()
    qtbot.waitUntil(lambda: not table.stopwatch.is_running)
    assert table.times.words.text() == wording.NOT_MEASURED
    assert table.times.measure.isVisible()


def test_what_goes_wrong_is_said(qtbot: QtBot, table: LayerTable, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise EngineError("The layers cannot be timed: there is not enough memory")

    monkeypatch.setattr(timing, "measure", fail)
    table.times.measure.click()
    qtbot.waitUntil(lambda: not table.stopwatch.is_running)
    assert table.times.words.text() == "The layers cannot be timed: there is not enough memory"


def test_another_network_ends_the_measurement_of_the_last_one(
    qtbot: QtBot, table: LayerTable, tasks: Tasks, state: ArchitectureState, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(_graph: Graph, _weights: object, control: Control) -> None:
        while True:
            control.check()

    monkeypatch.setattr(timing, "measure", wait)
    table.times.measure.click()
    state.show(build(RESNET50, 48, 3), None)
    assert not table.stopwatch.is_running
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert table.stopwatch.times is None


def test_another_model_of_the_same_network_lets_the_measurement_go_on(
    qtbot: QtBot, table: LayerTable, tasks: Tasks, state: ArchitectureState
) -> None:
    table.times.measure.click()
    state.show(build(RESNET50, 32, 3), None)
    assert table.stopwatch.is_running
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=30_000)
    assert table.stopwatch.times is not None
