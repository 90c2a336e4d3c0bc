"""All layers of small networks for one made-up picture, computed by the engine that the program uses."""

import dataclasses
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.inspection.activations import Activations
from resnet_desktop.models import Model
from resnet_desktop.network import LISTING, NETWORKS, Stage
from tests.helpers.random_model import random_card, random_weights
from tests.helpers.tiny_model import TINY

TINY_LISTING = dataclasses.replace(
    LISTING, name="tiny listing", title="Tiny listing", stages=(Stage(4, 2, 2), Stage(6, 2, 2))
)
SMALL_NETWORKS = (TINY, TINY_LISTING)


@cache
def small_model(name: str, input_size: int = 32, pool_window: int | None = 2) -> Model:
    """A model of one of `SMALL_NETWORKS` with random weights, five classes and a temperature of 1.5."""
    with pytest.MonkeyPatch.context() as patch:
        for network in SMALL_NETWORKS:
            patch.setitem(NETWORKS, network.name, network)
        card = random_card("random", name, input_size, 5, pool_window, 1.5)
        return Model(card, random_weights(card.graph()), Path())


@cache
def small_activations(name: str, input_size: int = 32, pool_window: int | None = 2) -> Activations:
    """Its layers for noise with a bright square."""
    with pytest.MonkeyPatch.context() as patch:
        for network in SMALL_NETWORKS:
            patch.setitem(NETWORKS, network.name, network)
        model = small_model(name, input_size, pool_window)
        graph = model.card.graph()
        layers = OpenVinoEngine(model, "f32").outputs(
            small_picture(input_size)[None], [each.name for each in graph.layers]
        )
        return Activations(graph, {name: values[0] for name, values in layers.items()})


def small_picture(side: int = 32) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Noise with a bright square: (side, side, 3)."""
    picture = np.random.default_rng(7).integers(0, 160, (side, side, 3), np.uint8)
    picture[side // 4 : side // 2, side // 4 : side // 2] = (250, 200, 90)
    return picture
