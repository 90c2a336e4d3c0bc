"""A lab with a network so small that it is really computed."""

import dataclasses
import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.lab.residual_lab import ResidualLab
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.inspection.live import LiveNetwork
from resnet_desktop.network import NETWORKS, RESNET50, Stage, build
from tests.helpers.random_model import random_model
from tests.helpers.tiny_activations import small_picture
from tests.helpers.tiny_model import TINY

SMALL = dataclasses.replace(TINY, name="small lab", title="Small lab", stages=(Stage(4, 3, 1), Stage(4, 2, 2)))
BLOCKS = ("2b", "2c", "3b")


@functools.cache
def small_live() -> LiveNetwork:
    return LiveNetwork(random_model(SMALL.name, 32, 6))


@pytest.fixture(autouse=True)
def small_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, SMALL.name, SMALL)
        yield


@pytest.fixture
def live() -> LiveNetwork:
    made = small_live()
    assert made.blocks == BLOCKS
    return made


@pytest.fixture
def state() -> ArchitectureState:
    return ArchitectureState(build(RESNET50))


@pytest.fixture
def picture() -> LivePicture:
    return LivePicture("noise.png", Path("folder") / "noise.png", small_picture())


@pytest.fixture
def lab(state: ArchitectureState, tasks: Tasks, qtbot: QtBot) -> ResidualLab:
    made = ResidualLab(state, tasks, LiveActivations(state, tasks))
    qtbot.addWidget(made)
    made.resize(380, 900)
    return made


@pytest.fixture
def wait(tasks: Tasks, qtbot: QtBot) -> Callable[[], None]:
    """Waits until nothing is computed any more."""
    return lambda: qtbot.waitUntil(lambda: not tasks.is_busy, timeout=20_000)


@pytest.fixture
def open_lab(
    lab: ResidualLab,
    state: ArchitectureState,
    live: LiveNetwork,
    picture: LivePicture,
    qtbot: QtBot,
    wait: Callable[[], None],
) -> ResidualLab:
    """The lab in a window that is shown, with a picture."""
    lab.show()
    qtbot.waitExposed(lab)
    state.show(live.graph, live)
    state.show_picture(picture)
    wait()
    return lab
