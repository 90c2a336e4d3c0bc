"""What several layers cost together: the same sums for a block, a stage and a whole network."""

from resnet_desktop.network.layers import Layer


class Costs:
    """Sums over ``layers``.

    Attributes:
        layers: what is added up.
    """

    layers: tuple[Layer, ...]

    @property
    def parameter_count(self) -> int:
        """All parameters."""
        return sum(layer.parameter_count for layer in self.layers)

    @property
    def trainable_parameter_count(self) -> int:
        """Parameters that training can change: all but the moving statistics."""
        return sum(layer.trainable_parameter_count for layer in self.layers)

    @property
    def macs(self) -> int:
        """Multiply-accumulate operations for one picture."""
        return sum(layer.macs for layer in self.layers)

    @property
    def activation_bytes(self) -> int:
        """Memory of all outputs for one picture in float32, bytes: what training must keep."""
        return sum(layer.activation_bytes for layer in self.layers)
