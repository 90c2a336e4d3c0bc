"""The frozen part of a network, as fast as this machine runs it: pictures in, what the dense layer sees out."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from resnet_desktop.engines.openvino_engine import pictures_at_once
from resnet_desktop.engines.openvino_errors import openvino_errors
from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino, openvino_core
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.network import Graph

_BFLOAT16 = "BF16"
_ENOUGH_FOR_ALL = 4


class FeatureNetwork:
    """Everything before the dense layer, compiled for this CPU; see `OpenVinoEngine` for how it is run.

    Attributes:
        precision: ``f32``, or ``bf16`` where it was asked for and the processor has it.
        batch: how many pictures one call should take, so that every core is busy and a cancellation is soon answered.
    """

    def __init__(self, graph: Graph, weights: Mapping[str, np.ndarray], precision: str) -> None:
        """Compile it.

        Args:
            graph: the network.
            weights: every array before the dense layer, ``<layer>/<variable>``; further ones are not looked at.
            precision: ``f32`` or ``bf16``.
        Raises:
            EngineError: OpenVINO is not there or refuses.
        """
        self._layer = features_layer(graph)
        self._chunk = pictures_at_once(graph.input_size)
        with openvino_errors("The network cannot be made ready"):
            openvino = import_openvino()
            core = openvino_core()
            has_bf16 = _BFLOAT16 in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
            self.precision = "bf16" if precision == "bf16" and has_bf16 else "f32"
            config = {
                "INFERENCE_PRECISION_HINT": self.precision,
                "ENABLE_CPU_PINNING": False,
                "PERFORMANCE_HINT": "THROUGHPUT",
            }
            network = build_openvino_network(graph, weights, layers=(self._layer,))
            compiled = core.compile_model(network, "CPU", config)
            streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
            self.batch = _ENOUGH_FOR_ALL * self._chunk * streams
            self._queue = openvino.AsyncInferQueue(compiled, self.batch // self._chunk)
            self._queue.set_callback(_store)
        self._width = graph.layer(self._layer).output_shape[-1]

    def features(self, batch: UInt8Array) -> FloatArray:
        """Compute a batch.

        Args:
            batch: (n, size, size, 3) uint8 RGB, 0 to 255.
        Returns:
            (n, features) float32.
        Raises:
            EngineError: OpenVINO gave up.
        """
        batch = np.ascontiguousarray(batch)
        values = np.empty((len(batch), self._width), np.float32)
        with openvino_errors("The network stopped working"):
            for start in range(0, len(batch), self._chunk):
                stop = start + self._chunk
                self._queue.start_async([batch[start:stop]], values[start:stop], share_inputs=True)
            self._queue.wait_all()
        return values


def features_layer(graph: Graph) -> str:
    """The layer that the dense layer reads: the flattened average pooling."""
    return graph.output.inputs[0]


def frozen_weights(graph: Graph, weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Every array before the dense layer, float32."""
    return {
        name: np.asarray(weights[name], np.float32)
        for name in graph.shapes()
        if not name.startswith(f"{graph.output.name}/")
    }


def sha256_of(weights: Mapping[str, np.ndarray]) -> str:
    """Hash arrays with their names; 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in sorted(weights):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(weights[name]).data)
    return digest.hexdigest()


def _store(request: Any, values: FloatArray) -> None:
    values[:] = request.get_output_tensor(0).data
