"""The listing of the real network in a window that is really shown."""

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.listing.network_listing import NetworkListing
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.network import RESNET50, build


@pytest.fixture
def state(qtbot: QtBot) -> ArchitectureState:  # noqa: ARG001  signals need the application
    return ArchitectureState(build(RESNET50))


@pytest.fixture
def listing(qtbot: QtBot, state: ArchitectureState, tasks: Tasks) -> NetworkListing:
    made = NetworkListing(state, tasks)
    qtbot.addWidget(made)
    made.resize(320, 640)
    made.show()
    qtbot.waitExposed(made)
    return made
