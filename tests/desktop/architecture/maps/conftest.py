"""A small network that is alive without compiling anything: its layers were computed once."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.maps.panel import ActivationPanel
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
def show_panel(
    state: ArchitectureState, tasks: Tasks, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> Callable[[str], ActivationPanel]:
    """Opens the panel with a picture and something selected, and waits until all is there."""

    def show(selected: str = "") -> ActivationPanel:
        panel = ActivationPanel(state, tasks, activations)
        qtbot.addWidget(panel)
        panel.resize(400, 760)
        panel.show()
        qtbot.waitExposed(panel)
        state.show(live.graph, live)
        state.select(selected)
        state.show_picture(live_picture())
        qtbot.waitUntil(lambda: activations.is_current)
        return panel

    return show
