"""The arithmetic of each kind of layer at one place, done anew in double precision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.inspection.activations import Activations
from resnet_desktop.inspection.operation import (
    Addition,
    BatchNorm,
    Convolution,
    Dense,
    Flattening,
    Operation,
    Padding,
    Pixel,
    Pooling,
    Relu,
    Step,
)
from resnet_desktop.inspection.operation_chain import chain
from resnet_desktop.network import Kind, Layer

Weights = Mapping[str, NDArray[Any]]


def operation_at(
    activations: Activations,
    weights: Weights,
    name: str,
    row: int,
    column: int,
    channel: int,
    *,
    temperature: float | None = None,
) -> Operation:
    """Compute one value anew, with everything that leads to it and follows at its place.

    Args:
        activations: of the picture, all layers.
        weights: every array of the network, ``<layer>/<variable>``, any float type.
        name: of the layer.
        row: of its map, from 0; 0 for a vector.
        column: from 0; 0 for a vector.
        channel: from 0.
        temperature: divides the logits before the softmax; None for 1.
    Raises:
        NetworkError: there is no such layer.
        IndexError: the layer has no such place.
    """
    graph = activations.graph
    place = _Place(activations, weights, row, column, channel, temperature or 1.0)
    rows, columns, count = activations.maps(name).shape
    if not (0 <= row < rows and 0 <= column < columns and 0 <= channel < count):
        raise IndexError(
            f"{name} has {rows} x {columns} values in {count} channels; there is no {row, column, channel}"
        )
    steps = tuple(place.step(layer) for layer in chain(graph, graph.layer(name)))
    return Operation(name, channel, row, column, steps)


@dataclass(frozen=True)
class _Place:
    """One place of maps of one size, where several layers compute one after another."""

    activations: Activations
    weights: Weights
    row: int
    column: int
    channel: int
    temperature: float

    def step(self, layer: Layer) -> Step:
        match layer.kind:
            case Kind.CONVOLUTION:
                return self._convolution(layer)
            case Kind.MAX_POOL | Kind.AVERAGE_POOL:
                return self._pooling(layer)
            case Kind.BATCH_NORM:
                return self._batch_norm(layer)
            case Kind.RELU:
                x = self._value(layer.inputs[0])
                return Relu(layer.name, max(x, 0.0), self._value(layer.name), x)
            case Kind.ADD:
                return self._addition(layer)
            case Kind.ZERO_PADDING:
                return self._padding(layer)
            case Kind.FLATTEN:
                return self._flattening(layer)
            case Kind.DENSE:
                return self._dense(layer)
            case Kind.INPUT:
                return self._pixel(layer)

    def _pixel(self, layer: Layer) -> Pixel:
        normalisation = self.activations.graph.network.normalisation
        colour, mean = normalisation.colours[self.channel], normalisation.means[self.channel]
        deviation, shown = normalisation.deviations[self.channel], self._value(layer.name)
        pixel = round(shown * deviation + mean)
        return Pixel(layer.name, (pixel - mean) / deviation, shown, colour, pixel, mean, deviation)

    def _value(self, name: str) -> float:
        return float(self.activations.maps(name)[self.row, self.column, self.channel])

    def _weight(self, layer: Layer, variable: str) -> float:
        return float(self.weights[f"{layer.name}/{variable}"][self.channel])

    def _window(self, layer: Layer) -> tuple[int, int, FloatArray, NDArray[np.bool_]]:
        """Row and column of the window's corner in the source, its values (k, k, channels), and where is padding."""
        maps = self.activations.maps(layer.inputs[0])
        top = self.row * layer.stride - layer.padding[0]
        left = self.column * layer.stride - layer.padding[0]
        rows, columns = np.arange(top, top + layer.kernel), np.arange(left, left + layer.kernel)
        inside = _is_inside(rows, maps.shape[0])[:, None] & _is_inside(columns, maps.shape[1])
        patch = np.zeros((layer.kernel, layer.kernel, maps.shape[2]), np.float32)
        patch[inside] = maps[np.ix_(_inside(rows, maps.shape[0]), _inside(columns, maps.shape[1]))].reshape(
            -1, maps.shape[2]
        )
        source = self.activations.graph.layer(layer.inputs[0])
        if source.kind is Kind.ZERO_PADDING:  # its border is padding just as well
            width, whole = source.padding[0], maps.shape[0]
            inside &= _is_inside(rows - width, whole - 2 * width)[:, None] & _is_inside(
                columns - width, whole - 2 * width
            )
        return top, left, patch, ~inside

    def _convolution(self, layer: Layer) -> Convolution:
        top, left, patch, is_padding = self._window(layer)
        kernel = self.weights[f"{layer.name}/kernel"][:, :, :, self.channel].astype(np.float32)
        sums = np.einsum("yxc,yxc->c", patch, kernel, dtype=np.float64)
        bias = self._weight(layer, "bias")
        value, shown = float(sums.sum()) + bias, self._value(layer.name)
        single = sums.astype(np.float32)
        return Convolution(
            layer.name, value, shown, layer.inputs[0], top, left, is_padding, patch, kernel, single, bias
        )

    def _pooling(self, layer: Layer) -> Pooling:
        top, left, patches, is_padding = self._window(layer)
        patch, is_max = patches[:, :, self.channel], layer.kind is Kind.MAX_POOL
        source = self.activations.graph.layer(layer.inputs[0])
        # Zeros of a padding layer are values like all others; what pooling itself puts around the map never counts.
        counts = np.ones_like(is_padding) if source.kind is Kind.ZERO_PADDING else ~is_padding
        if is_max:
            best = int(np.argmax(np.where(counts, patch, -np.inf)))
            row, column = divmod(best, layer.kernel)
            value = float(patch[row, column])
        else:
            row = column = 0
            value = float(patch[counts].mean(dtype=np.float64))
        return Pooling(
            layer.name, value, self._value(layer.name), source.name, top, left, is_padding, patch, is_max, (row, column)
        )

    def _batch_norm(self, layer: Layer) -> BatchNorm:
        x, epsilon = self._value(layer.inputs[0]), self.activations.graph.network.batch_norm_epsilon
        gamma, beta = self._weight(layer, "gamma"), self._weight(layer, "beta")
        mean, variance = self._weight(layer, "moving_mean"), self._weight(layer, "moving_variance")
        value = (x - mean) / (variance + epsilon) ** 0.5 * gamma + beta
        return BatchNorm(layer.name, value, self._value(layer.name), x, gamma, beta, mean, variance, epsilon)

    def _addition(self, layer: Layer) -> Addition:
        x, f_of_x = layer.inputs
        shortcut, residual = self._value(x), self._value(f_of_x)
        is_bypassed = f"{layer.stage}{layer.block}" in self.activations.bypassed
        value = shortcut if is_bypassed else shortcut + residual
        return Addition(layer.name, value, self._value(layer.name), shortcut, residual, x, f_of_x, is_bypassed)

    def _padding(self, layer: Layer) -> Padding:
        row, column = self.row - layer.padding[0], self.column - layer.padding[0]
        maps = self.activations.maps(layer.inputs[0])
        shown = self._value(layer.name)
        if not (0 <= row < maps.shape[0] and 0 <= column < maps.shape[1]):
            return Padding(layer.name, 0.0, shown, layer.inputs[0], None)
        return Padding(layer.name, float(maps[row, column, self.channel]), shown, layer.inputs[0], (row, column))

    def _flattening(self, layer: Layer) -> Flattening:
        maps = self.activations.maps(layer.inputs[0])
        row, column, channel = (int(part) for part in np.unravel_index(self.channel, maps.shape))
        value = float(maps[row, column, channel])
        return Flattening(layer.name, value, self._value(layer.name), layer.inputs[0], (row, column, channel))

    def _dense(self, layer: Layer) -> Dense:
        features = self.activations.layers[layer.inputs[0]]
        matrix = self.weights[f"{layer.name}/kernel"].astype(np.float32)  # (features, classes)
        weights = np.ascontiguousarray(matrix[:, self.channel])
        logits = (features @ matrix + self.weights[f"{layer.name}/bias"].astype(np.float32)) / self.temperature
        powers = np.exp(logits.astype(np.float64) - float(logits.max()))
        value = float(powers[self.channel] / powers.sum())
        return Dense(
            layer.name, value, self._value(layer.name), layer.inputs[0], features, weights, features * weights,
            self._weight(layer, "bias"), self.temperature, logits,
        )  # fmt: skip


def _is_inside(places: NDArray[np.intp], side: int) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = (places >= 0) & (places < side)
    return inside


def _inside(places: NDArray[np.intp], side: int) -> NDArray[np.intp]:
    return places[_is_inside(places, side)]
