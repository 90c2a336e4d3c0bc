from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.state import WHOLE, ArchitectureState, LivePicture, names_in
from resnet_desktop.network import LISTING, RESNET50, build


@pytest.fixture
def state(qtbot: QtBot) -> ArchitectureState:  # noqa: ARG001  signals need the application
    return ArchitectureState(build(RESNET50, 64, 10))


def test_stages_blocks_and_layers_can_be_selected() -> None:
    names = names_in(build(RESNET50))
    assert {WHOLE, "input", "stem", "stage 3", "3b", "res3b_branch2a", "classifier", "fc1000"} <= names
    assert len(names) == 1 + 6 + (16 + 2) - 2 + len(build(RESNET50).layers), "stem and classifier are stage and block"


def test_what_is_not_there_is_not_selected(state: ArchitectureState, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(state.selected_changed):
        state.select("res9z")
    with qtbot.waitSignal(state.selected_changed):
        state.select("3b")
    with qtbot.assertNotEmitted(state.selected_changed):
        state.select("3b")
    assert state.selected == "3b"


def test_another_graph_keeps_the_selection_that_it_has_too(state: ArchitectureState) -> None:
    state.select("3b")
    state.show(build(LISTING), None)
    assert state.selected == "3b"
    state.select("3d")
    state.select("res3d_branch2b")
    state.show(build(RESNET50), None)
    assert state.selected == "res3d_branch2b"
    state.select("res3d_branch2c")
    state.show(build(LISTING), None)
    assert state.selected == WHOLE


def test_another_graph_has_no_picture_and_all_its_blocks(state: ArchitectureState) -> None:
    state.show_picture(LivePicture("a", Path("a.jpg"), np.zeros((64, 64, 3), np.uint8)))
    state.bypass({"3b"})
    state.show(build(LISTING), None)
    assert state.picture is None
    assert state.bypassed == frozenset()


def test_bypassing_the_same_blocks_again_tells_nobody(state: ArchitectureState, qtbot: QtBot) -> None:
    with qtbot.waitSignal(state.bypassed_changed):
        state.bypass(["3b", "4c"])
    with qtbot.assertNotEmitted(state.bypassed_changed):
        state.bypass({"4c", "3b"})
