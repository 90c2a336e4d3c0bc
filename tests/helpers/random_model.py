"""Models with random weights whose predictions differ from picture to picture: comparing them means something."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.images import Preprocessing
from resnet_desktop.models import Card, Model
from resnet_desktop.network import Graph


def random_weights(graph: Graph, seed: int = 0) -> dict[str, npt.NDArray[np.float32]]:
    """Weights with which activations keep their size through all blocks, and no class gets everything.

    Kernels and vectors are exact in float16. Batch norms have statistics and factors that are far from doing nothing.
    Who asks again gets the same arrays, which nobody can write to.
    """
    return dict(_drawn(graph, seed))


@lru_cache(maxsize=3)
def _drawn(graph: Graph, seed: int) -> dict[str, npt.NDArray[np.float32]]:
    """Draw the weights, which takes a second for ResNet-50."""
    generator = np.random.default_rng(seed)
    ends = {layer.inputs[1] for layer in graph.layers if layer.kind == "Add"}
    weights: dict[str, npt.NDArray[Any]] = {}
    for layer in graph.layers:
        for variable in layer.variables:
            shape = variable.shape
            match variable.name:
                case "kernel":
                    gain = 0.03 if layer is graph.output else 2.0
                    array = generator.standard_normal(shape) * np.sqrt(gain / np.prod(shape[:-1]))
                case "gamma" if layer.name in ends:
                    array = generator.uniform(0.1, 0.4, shape)
                case "gamma":
                    array = generator.uniform(0.5, 1.5, shape)
                case "moving_variance":
                    array = generator.uniform(0.5, 1.5, shape) * (4000 if layer.name == "bn_conv1" else 1)
                case _:
                    array = generator.standard_normal(shape) * 0.1
            drawn = array.astype(np.float16).astype(np.float32)
            drawn.flags.writeable = False
            weights[f"{layer.name}/{variable.name}"] = drawn
    return weights


def random_model(
    network: str = "resnet50",
    input_size: int = 64,
    classes: int = 10,
    pool_window: int | None = None,
    temperature: float | None = None,
) -> Model:
    """A model in memory."""
    card = random_card("random", network, input_size, classes, pool_window, temperature)
    return Model(card, random_weights(card.graph()), Path())


def random_card(
    name: str,
    network: str = "resnet50",
    input_size: int = 64,
    classes: int = 10,
    pool_window: int | None = None,
    temperature: float | None = None,
) -> Card:
    """A card whose classes are called ``class 0``, ``class 1``, …."""
    return Card(
        name=name,
        title="Random",
        network=network,
        labels=tuple(f"class {index}" for index in range(classes)),
        preprocessing=Preprocessing(input_size),
        licence="CC0-1.0",
        pool_window=pool_window,
        metrics={},
        provenance={},
        temperature=temperature,
        created="2025-11-23",
    )
