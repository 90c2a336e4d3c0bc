"""The largest values that come out of a network's layers: what int8 has to be able to say."""

from typing import Any

import numpy as np

from resnet_desktop.engines.int8_places import rounded_layers
from resnet_desktop.engines.openvino_errors import openvino_errors
from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino, openvino_core
from resnet_desktop.engines.protocol import FloatArray, check_batch
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model


class LargestValues:
    """A model that gives out, for each picture, how large the values of its layers get, computed in f32.

    The network itself looks for the largest ones, so that nothing but one number for each layer leaves it.

    Attributes:
        layers: the `rounded_layers`, in their order.
    """

    def __init__(self, model: Model) -> None:
        """Compile the network.

        Raises:
            EngineError: OpenVINO is not there or refuses.
        """
        graph = model.card.graph()
        self._input_size = graph.input_size
        self.layers = tuple(rounded_layers(graph))
        with openvino_errors("The network cannot be made ready"):
            openvino = import_openvino()
            from openvino import opset13 as ops

            network = build_openvino_network(graph, model.weights)
            nodes: dict[str, Any] = {node.get_friendly_name(): node for node in network.get_ordered_ops()}
            place, column = np.array([1, 2, 3], np.int64), np.array([-1, 1], np.int64)
            largest = [ops.reduce_max(ops.abs(nodes[name]), place) for name in self.layers]  # (n,) each
            columns = [ops.reshape(values, column, special_zero=False) for values in largest]
            result = ops.result(ops.concat(columns, 1))  # (n, layers)
            network = openvino.Model([result], network.get_parameters(), "largest values")
            config = {"INFERENCE_PRECISION_HINT": "f32", "ENABLE_CPU_PINNING": False, "PERFORMANCE_HINT": "LATENCY"}
            self._compiled = openvino_core().compile_model(network, "CPU", config)

    def of(self, batch: UInt8Array) -> FloatArray:
        """Look for the largest values.

        Args:
            batch: (n, input_size, input_size, 3) uint8, RGB, 0 to 255.
        Returns:
            (n, layers) float32, from 0: the largest absolute value of each layer.
        Raises:
            EngineError: the device gave up.
            ValueError: the batch has another shape or type.
        """
        check_batch(batch, self._input_size)
        with openvino_errors("The network stopped working"):
            return np.array(self._compiled([np.ascontiguousarray(batch)])[0], np.float32)
