import numpy as np
import pytest

from resnet_desktop.network import RESNET50, Graph, build
from resnet_desktop.training.movement import fitted_names, movement
from tests.helpers.tiny_model import TINY


@pytest.fixture
def graph() -> Graph:
    return build(TINY, 32, 3)


def ones(graph: Graph) -> dict[str, np.ndarray]:
    return {name: np.ones(shape, np.float32) for name, shape in graph.shapes().items()}


def test_each_block_says_how_far_it_moved_from_its_start(graph: Graph) -> None:
    start, weights = ones(graph), ones(graph)
    for name in weights:
        if name.startswith(("res3", "bn3")):
            weights[name] = weights[name] + np.float32(0.25)
    moved = movement(graph, 0, start.get, weights)
    assert list(moved) == ["stem", "2a", "2b", "3a", "classifier"]
    assert moved["3a"] == pytest.approx(0.25)
    assert [moved[name] for name in ("stem", "2a", "2b", "classifier")] == [0.0] * 4


def test_statistics_are_no_movement(graph: Graph) -> None:
    start, weights = ones(graph), ones(graph)
    weights["bn_conv1/moving_mean"] += 5
    assert movement(graph, 0, start.get, weights)["stem"] == 0


def test_what_is_frozen_needs_no_start_and_does_not_move(graph: Graph) -> None:
    start = {name: array for name, array in ones(graph).items() if name in fitted_names(graph, 2)}
    assert not any(name.startswith(("conv1", "res2", "bn2")) for name in start)
    assert movement(graph, 2, start.get, ones(graph))["2a"] == 0


def test_without_a_start_nothing_is_said(graph: Graph) -> None:
    assert movement(graph, 0, lambda _: None, ones(graph)) == {}


def test_a_whole_resnet_names_its_sixteen_blocks() -> None:
    graph = build(RESNET50, 64, 10)
    zeros = {name: np.zeros(shape, np.float32) for name, shape in graph.shapes().items()}
    assert len(movement(graph, 0, zeros.get, zeros)) == 18
