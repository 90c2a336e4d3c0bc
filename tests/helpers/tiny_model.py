"""A residual network so small that a test can write, break and read its models a thousand times."""

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.images import Preprocessing
from resnet_desktop.models import Card
from resnet_desktop.network import RESNET50, Stage

TINY = dataclasses.replace(RESNET50, name="tiny", title="Tiny", stages=(Stage(4, 2, 1), Stage(4, 1, 2)))
"""Must be in ``NETWORKS`` while it is used; see the fixture ``tiny_network``."""

Arrays = dict[str, npt.NDArray[Any]]


def tiny_card(name: str = "shapes", **changes: Any) -> Card:
    """A card with every field set, for three classes at 32 px."""
    values: dict[str, Any] = {
        "name": name,
        "title": "Three shapes",
        "network": "tiny",
        "labels": ("circle", "square", "triangle ▲"),
        "preprocessing": Preprocessing(32, source_size=16),
        "licence": "CC0-1.0",
        "pool_window": 2,
        "metrics": {"test": {"data": "drawings", "pictures": 300, "top1": 0.9375}},
        "provenance": {"data": "drawings", "plan": {"epochs": 3, "rates": [0.1, 0.01]}},
        "temperature": 1.25,
        "int8_ranges": {"conv1": [0.0, 6.5]},
        "created": "2025-11-23",
    }
    return Card(**values | changes)


def tiny_weights(card: Card, seed: int = 0) -> Arrays:
    """Random weights for a card, 0 to 1, float32, all of them exact in float16."""
    generator = np.random.default_rng(seed)
    return {
        name: generator.random(shape, np.float32).astype(np.float16).astype(np.float32)
        for name, shape in card.graph().shapes().items()
    }
