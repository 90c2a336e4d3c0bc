"""The network as a tree of names: the whole, its stages, their blocks, their layers; no Qt."""

from dataclasses import dataclass, field

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.network import Graph, Kind, Layer
from resnet_desktop.network.groups import Group, blocks, stages
from resnet_desktop.network.tables import KIND_WORDS

ROOT = -1
"""The parent of the whole network."""


@dataclass
class Node:
    """One line of the tree.

    Attributes:
        name: what is selected by it; empty for the whole network.
        title: what it reads.
        detail: its kind in words; may be empty.
        shape: of its output.
        inks: the colours of its swatch, one for each part of it.
        parent: place of the node that it is in, or `ROOT`.
        children: places of what is in it.
    """

    name: str
    title: str
    detail: str
    shape: tuple[int, ...]
    inks: tuple[str, ...]
    parent: int
    children: list[int] = field(default_factory=list)

    @property
    def is_part(self) -> bool:
        """Whether it is the whole, the stem, a stage or the classifier."""
        return self.parent in (ROOT, 0) and bool(self.children)

    @property
    def row(self) -> str:
        """All in one line, for a screen reader."""
        return ", ".join(part for part in (self.title, self.detail, "x".join(map(str, self.shape))) if part)


def nodes(graph: Graph) -> list[Node]:
    """Lay the network out; the first node is the whole, and each comes after the one that it is in."""
    made = [Node("", graph.network.title, "", graph.output.output_shape, (), ROOT)]
    in_blocks = {block.layers[0].name: block for block in blocks(graph) if block.kind}
    _add(made, _layer_node(graph.layers[0], 0))
    for stage in stages(graph):
        stage_blocks = [in_blocks[layer.name] for layer in stage.layers if layer.name in in_blocks]
        inks = tuple(colours.BLOCKS[block.kind] for block in stage_blocks) or (colours.OTHER,)
        place = _add(made, Node(stage.name, stage.name.capitalize(), "", stage.output_shape, inks, 0))
        for block in stage_blocks:
            _add_layers(made, block, _add(made, _block_node(block, place)))
        if not stage_blocks:
            _add_layers(made, stage, place)
    return made


def _add(made: list[Node], node: Node) -> int:
    made.append(node)
    if node.parent != ROOT:
        made[node.parent].children.append(len(made) - 1)
    return len(made) - 1


def _add_layers(made: list[Node], group: Group, place: int) -> None:
    for layer in group.layers:
        _add(made, _layer_node(layer, place))


def _block_node(block: Group, parent: int) -> Node:
    return Node(block.name, block.name, block.kind, block.output_shape, (colours.BLOCKS[block.kind],), parent)


def _layer_node(layer: Layer, parent: int) -> Node:
    detail = KIND_WORDS[layer.kind] if layer.kind not in (Kind.INPUT, Kind.FLATTEN) else ""
    if layer.kernel:
        detail = f"{detail} {layer.kernel}x{layer.kernel}"
    return Node(layer.name, layer.name, detail, layer.output_shape, (layer_ink(layer),), parent)


def layer_ink(layer: Layer) -> str:
    """The colour of a layer; a projection's convolution has that of its block."""
    if layer.is_shortcut and layer.kind is Kind.CONVOLUTION:
        return colours.CONVOLUTIONAL
    return colours.KINDS.get(layer.kind, colours.OTHER)
