"""The engine's other entrance, so that a map of one picture need not wait for a folder of 100,000."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.engines import Engine
    from resnet_desktop.engines.protocol import FloatArray
    from resnet_desktop.images import UInt8Array
    from resnet_desktop.models import Card


class SideEngine:
    """Does everything by `Engine.outputs`, which may be called while another thread is in `Engine.predict`.

    Of OpenVINO these are two compiled networks with requests of their own; of Keras, two functions without state. It
    always asks for the same two layers, because an engine makes the network ready anew for each choice of layers
    (0.5 s), and both kinds of maps want one of these two.

    Args:
        engine: the one that the page classifies with.
        card: of its model.
    """

    def __init__(self, engine: "Engine", card: "Card") -> None:
        from resnet_desktop.classification.explanation.cells import layer_before_pooling  # noqa: PLC0415  loads NumPy

        self._engine = engine
        graph = card.graph()
        self._last_stage, self._output = layer_before_pooling(graph).name, graph.output.name

    @property
    def name(self) -> str:
        """As the engine's own."""
        return self._engine.name

    @property
    def device(self) -> str:
        """As the engine's own."""
        return self._engine.device

    @property
    def precision(self) -> str:
        """As the engine's own."""
        return self._engine.precision

    @property
    def input_size(self) -> int:
        """As the engine's own."""
        return self._engine.input_size

    @property
    def classes(self) -> int:
        """As the engine's own."""
        return self._engine.classes

    @property
    def best_batch_size(self) -> int:
        """As the engine's own."""
        return self._engine.best_batch_size

    @property
    def notices(self) -> tuple[str, ...]:
        """As the engine's own."""
        return self._engine.notices

    def predict(self, batch: "UInt8Array") -> "FloatArray":
        """Classify a batch; see `Engine.predict`."""
        return self.outputs(batch, [self._output])[self._output]

    def outputs(self, batch: "UInt8Array", layers: Sequence[str]) -> "dict[str, FloatArray]":
        """Compute what layers give out, of the last stage's and the last one; see `Engine.outputs`."""
        found = self._engine.outputs(batch, [self._last_stage, self._output])
        return {name: found[name] for name in layers}
