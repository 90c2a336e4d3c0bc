"""All layers of small networks for one made-up picture, computed by the engine that the program uses."""

import dataclasses
from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from resnet_desktop.desktop.architecture.state import LivePicture
from resnet_desktop.engines.openvino_engine import OpenVinoEngine
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.inspection.activations import Activations
from resnet_desktop.inspection.live import LiveNetwork
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


def small_picture(side: int = 32) -> UInt8Array:
    """Noise with a bright square: (side, side, 3)."""
    picture = np.random.default_rng(7).integers(0, 160, (side, side, 3), np.uint8)
    picture[side // 4 : side // 2, side // 4 : side // 2] = (250, 200, 90)
    return picture


class FakeLive(LiveNetwork):
    """Gives out the layers that were computed once, and counts how often it was asked.

    Attributes:
        calls: the blocks that were switched off in each call.
        error: raised instead of an answer; None for none.
    """

    def __init__(self, name: str, input_size: int = 32, pool_window: int | None = 2) -> None:
        self.model = small_model(name, input_size, pool_window)
        self._made = small_activations(name, input_size, pool_window)
        self.graph = self._made.graph
        self.blocks = ("2b",)
        self.calls: list[Collection[str]] = []
        self.error: Exception | None = None

    def activations(self, picture: UInt8Array, without: Collection[str] = ()) -> dict[str, FloatArray]:  # noqa: ARG002
        """Always the same, as long as there is no error."""
        self.calls.append(without)
        if self.error is not None:
            raise self.error
        return dict(self._made.layers)


def live_picture(name: str = "noise.png") -> LivePicture:
    """The picture that the layers were computed for."""
    return LivePicture(name, Path(name), small_picture())
