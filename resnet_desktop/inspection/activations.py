"""What all layers of a network gave out for one picture, and the range of their values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.network import Graph, Kind, Layer

_CHUNK = 1 << 20
"""Values that are looked at together: they stay in the processor's cache between the two passes."""


@dataclass(frozen=True, eq=False)
class Activations:
    """All layers for one picture.

    Attributes:
        graph: the network.
        layers: for each layer's name (height, width, channels) or (features,), float32.
        bypassed: names of the identity blocks that were switched off: ``3b``.
    """

    graph: Graph
    layers: Mapping[str, FloatArray]
    bypassed: frozenset[str] = frozenset()

    @cached_property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The smallest and the largest value of each layer."""
        return {name: value_range(values) for name, values in self.layers.items()}

    def maps(self, name: str) -> FloatArray:
        """One layer as maps: (height, width, channels); a vector has maps of one value."""
        values = self.layers[name]
        return values if values.ndim == 3 else values.reshape(1, 1, -1)

    def is_signed(self, name: str) -> bool:
        """Whether a layer has values below zero, and so is coloured from both sides of zero."""
        return self.ranges[name][0] < 0

    def network_range(self, *, is_signed: bool) -> tuple[float, float]:
        """The range of all layers that are coloured alike, the input and its padding left out.

        Args:
            is_signed: of the layers with values below zero; else of those without.
        Returns:
            The smallest and the largest value; 0 and 0 where there is no such layer.
        """
        raw = _pixels_of_picture(self.graph)
        alike = [self.ranges[name] for name in self.layers if name not in raw and self.is_signed(name) is is_signed]
        return min((low for low, _ in alike), default=0.0), max((high for _, high in alike), default=0.0)


def value_range(values: FloatArray) -> tuple[float, float]:
    """The smallest and the largest value."""
    flat = values.reshape(-1)
    parts = [flat[start : start + _CHUNK] for start in range(0, flat.size, _CHUNK)]
    return float(min(part.min() for part in parts)), float(max(part.max() for part in parts))


def is_before_relu(graph: Graph, layer: Layer) -> bool:
    """Whether a ReLU reads a layer, so that what is below zero has no effect."""
    return any(each.kind is Kind.RELU and layer.name in each.inputs for each in graph.layers)


def _pixels_of_picture(graph: Graph) -> Collection[str]:
    """The input and what only pads it: its values are colours, ten times larger than what layers compute."""
    names = {layer.name for layer in graph.layers if layer.kind is Kind.INPUT}
    return names | {
        layer.name for layer in graph.layers if layer.kind is Kind.ZERO_PADDING and names.issuperset(layer.inputs)
    }


def shares(values: FloatArray, bins: int = 48) -> tuple[FloatArray, float, float]:
    """Count how often values occur.

    Args:
        values: any shape.
        bins: how many intervals of one width.
    Returns:
        (bins,) the share of values in each interval, 0 to 1, and the outer edges of all.
    """
    low, high = value_range(values)
    if low == high:
        low, high = low - 0.5, high + 0.5
    counts, _ = np.histogram(values, bins, (low, high))
    return (counts / max(1, values.size)).astype(np.float32), low, high
