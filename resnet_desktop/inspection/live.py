"""A model whose layers can be looked at, and whose identity blocks can be switched off."""

from collections.abc import Collection, Sequence

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.models import Model


class LiveNetwork:
    """A model on the CPU in f32, whatever it is classified with: what is looked at shall be exact.

    Attributes:
        model: card and weights.
        graph: its network.
        blocks: the identity blocks, which can be switched off, from the input on: ``2b``, ``2c``, ``3b``, …
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.graph = model.card.graph()
        self.blocks: tuple[str, ...] = ()

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
        """
        raise NotImplementedError

    def predict(self, pictures: UInt8Array, without: Sequence[Collection[str]]) -> FloatArray:
        """Classify pictures, each with some blocks switched off.

        Args:
            pictures: (n, input_size, input_size, 3) uint8, RGB.
            without: for each picture the identity blocks that are switched off.
        Returns:
            (n, classes) float32 probabilities, 0 to 1.
        Raises:
            EngineError: the device gave up.
        """
        raise NotImplementedError
