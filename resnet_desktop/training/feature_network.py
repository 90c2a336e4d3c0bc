"""The frozen part of a network, as fast as this machine runs it: pictures in, what the dense layer sees out."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from resnet_desktop.engines.openvino_errors import openvino_errors
from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino, openvino_core
from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.network import Graph

_BFLOAT16 = "BF16"
_PIXELS_AT_ONCE = {"f32": 1 << 15, "bf16": 1 << 17}
_MOST_AT_ONCE = 16
_TURNS = 2


def arithmetic(precision: str) -> str:
    """What this processor computes in where this is asked for: ``bf16`` only where it has it, else ``f32``.

    Raises:
        EngineError: OpenVINO is not there.
    """
    with openvino_errors("The network cannot be made ready"):
        has_bf16 = _BFLOAT16 in openvino_core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return "bf16" if precision == "bf16" and has_bf16 else "f32"


class FeatureNetwork:
    """Everything before the dense layer, compiled for this CPU: one stream for each core, see `OpenVinoEngine`.

    In bf16 the kernels take half the room and the arithmetic half the time, so that a stream gains by more pictures at
    once than in f32: at 112 px 8 take 5 % less processor time than 2.

    Attributes:
        precision: ``f32`` or ``bf16``; see `arithmetic`.
        batch: how many pictures one call should bring, so that every core is busy and a cancellation is soon answered.
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
        layer = features_layer(graph)
        self.precision = arithmetic(precision)
        self._chunk = max(1, min(_MOST_AT_ONCE, _PIXELS_AT_ONCE[self.precision] // graph.input_size**2))
        self._width = graph.layer(layer).output_shape[-1]
        with openvino_errors("The network cannot be made ready"):
            openvino = import_openvino()
            config = {
                "INFERENCE_PRECISION_HINT": self.precision,
                "ENABLE_CPU_PINNING": False,
                "PERFORMANCE_HINT": "THROUGHPUT",
            }
            network = build_openvino_network(graph, weights, layers=(layer,))
            compiled = openvino_core().compile_model(network, "CPU", config)
            streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
            self.batch = _TURNS * self._chunk * streams
            self._queue = openvino.AsyncInferQueue(compiled, _TURNS * streams)
            self._queue.set_callback(_store)

    def start(self, batch: UInt8Array) -> FloatArray:
        """Begin to compute a batch; returns when all of it is handed over, which is before all of it is done.

        Args:
            batch: (n, size, size, 3) uint8 RGB, 0 to 255.
        Returns:
            (n, features) float32, to be read after `wait`; until then keep it.
        Raises:
            EngineError: OpenVINO gave up.
        """
        batch = np.ascontiguousarray(batch)
        values = np.empty((len(batch), self._width), np.float32)
        with openvino_errors("The network stopped working"):
            for start in range(0, len(batch), self._chunk):
                stop = start + self._chunk
                self._queue.start_async([batch[start:stop]], (values[start:stop], batch), share_inputs=True)
        return values

    def wait(self) -> None:
        """Wait until everything that was begun is done.

        Raises:
            EngineError: OpenVINO gave up.
        """
        with openvino_errors("The network stopped working"):
            self._queue.wait_all()

    def features(self, batch: UInt8Array) -> FloatArray:
        """Compute a batch; see `start`."""
        values = self.start(batch)
        self.wait()
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


def _store(request: Any, places: tuple[FloatArray, UInt8Array]) -> None:
    values, _batch = places  # the batch is kept alive until here: OpenVINO reads it where it is
    values[:] = request.get_output_tensor(0).data
