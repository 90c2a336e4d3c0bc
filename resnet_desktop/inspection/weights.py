"""What can be said about the weights of a layer, or of several: sizes, spread, filters, and what does nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.network import Graph, Kind, Layer

Weights = Mapping[str, npt.NDArray[Any]]

DEAD_SHARE = 0.01
"""A filter whose norm is below this share of the median norm does next to nothing."""

_BINS = 60


@dataclass(frozen=True, eq=False)
class Spread:
    """How the values of an array are spread.

    Attributes:
        count: how many there are.
        mean: of them.
        deviation: their standard deviation.
        low: the smallest.
        high: the largest.
        shares: (bins,) the share of values in each interval of one width between `low` and `high`, 0 to 1.
    """

    count: int
    mean: float
    deviation: float
    low: float
    high: float
    shares: FloatArray


@dataclass(frozen=True, eq=False)
class Filters:
    """The filters of a convolution, or the classes of a dense layer.

    Attributes:
        norms: (filters,) the square root of the sum of squares of each.
        dead: numbers of those that do next to nothing, from 0.
    """

    norms: FloatArray
    dead: tuple[int, ...]

    @property
    def largest(self) -> int:
        """The number of the one with the largest norm, from 0."""
        return int(np.argmax(self.norms))

    @property
    def smallest(self) -> int:
        """The number of the one with the smallest norm, from 0."""
        return int(np.argmin(self.norms))


@dataclass(frozen=True, eq=False)
class LayerWeights:
    """What is known of one layer's weights.

    Attributes:
        layer: which.
        spreads: of each variable, by its name.
        filters: of a kernel; None for a batch norm.
        pictures: (filters, height, width, 3) uint8, RGB, of a convolution that reads the picture; else None.
    """

    layer: Layer
    spreads: Mapping[str, Spread]
    filters: Filters | None = None
    pictures: UInt8Array | None = None


def spread(values: npt.NDArray[Any]) -> Spread:
    """Say how values are spread; of equal ones the interval is one wide."""
    flat = np.asarray(values, np.float32).reshape(-1)
    low, high = float(flat.min()), float(flat.max())
    edges = (low, high) if low < high else (low - 0.5, high + 0.5)
    counts, _ = np.histogram(flat, _BINS, edges)
    shares = (counts / flat.size).astype(np.float32)
    return Spread(flat.size, float(flat.mean(dtype=np.float64)), float(flat.std(dtype=np.float64)), *edges, shares)


def filters_of(kernel: npt.NDArray[Any]) -> Filters:
    """Compare filters.

    Args:
        kernel: (height, width, in, out) or (in, out); each of the last axis is a filter.
    """
    flat = np.asarray(kernel, np.float32).reshape(-1, kernel.shape[-1])
    norms = np.sqrt(np.einsum("io,io->o", flat, flat))
    dead = np.flatnonzero(norms <= DEAD_SHARE * np.median(norms))
    return Filters(norms, tuple(int(number) for number in dead))


def filter_pictures(kernel: npt.NDArray[Any], *, is_reversed: bool = True) -> UInt8Array:
    """Make a picture of each filter that reads the picture's colours.

    Grey is zero, and each filter uses all of its own range: what is bright in a colour answers to that colour.

    Args:
        kernel: (height, width, 3, out).
        is_reversed: whether the input's channels are blue, green, red; else they are red, green, blue.
    Returns:
        (out, height, width, 3) uint8, RGB.
    """
    in_order = np.asarray(kernel, np.float32)[:, :, :: -1 if is_reversed else 1]
    values = in_order.transpose(3, 0, 1, 2)  # (out, height, width, RGB)
    reach = np.abs(values).max(axis=(1, 2, 3), keepdims=True)
    pictures: UInt8Array = np.rint(127.5 + 127.5 * values / np.where(reach > 0, reach, 1)).astype(np.uint8)
    return pictures


def layer_weights(graph: Graph, weights: Weights, name: str) -> LayerWeights | None:
    """Say what is known of a layer's weights.

    Args:
        graph: the network.
        weights: every array by ``<layer>/<variable>``, any float type.
        name: of the layer.
    Returns:
        None for a layer without weights.
    """
    layer = graph.layer(name)
    if not layer.variables:
        return None
    spreads = {variable.name: spread(weights[f"{name}/{variable.name}"]) for variable in layer.variables}
    if layer.kind not in (Kind.CONVOLUTION, Kind.DENSE):
        return LayerWeights(layer, spreads)
    kernel = weights[f"{name}/kernel"]
    reads_colours = layer.kind is Kind.CONVOLUTION and kernel.shape[2] == 3 and layer.kernel > 1 and layer.stage == 1
    is_reversed = graph.network.normalisation.is_reversed
    pictures = filter_pictures(kernel, is_reversed=is_reversed) if reads_colours else None
    return LayerWeights(layer, spreads, filters_of(kernel), pictures)


def kernel_sizes(layers: tuple[Layer, ...], weights: Weights) -> dict[str, float]:
    """The root mean square of each kernel's weights: how large they usually are.

    Args:
        layers: some of a network's.
        weights: every array by ``<layer>/<variable>``, any float type.
    Returns:
        By the names of the convolutions and dense layers among them, in their order.
    """
    sizes = {}
    for layer in layers:
        if layer.kind in (Kind.CONVOLUTION, Kind.DENSE):
            flat = np.asarray(weights[f"{layer.name}/kernel"], np.float32).reshape(-1)
            sizes[layer.name] = float(np.sqrt(np.dot(flat, flat) / flat.size))
    return sizes
