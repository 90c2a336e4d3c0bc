from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.following import Following
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.jobs import Control
from resnet_desktop.network import LISTING, RESNET50, build
from tests.desktop.fakes import FakeClassifier
from tests.helpers.random_model import random_model


class RealModels(FakeClassifier):
    """Loads a network with random weights; the name is its number of classes."""

    def load_model(self, name: str, control: Control) -> LoadedModel:  # noqa: ARG002
        model = random_model("resnet50", 32, int(name or 3))
        return LoadedModel(model.card, OpenVinoEngine(model, "f32"), model)


@pytest.fixture
def current(tasks: Tasks, qtbot: QtBot) -> CurrentModel:  # noqa: ARG001
    return CurrentModel(RealModels(), tasks)


@pytest.fixture
def state(qtbot: QtBot) -> ArchitectureState:  # noqa: ARG001
    return ArchitectureState(build(RESNET50))


@pytest.fixture
def following(state: ArchitectureState, current: CurrentModel) -> Iterator[Following]:
    parent = QObject()
    yield Following(state, current, parent)
    parent.deleteLater()


def load(current: CurrentModel, name: str, qtbot: QtBot) -> None:
    current.load(name)
    qtbot.waitUntil(lambda: current.loaded is not None and current.loaded.card.classes == int(name))


def test_the_page_shows_the_network_of_the_model_in_use(
    following: Following, state: ArchitectureState, current: CurrentModel, qtbot: QtBot
) -> None:
    assert state.live is None
    assert state.graph == build(RESNET50), "until there is a model"
    load(current, "3", qtbot)
    assert state.graph == build(RESNET50, 32, 3)
    assert state.live is not None
    load(current, "5", qtbot)
    assert state.graph.classes == 5
    assert following.left_model == ""


def test_another_network_is_without_life_and_stays_when_the_model_changes(
    following: Following, state: ArchitectureState, current: CurrentModel, qtbot: QtBot
) -> None:
    load(current, "3", qtbot)
    following.show_other(build(LISTING))
    assert (state.graph, state.live) == (build(LISTING), None)
    assert following.left_model == "random"
    load(current, "5", qtbot)
    assert state.graph == build(LISTING)
    following.follow()
    assert state.graph.classes == 5
    assert state.live is not None


def test_the_numbers_of_the_model_in_use_are_alive_again(
    following: Following, state: ArchitectureState, current: CurrentModel, qtbot: QtBot
) -> None:
    load(current, "3", qtbot)
    following.show_other(build(RESNET50, 64, 3))
    assert state.live is None
    following.show_other(build(RESNET50, 32, 3))
    assert state.live is not None
    assert following.left_model == ""
