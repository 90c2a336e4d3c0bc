"""The OpenVINO graph, built from the network's data and the weights."""

import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.engines.int8_places import rounded_layers
from resnet_desktop.engines.int8_rounding import add_kernel, add_rounding, round_kernel
from resnet_desktop.network import Graph, Kind, Layer
from resnet_desktop.network.groups import IDENTITY_BLOCK, blocks

if TYPE_CHECKING:
    import openvino

Weights = Mapping[str, npt.NDArray[Any]]

_CONVERTER = "openvino.tools.ovc"
_import = threading.Lock()
_NHWC_TO_NCHW, _NCHW_TO_NHWC = (0, 3, 1, 2), (0, 2, 3, 1)


def import_openvino() -> ModuleType:
    """Import OpenVINO without its model converter.

    WORKAROUND https://github.com/openvinotoolkit/openvino: the package imports its converter, which sends a "general
    import" event over the network and takes two thirds of the import's time. Where the converter cannot be imported,
    the package does without. Whoever needs it can import it afterwards.

    Returns:
        The ``openvino`` module.
    Raises:
        ImportError: it is not installed, or the system lacks something that it needs.
    """
    with _import:
        if "openvino" in sys.modules:
            return sys.modules["openvino"]
        is_hidden = _CONVERTER not in sys.modules
        if is_hidden:
            sys.modules[_CONVERTER] = None  # type: ignore[assignment]  # the documented way to make an import fail
        try:
            import openvino
        finally:
            if is_hidden:
                sys.modules.pop(_CONVERTER, None)
        return openvino  # type: ignore[no-any-return]


@cache
def openvino_core() -> "openvino.Core":
    """The one core of this process; whatever is compiled is compiled by it.

    WORKAROUND https://github.com/openvinotoolkit/openvino: each core gives the main thread a stack for signals and,
    when it goes, puts back the one that it found. When the first of two cores goes first, the second puts back a stack
    that is not there any more, and the next Ctrl-C ends the program without a word.

    Raises:
        ImportError: as `import_openvino`.
    """
    return import_openvino().Core()


def gated_blocks(graph: Graph) -> tuple[str, ...]:
    """The blocks that have a gate: identity blocks, from the input on; a projection's shapes leave no other way."""
    return tuple(group.name for group in blocks(graph) if group.kind == IDENTITY_BLOCK)


def build_openvino_network(
    graph: Graph,
    weights: Weights,
    temperature: float | None = None,
    layers: Sequence[str] = (),
    *,
    has_gates: bool = False,
    ranges: Mapping[str, float] | None = None,
) -> "openvino.Model":
    """Build the network as an OpenVINO model with preprocessing inside.

    Args:
        graph: the network.
        weights: every array of the network, ``<layer>/<variable>``, any float type.
        temperature: divides the logits before the softmax; None for 1.
        layers: the layers to give out. Without any it is the last one, and each batch normalisation is multiplied into
            the convolution before it, whose own output then does not exist.
        has_gates: whether F(x) of each of the `gated_blocks` is multiplied by a gate just before x is added.
        ranges: for a network that computes in int8, the largest value of each of the `rounded_layers`; cannot be
            together with ``layers`` or gates.
    Returns:
        Input ``image``: (n, size, size, 3) uint8 RGB, 0 to 255, any n. Output ``probabilities``: (n, classes) float32,
        or instead the chosen layers by name: (n, height, width, channels) or (n, features) float32. Operations carry
        the canonical names of the layers whose output they are. With gates, and where the network has any such block,
        there is a second input ``gates``: (n, gated blocks) float32, 1 for a block as it is, 0 for its shortcut alone.
    Raises:
        NetworkError: there is no such layer.
        KeyError: an array or a range is missing.
        ValueError: an int8 network was to give out layers or have gates.
    """
    if ranges is not None and (layers or has_gates):
        raise ValueError("a network in int8 gives out probabilities and has no gates")
    openvino = import_openvino()
    wanted = [graph.layer(name) for name in layers]
    builder = _Builder(graph, weights, temperature, folds=not layers, has_gates=has_gates, ranges=ranges)
    parameters = builder.build(until=max(map(graph.layers.index, wanted)) if wanted else len(graph.layers) - 1)
    results = []
    for layer in wanted or [graph.output]:
        tensor = builder.tensors[layer.name].output(0)
        if len(layer.output_shape) == 3:
            tensor = builder.ops.transpose(tensor, builder.whole(_NCHW_TO_NHWC)).output(0)
        result = builder.ops.result(tensor)
        result.output(0).get_tensor().set_names({layer.name if layers else "probabilities"})
        results.append(result)
    return openvino.Model(results, parameters, graph.network.name)


