"""A model whose layers can be looked at, and whose identity blocks can be switched off."""

import threading
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from resnet_desktop.engines.openvino_engine import pictures_at_once
from resnet_desktop.engines.openvino_errors import openvino_errors
from resnet_desktop.engines.openvino_network import (
    build_openvino_network,
    gated_blocks,
    import_openvino,
    openvino_core,
)
from resnet_desktop.engines.protocol import FloatArray, check_batch
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model

_REQUESTS_OF_A_STREAM = 8
"""So many that no stream waits for Python to hand it the next pictures: with one it stands still half of the time."""
_CONFIG = {"INFERENCE_PRECISION_HINT": "f32", "ENABLE_CPU_PINNING": False}


class LiveNetwork:
    """A model on the CPU in f32, whatever it is classified with: what is looked at shall be exact.

    Each identity block has a gate, so that one compiled network computes any choice of blocks, another one for each
    picture of a batch. There are two networks, each compiled by the first call that needs it: one gives out all layers
    and folds nothing, the other is made for speed. Any thread may call; calls of one method take turns.

    Attributes:
        model: card and weights.
        graph: its network.
        blocks: the identity blocks, which can be switched off, from the input on: ``2b``, ``2c``, ``3b``, …
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.graph = model.card.graph()
        self.blocks = gated_blocks(self.graph)
        self._looking, self._predicting = threading.Lock(), threading.Lock()

    def activations(self, picture: UInt8Array, without: Collection[str] = ()) -> dict[str, FloatArray]:
        """Compute what every layer gives out.

        Args:
            picture: (input_size, input_size, 3) uint8, RGB.
            without: identity blocks that are switched off: only their shortcut stays.
        Returns:
            For each layer's name (height, width, channels) or (features,), float32. Inside a block that is switched
            off, the layers have the values that they would add.
        Raises:
            EngineError: the device gave up.
            ValueError: the picture is not the network's input, or there is no such identity block.
        """
        batch, gates = self._inputs(picture[None], [without])
        with self._looking, openvino_errors("The layers cannot be computed"):
            results = self._all_layers([batch, *gates])
            return {layer.name: results[layer.name][0] for layer in self.graph.layers}

    def predict(self, pictures: UInt8Array, without: Sequence[Collection[str]]) -> FloatArray:
        """Classify pictures, each with some blocks switched off.

        Args:
            pictures: (n, input_size, input_size, 3) uint8, RGB.
            without: for each picture the identity blocks that are switched off.
        Returns:
            (n, classes) float32 probabilities, 0 to 1.
        Raises:
            EngineError: the device gave up.
            ValueError: the pictures are not the network's input, or there is no such identity block.
        """
        batch, gates = self._inputs(pictures, without)
        probabilities = np.empty((len(batch), self.graph.classes), np.float32)
        step = pictures_at_once(self.graph.input_size)
        with self._predicting, openvino_errors("The network stopped working"):
            for start in range(0, len(batch), step):
                part = slice(start, start + step)
                inputs = [batch[part], *(each[part] for each in gates)]
                self._probabilities.start_async(inputs, probabilities[part], share_inputs=True)
            self._probabilities.wait_all()
        return probabilities

    def _inputs(
        self, pictures: UInt8Array, without: Sequence[Collection[str]]
    ) -> tuple[UInt8Array, tuple[FloatArray, ...]]:
        """The pictures, and the gates where the network has any."""
        check_batch(pictures, self.graph.input_size)
        if len(pictures) != len(without):
            raise ValueError(f"there are {len(pictures)} pictures but {len(without)} choices of blocks")
        gates = np.ones((len(pictures), len(self.blocks)), np.float32)
        for row, names in enumerate(without):
            for name in names:
                if name not in self.blocks:
                    raise ValueError(f"{name!r} is no identity block of {self.graph.network.title}")
                gates[row, self.blocks.index(name)] = 0
        return np.ascontiguousarray(pictures), (gates,) if self.blocks else ()

    @cached_property
    def _all_layers(self) -> Any:
        return self._compile([layer.name for layer in self.graph.layers], "LATENCY")

    @cached_property
    def _probabilities(self) -> Any:
        compiled = self._compile((), "THROUGHPUT")
        streams: int = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        queue = import_openvino().AsyncInferQueue(compiled, _REQUESTS_OF_A_STREAM * streams)
        queue.set_callback(_store)
        return queue

    def _compile(self, layers: Sequence[str], hint: str) -> Any:
        card = self.model.card
        network = build_openvino_network(self.graph, self.model.weights, card.temperature, layers, has_gates=True)
        return openvino_core().compile_model(network, "CPU", {**_CONFIG, "PERFORMANCE_HINT": hint})


def _store(request: Any, probabilities: FloatArray) -> None:
    probabilities[:] = request.get_output_tensor(0).data
