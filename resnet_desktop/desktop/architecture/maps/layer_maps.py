"""What the panel shows of one layer: its maps, what is known of them, their order and their colours."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels

if TYPE_CHECKING:
    from resnet_desktop.desktop.widgets.framing import Box
    from resnet_desktop.engines.protocol import FloatArray
    from resnet_desktop.inspection.activations import Activations
    from resnet_desktop.inspection.channels import Channels
    from resnet_desktop.inspection.mosaic import Scale
    from resnet_desktop.network import Layer

SORTED_BY = ("number", "strength")
SCALED_PER = ("channel", "layer", "network")


@dataclass(frozen=True, eq=False)
class LayerMaps:
    """One layer for one picture.

    Attributes:
        activations: all layers.
        layer: this one.
        maps: (height, width, channels).
        channels: what is known of them.
        order: their numbers as they are shown.
        scale: their colours.
    """

    activations: "Activations"
    layer: "Layer"
    maps: "FloatArray"
    channels: "Channels"
    order: list[int]
    scale: "Scale"

    @property
    def is_vector(self) -> bool:
        """Whether each channel is one number."""
        return self.maps.shape[:2] == (1, 1)

    @property
    def is_before_relu(self) -> bool:
        """Whether a ReLU reads the layer."""
        from resnet_desktop.inspection.activations import is_before_relu  # noqa: PLC0415  loads NumPy

        return is_before_relu(self.activations.graph, self.layer)

    @property
    def strongest(self) -> int:
        """The channel with the largest norm."""
        return int(self.channels.norms.argmax())

    def sorted_by(self, number: int) -> "LayerMaps":
        """Arrange the channels, by a place in `SORTED_BY`."""
        return replace(self, order=self.channels.order(SORTED_BY[number]).tolist())

    def scaled_per(self, number: int) -> "LayerMaps":
        """Colour the channels, by a place in `SCALED_PER`."""
        from resnet_desktop.inspection.mosaic import scale_for  # noqa: PLC0415  loads NumPy

        scale = scale_for(self.activations, self.layer.name, self.channels, SCALED_PER[number])
        return replace(self, scale=scale)

    def image(self, channel: int) -> QImage:
        """A channel in colours, one pixel for each value."""
        from resnet_desktop.inspection.mosaic import tiles  # noqa: PLC0415  loads NumPy

        return pixels.to_image(tiles(self.maps, [channel], self.scale)[0])

    def box(self) -> "Box":
        """Where the maps lie in the picture, px of what the network sees."""
        from resnet_desktop.classification.explanation.cells import cell_grid  # noqa: PLC0415  loads NumPy

        graph = self.activations.graph
        side = float(graph.input_size)
        return cell_grid(graph, self.layer, (0.0, 0.0, side, side))


def layer_maps(activations: "Activations", layer: "Layer", sorted_by: int, scaled_per: int) -> LayerMaps:
    """Look at a layer; a few ms for the largest.

    Args:
        activations: of the picture.
        layer: which one.
        sorted_by: a place in `SORTED_BY`.
        scaled_per: a place in `SCALED_PER`.
    """
    from resnet_desktop.inspection.channels import channels_of  # noqa: PLC0415  loads NumPy
    from resnet_desktop.inspection.mosaic import scale_for  # noqa: PLC0415

    channels = channels_of(activations, layer.name)
    scale = scale_for(activations, layer.name, channels, SCALED_PER[scaled_per])
    order = channels.order(SORTED_BY[sorted_by]).tolist()
    return LayerMaps(activations, layer, activations.maps(layer.name), channels, order, scale)