class _Builder:
    """Adds the layers one by one; OpenVINO must have been imported before.

    Attributes:
        ops: OpenVINO's operations.
        tensors: the operation that gives each layer's output, (n, channels, height, width) or (n, features).
    """

    def __init__(
        self,
        graph: Graph,
        weights: Weights,
        temperature: float | None,
        *,
        folds: bool,
        has_gates: bool,
        ranges: Mapping[str, float] | None = None,
    ) -> None:
        from openvino import opset1, opset13

        self.ops: Any = opset13
        self._ops1: Any = opset1  # its max pooling has one output; later ones also give the places
        self.tensors: dict[str, Any] = {}
        self._graph = graph
        self._weights = weights
        self._temperature = temperature
        self._norms = _norms_to_fold(graph) if folds else {}
        self._folded = {norm.name for norm in self._norms.values()}
        self._has_gates = has_gates
        self._gates: dict[str, Any] = {}
        self._ranges = ranges
        self._rounded = {} if ranges is None else rounded_layers(graph)

    def build(self, until: int) -> list[Any]:
        """Add the layers up to the one at this place; gives the inputs."""
        layers = self._graph.layers[: until + 1]
        convolutions = [layer for layer in layers if layer.kind is Kind.CONVOLUTION]
        with ThreadPoolExecutor() as pool:  # NumPy lets go of the interpreter lock: twice as fast on two cores
            names = (layer.name for layer in convolutions)
            arrays = dict(zip(names, pool.map(self._arrays, convolutions), strict=True))
        parameters = [self._add_input(), *(self._add_gates() if self._has_gates else ())]
        self._round("input")
        for layer in layers[1:]:
            inputs = [self.tensors[name] for name in layer.inputs]
            if layer.name in self._folded:
                self.tensors[layer.name] = inputs[0]
                inputs[0].set_friendly_name(layer.name)
            else:
                self.tensors[layer.name] = self._operation(layer, inputs, arrays)
                self.tensors[layer.name].set_friendly_name(layer.name)
            self._round(layer.name)
        return parameters

    def whole(self, values: Sequence[int] | int) -> Any:
        """Make a constant of whole numbers."""
        return self._constant(np.asarray(values, np.int64))

    def _round(self, layer: str) -> None:
        """In a network for int8, let what reads this layer read its rounded values."""
        if self._ranges is not None and layer in self._rounded:
            is_signed = self._rounded[layer]
            rounded = add_rounding(self.ops, self.tensors[layer], self._ranges[layer], is_signed=is_signed)
            self.tensors[layer] = rounded

    def _kernel(self, kernel: npt.NDArray[np.float32], axis: int) -> Any:
        """A kernel whose output channels are on this axis, rounded in a network for int8."""
        if self._ranges is None:
            return self._constant(kernel)
        rounded, scale = round_kernel(kernel, axis)
        return add_kernel(self.ops, self._constant(rounded), self._constant(scale))

    def _constant(self, array: npt.NDArray[Any]) -> Any:
        # A model that was read from disk is read-only, which OpenVINO does not share.
        return import_openvino().op.Constant(array, shared_memory=array.flags.writeable)

    def _array(self, layer: Layer, variable: str) -> npt.NDArray[np.float32]:
        return np.asarray(self._weights[f"{layer.name}/{variable}"], np.float32)

    def _arrays(self, layer: Layer) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """A convolution's kernel (out, in, height, width) and bias (1, out, 1, 1), with its folded batch norm."""
        kernel: npt.NDArray[Any] = self._weights[f"{layer.name}/kernel"]  # (height, width, in, out)
        bias = self._array(layer, "bias")
        scale = np.ones_like(bias)
        if norm := self._norms.get(layer.name):
            epsilon = np.float32(self._graph.network.batch_norm_epsilon)
            scale = self._array(norm, "gamma") / np.sqrt(self._array(norm, "moving_variance") + epsilon)
            bias = (bias - self._array(norm, "moving_mean")) * scale + self._array(norm, "beta")
        scaled = np.empty((kernel.shape[3], kernel.shape[2], *kernel.shape[:2]), np.float32)
        np.multiply(kernel.transpose(3, 2, 0, 1), scale[:, None, None, None], out=scaled)
        return scaled, bias.reshape(1, -1, 1, 1)

    def _add_input(self) -> Any:
        openvino, ops, size = import_openvino(), self.ops, self._graph.input_size
        image = ops.parameter([-1, size, size, 3], openvino.Type.u8, "image")
        image.output(0).get_tensor().set_names({"image"})
        colours = ops.transpose(ops.convert(image, "f32"), self.whole(_NHWC_TO_NCHW))  # (n, 3, size, size)
        normalisation = self._graph.network.normalisation
        if normalisation.is_reversed:
            colours = ops.gather(colours, self.whole([2, 1, 0]), self.whole(1))
        means, deviations = (
            self._constant(np.array(values, np.float32).reshape(1, 3, 1, 1))
            for values in (normalisation.means, normalisation.deviations)
        )
        colours = ops.subtract(colours, means)
        self.tensors["input"] = ops.divide(colours, deviations) if normalisation.divides else colours
        self.tensors["input"].set_friendly_name("input")
        return image

    def _add_gates(self) -> list[Any]:
        """One column for each block, as (n, 1, 1, 1); gives the input, where there is a block that has one."""
        ops, names = self.ops, gated_blocks(self._graph)
        if not names:
            return []
        gates = ops.parameter([-1, len(names)], import_openvino().Type.f32, "gates")
        gates.output(0).get_tensor().set_names({"gates"})
        for index, name in enumerate(names):
            column = ops.gather(gates, self.whole([index]), self.whole(1))
            self._gates[name] = ops.reshape(column, self.whole([0, 1, 1, 1]), special_zero=True)
        return [gates]

    def _operation(self, layer: Layer, inputs: list[Any], arrays: Mapping[str, Any]) -> Any:
        ops, x = self.ops, inputs[0]
        strides, window = [layer.stride] * 2, [layer.kernel] * 2
        begin, end = [layer.padding[0]] * 2, [layer.padding[1]] * 2
        match layer.kind:
            case Kind.ZERO_PADDING:
                zero = self._constant(np.zeros((), np.float32))
                return ops.pad(x, self.whole([0, 0, *begin]), self.whole([0, 0, *end]), "constant", zero)
            case Kind.CONVOLUTION:
                kernel, bias = arrays[layer.name]
                convolution = ops.convolution(x, self._kernel(kernel, 0), strides, begin, end, [1, 1])
                return ops.add(convolution, self._constant(bias))
            case Kind.BATCH_NORM:
                variables = ("gamma", "beta", "moving_mean", "moving_variance")
                arrays_of_norm = [self._constant(self._array(layer, name)) for name in variables]
                return ops.batch_norm_inference(x, *arrays_of_norm, self._graph.network.batch_norm_epsilon)
            case Kind.RELU:
                return ops.relu(x)
            case Kind.MAX_POOL:  # what lies outside counts as minus infinity, as with Keras
                return self._ops1.max_pool(x, strides, begin, end, window)
            case Kind.ADD:
                residual = inputs[1]
                if gate := self._gates.get(f"{layer.stage}{layer.block}"):
                    residual = ops.multiply(residual, gate)
                return ops.add(x, residual)
            case Kind.AVERAGE_POOL:
                return ops.avg_pool(x, strides, begin, end, window, exclude_pad=True)
            case Kind.FLATTEN:  # in the order of Keras: (n, height, width, channels) to (n, features)
                nhwc = ops.transpose(x, self.whole(_NCHW_TO_NHWC))
                return ops.reshape(nhwc, self.whole([0, -1]), special_zero=True)
            case Kind.DENSE:
                factor = np.float32(1 / (self._temperature or 1))
                kernel = self._kernel(np.multiply(self._array(layer, "kernel"), factor), 1)  # (in, out)
                bias = self._constant(np.multiply(self._array(layer, "bias"), factor))
                return ops.softmax(ops.add(ops.matmul(x, kernel, transpose_a=False, transpose_b=False), bias), 1)
            case Kind.INPUT:
                raise AssertionError("the input is made by itself")


def _norms_to_fold(graph: Graph) -> dict[str, Layer]:
    """For each convolution that only a batch normalisation reads: that layer."""
    readers: dict[str, list[Layer]] = {}
    for layer in graph.layers:
        for name in layer.inputs:
            readers.setdefault(name, []).append(layer)
    return {
        layer.name: readers[layer.name][0]
        for layer in graph.layers
        if layer.kind is Kind.CONVOLUTION and [reader.kind for reader in readers[layer.name]] == [Kind.BATCH_NORM]
    }
