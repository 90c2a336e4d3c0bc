"""What the selection is: the whole network, a stage, a block or a layer, with what goes in and comes out; no Qt."""

from dataclasses import dataclass

from resnet_desktop.network import Graph, Layer
from resnet_desktop.network.groups import Group, blocks, stages


@dataclass(frozen=True)
class Part:
    """A part of a network.

    Attributes:
        graph: the network.
        name: as it is selected; empty for the whole.
        layers: what it consists of.
        layer: the layer that it is; None for groups.
        group: the stage or block that it is; None for a layer and for the whole.
        block_kind: of a block; empty for anything else.
        inputs: the layers outside of it that it reads.
    """

    graph: Graph
    name: str
    layers: tuple[Layer, ...]
    layer: Layer | None
    group: Group | None
    block_kind: str
    inputs: tuple[Layer, ...]

    @property
    def costs(self) -> Graph | Group | Layer:
        """What has its sums."""
        return self.layer or self.group or self.graph

    @property
    def output_shape(self) -> tuple[int, ...]:
        """Shape of what comes out."""
        return self.layers[-1].output_shape

    @property
    def input_shape(self) -> tuple[int, ...]:
        """Shape of what goes in; of an addition that of its first input, of the input its own."""
        return self.inputs[0].output_shape if self.inputs else self.graph.layers[0].output_shape


def part_of(graph: Graph, name: str) -> Part:
    """Look up what a selection is.

    Args:
        graph: the network.
        name: as in `resnet_desktop.desktop.architecture.state.ArchitectureState.selected`.
    Raises:
        NetworkError: the network has no such part.
    """
    if not name:
        return Part(graph, name, graph.layers, None, None, "", ())
    for group in (*blocks(graph), *stages(graph)):
        if group.name == name:
            inside = {layer.name for layer in group.layers}
            outside = [each for layer in group.layers for each in layer.inputs if each not in inside]
            return Part(graph, name, group.layers, None, group, group.kind, _layers(graph, outside))
    layer = graph.layer(name)
    return Part(graph, name, (layer,), layer, None, "", _layers(graph, layer.inputs))


def _layers(graph: Graph, names: tuple[str, ...] | list[str]) -> tuple[Layer, ...]:
    return tuple(graph.layer(name) for name in dict.fromkeys(names))
