"""Writing ONNX, from the network's data and the arrays; no framework in between."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop import __version__
from resnet_desktop.exporting.blueprint import Blueprint
from resnet_desktop.network import Kind, Layer

OPSET = 13
"""The oldest set of operations that has all that is needed as it is meant here; read by every runtime since 2021."""

IR_VERSION = 7
"""The version of the file that came with it."""

_NHWC_TO_NCHW, _NCHW_TO_NHWC = [0, 3, 1, 2], [0, 2, 3, 1]


def write(blueprint: Blueprint, path: Path) -> None:
    """Write the network in float32; its operations have the layers' names, and so have their outputs.

    Raises:
        KeyError: an array is missing.
        OSError: it cannot be written.
    """
    import onnx

    graph = _Builder(blueprint).build()
    model = onnx.helper.make_model(
        graph,
        ir_version=IR_VERSION,
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        producer_name="ResNet Desktop",
        producer_version=__version__,
    )
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString())


class _Builder:
    """Adds the layers one by one; what goes between them is (n, channels, height, width) or (n, features)."""

    def __init__(self, blueprint: Blueprint) -> None:
        import onnx

        self._onnx = onnx
        self._blueprint = blueprint
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def build(self) -> Any:
        """Make the whole graph: ``image`` (n, size, size, 3) uint8 to ``probabilities`` (n, classes) float32."""
        helper, types = self._onnx.helper, self._onnx.TensorProto
        graph = self._blueprint.graph
        side = graph.input_size
        self._add_input()
        for layer in graph.layers[1:]:
            self._add_layer(layer)
        return helper.make_graph(
            self._nodes,
            graph.network.name,
            [helper.make_tensor_value_info("image", types.UINT8, ["n", side, side, 3])],
            [helper.make_tensor_value_info("probabilities", types.FLOAT, ["n", graph.classes])],
            self._constants,
        )

    def _add_input(self) -> None:
        blueprint = self._blueprint
        self._add("Cast", ["image"], "image/float", to=self._onnx.TensorProto.FLOAT)
        self._add("Transpose", ["image/float"], "image/channels_first", perm=_NHWC_TO_NCHW)
        kernel = self._constant("input/kernel", blueprint.colours.T[:, :, None, None])
        self._add("Conv", ["image/channels_first", kernel, self._constant("input/bias", blueprint.offset)], "input")

    def _add_layer(self, layer: Layer) -> None:
        name, inputs = layer.name, list(layer.inputs)
        begin, end = layer.padding
        window = {"strides": [layer.stride] * 2, "pads": [begin, begin, end, end]}
        match layer.kind:
            case Kind.ZERO_PADDING:
                pads = self._constant(f"{name}/pads", np.array([0, 0, begin, begin, 0, 0, end, end], np.int64))
                self._add("Pad", [*inputs, pads], name, mode="constant")
            case Kind.CONVOLUTION:
                kernel = self._array(layer, "kernel").transpose(3, 2, 0, 1)  # (out, in, height, width)
                arrays = [self._constant(f"{name}/kernel", kernel), *self._arrays(layer, "bias")]
                self._add("Conv", inputs + arrays, name, kernel_shape=[layer.kernel] * 2, **window)
            case Kind.BATCH_NORM:
                arrays = self._arrays(layer, "gamma", "beta", "moving_mean", "moving_variance")
                epsilon = self._blueprint.graph.network.batch_norm_epsilon
                self._add("BatchNormalization", inputs + arrays, name, epsilon=epsilon)
            case Kind.RELU:
                self._add("Relu", inputs, name)
            case Kind.MAX_POOL:
                self._add("MaxPool", inputs, name, kernel_shape=[layer.kernel] * 2, **window)
            case Kind.AVERAGE_POOL:
                self._add("AveragePool", inputs, name, kernel_shape=[layer.kernel] * 2, **window)
            case Kind.ADD:
                self._add("Add", inputs, name)
            case Kind.FLATTEN:  # in the order of Keras
                self._add("Transpose", inputs, f"{name}/channels_last", perm=_NCHW_TO_NHWC)
                self._add("Flatten", [f"{name}/channels_last"], name)
            case Kind.DENSE:
                self._add("Gemm", inputs + self._arrays(layer, "kernel", "bias"), name)
                self._add("Softmax", [name], "probabilities", axis=1)
            case Kind.INPUT:
                raise AssertionError("the input is made by itself")

    def _add(self, operation: str, inputs: list[str], output: str, **attributes: Any) -> None:
        self._nodes.append(self._onnx.helper.make_node(operation, inputs, [output], name=output, **attributes))

    def _arrays(self, layer: Layer, *variables: str) -> list[str]:
        return [self._constant(f"{layer.name}/{name}", self._array(layer, name)) for name in variables]

    def _array(self, layer: Layer, variable: str) -> npt.NDArray[np.float32]:
        return self._blueprint.array(layer.name, variable)

    def _constant(self, name: str, array: npt.NDArray[Any]) -> str:
        self._constants.append(self._onnx.numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name
