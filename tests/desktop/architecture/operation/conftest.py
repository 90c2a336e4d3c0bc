"""The operation view of a small network that is alive without compiling anything."""

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.operation.view import OperationView
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from tests.helpers.tiny_activations import FakeLive, live_picture


@pytest.fixture
def live() -> FakeLive:
    return FakeLive("tiny")


@pytest.fixture
def state(live: FakeLive) -> ArchitectureState:
    return ArchitectureState(live.graph)


@pytest.fixture
def activations(state: ArchitectureState, tasks: Tasks) -> LiveActivations:
    return LiveActivations(state, tasks)


@pytest.fixture
def view(
    state: ArchitectureState, tasks: Tasks, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> OperationView:
    made = OperationView(state, tasks, activations)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    qtbot.waitExposed(made)
    state.show(live.graph, live)
    state.show_picture(live_picture())
    activations.ask()
    qtbot.waitUntil(lambda: activations.is_current)
    return made
