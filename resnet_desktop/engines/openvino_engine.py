"""OpenVINO on the CPU: the engine for classification."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from resnet_desktop.engines.cpu_precision import choose_precision
from resnet_desktop.engines.near_ties import settle
from resnet_desktop.engines.openvino_errors import openvino_errors
from resnet_desktop.engines.openvino_network import build_openvino_network, import_openvino, openvino_core
from resnet_desktop.engines.protocol import FloatArray, check_batch
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model

_PIXELS_AT_ONCE = 1 << 15
_FEWEST_PICTURES = 16


class OpenVinoEngine:
    """A model compiled for this CPU; see `Engine`.

    One stream for each core, each with one thread, and no thread bound to a core: measured on two cores at 224 px, one
    picture at a time per stream takes less processor time than batches of 4 to 16 and than one stream with two
    threads (11.3 against 9.8 pictures for each second of processor time), and nothing waits for the other core while it
    decodes a photo. Below 181 px the weights, not the pictures, fill the caches, so a stream takes several (at 64 px 8:
    98 against 67). The number in a call is open, which costs nothing that could be measured.

    bf16 and int8 keep the first class of a picture: near ties are classified once more in f32 by a second network,
    which is compiled when the first of them comes.
    """

    def __init__(self, model: Model, precision: str = "auto", notices: tuple[str, ...] = ()) -> None:
        """Compile the model.

        Args:
            model: card and weights.
            precision: ``auto``, ``f32``, ``bf16`` or ``int8``; see `choose_precision`. bf16 that the CPU does not have
                becomes f32, with a notice.
            notices: what led to this engine, to be told with its own.
        Raises:
            EngineError: OpenVINO is not there or refuses, or there are no ranges for int8, or wrong ones.
        """
        self._model = model
        self._graph = model.card.graph()
        self._layers: tuple[tuple[str, ...], Any] | None = None
        with openvino_errors("The network cannot be made ready"):
            openvino = import_openvino()
            self._core = openvino_core()
            choice = choose_precision(model.card, precision)
            floats = "f32" if choice.precision == "int8" else choice.precision
            self._config = {"INFERENCE_PRECISION_HINT": floats, "ENABLE_CPU_PINNING": False}
            network = build_openvino_network(self._graph, model.weights, model.card.temperature, ranges=choice.ranges)
            compiled = self._core.compile_model(network, "CPU", {**self._config, "PERFORMANCE_HINT": "THROUGHPUT"})
            self._chunk = pictures_at_once(self._graph.input_size)
            streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
            self._best_batch_size = max(_FEWEST_PICTURES, 2 * self._chunk * streams)
            # A request for each chunk of a batch: no stream ever waits for Python to hand it the next one.
            self._queue = openvino.AsyncInferQueue(compiled, self._best_batch_size // self._chunk)
            self._queue.set_callback(_store)
            computed_in = compiled.get_property("INFERENCE_PRECISION_HINT")
        self._precision = choice.precision
        notices = (*notices, *choice.notices)
        if choice.precision == "bf16" and computed_in != openvino.Type.bf16:
            self._precision = "f32"
            notices = (*notices, "This processor has no bf16; it computes in f32")
        self._notices = notices

    @property
    def name(self) -> str:
        """``OpenVINO``."""
        return "OpenVINO"

    @property
    def device(self) -> str:
        """``CPU``."""
        return "CPU"

    @property
    def precision(self) -> str:
        """What it really computes in."""
        return self._precision

    @property
    def input_size(self) -> int:
        """Side of the input, px."""
        return self._graph.input_size

    @property
    def classes(self) -> int:
        """Number of classes."""
        return self._graph.classes

    @property
    def best_batch_size(self) -> int:
        """At least two turns for every stream."""
        return self._best_batch_size

    @property
    def notices(self) -> tuple[str, ...]:
        """That bf16 became f32 or int8 brings nothing, where that is so."""
        return self._notices

    def predict(self, batch: UInt8Array) -> FloatArray:
        """Classify a batch; see `Engine.predict`."""
        check_batch(batch, self.input_size)
        batch = np.ascontiguousarray(batch)
        probabilities = self._compute(batch)
        if self._precision != "f32":
            settle(probabilities, batch, self._compute_exactly)
        return probabilities

    def _compute(self, batch: UInt8Array) -> FloatArray:
        probabilities = np.empty((len(batch), self.classes), np.float32)
        with openvino_errors("The network stopped working"):
            for start in range(0, len(batch), self._chunk):
                stop = start + self._chunk
                self._queue.start_async([batch[start:stop]], probabilities[start:stop], share_inputs=True)
            self._queue.wait_all()
        return probabilities

    def _compute_exactly(self, batch: UInt8Array) -> FloatArray:
        return self._exact._compute(batch)  # noqa: SLF001  another of its kind

    @cached_property
    def _exact(self) -> "OpenVinoEngine":
        return OpenVinoEngine(self._model, "f32")

    def outputs(self, batch: UInt8Array, layers: Sequence[str]) -> dict[str, FloatArray]:
        """Compute what layers give out; see `Engine.outputs`. The compiled network of the last choice is kept.

        An engine in int8 does it in f32: what is shown and explained is not rounded to 256 levels.
        """
        check_batch(batch, self.input_size)
        names = tuple(dict.fromkeys(layers))
        if not names:
            return {}
        with openvino_errors("The layers cannot be computed"):
            if self._layers is None or self._layers[0] != names:
                self._layers = None  # frees the memory of the last one first
                network = build_openvino_network(self._graph, self._model.weights, self._model.card.temperature, names)
                config = {**self._config, "PERFORMANCE_HINT": "LATENCY"}
                self._layers = names, self._core.compile_model(network, "CPU", config)
            results = self._layers[1]([np.ascontiguousarray(batch)])
            return {name: np.array(results[name], np.float32) for name in names}


def pictures_at_once(input_size: int) -> int:
    """How many pictures one stream takes in one go, from 1; see `OpenVinoEngine`."""
    return max(1, min(_FEWEST_PICTURES, _PIXELS_AT_ONCE // input_size**2))


def _store(request: Any, probabilities: FloatArray) -> None:
    probabilities[:] = request.get_output_tensor(0).data
