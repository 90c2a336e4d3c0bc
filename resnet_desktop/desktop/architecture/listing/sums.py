"""Which sums stand below the table; no Qt."""

from collections.abc import Collection, Mapping

from resnet_desktop.formatting import plural
from resnet_desktop.network import Graph
from resnet_desktop.network.groups import blocks, stages
from resnet_desktop.network.rows import Row, group_row, total_row


def sums(graph: Graph, selected: str, found: Collection[str] | None, milliseconds: Mapping[str, float]) -> list[Row]:
    """Add up.

    Args:
        graph: the network.
        selected: a part of it.
        found: names of the layers that a search found; None while nobody searches.
        milliseconds: of each layer that was measured by itself; may be empty.
    Returns:
        Of what was found, or else of the block that the selection is or is in; of its stage; of the network.
    """
    made = []
    if found is not None:
        layers = [layer for layer in graph.layers if layer.name in found]
        made.append(group_row("Found", plural(len(layers), "layer"), layers, milliseconds))
    else:
        made += [
            group_row(f"Block {block.name}", block.kind, block.layers, milliseconds)
            for block in blocks(graph)
            if block.kind and (selected == block.name or selected in {layer.name for layer in block.layers})
        ]
    for stage in stages(graph):
        inside = {stage.name, *(layer.name for layer in stage.layers)}
        inside |= {f"{layer.stage}{layer.block}" for layer in stage.layers if layer.block}
        if selected in inside:
            made.append(group_row(stage.name.capitalize(), "", stage.layers, milliseconds))
    return [*made, total_row(graph, milliseconds)]
