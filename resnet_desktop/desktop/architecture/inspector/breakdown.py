"""Which parts of a network, a stage or a block its numbers come from; no Qt."""

from resnet_desktop.desktop.architecture.inspector.facts import Share, title_of
from resnet_desktop.desktop.architecture.inspector.parts import Part, part_of
from resnet_desktop.network import Graph
from resnet_desktop.network.groups import blocks, stages

PARAMETERS = "parameter_count"
MACS = "macs"


def children(part: Part) -> list[Part]:
    """What a part consists of, one step down: stages, blocks or layers; nothing for a layer."""
    graph: Graph = part.graph
    if part.layer is not None:
        return []
    if not part.name:
        return [part_of(graph, stage.name) for stage in stages(graph)]
    inside = {layer.name for layer in part.layers}
    if not part.block_kind:
        found = [block.name for block in blocks(graph) if block.kind and block.layers[0].name in inside]
        if found:
            return [part_of(graph, name) for name in found]
    return [part_of(graph, layer.name) for layer in part.layers]


def breakdown(part: Part, number: str) -> list[Share]:
    """How much of a part's number each of its children has, those with none left out.

    Args:
        part: the whole, a stage or a block.
        number: `PARAMETERS` or `MACS`.
    """
    total: int = getattr(part.costs, number)
    made = []
    for child in children(part):
        own: int = getattr(child.costs, number)
        if own:
            made.append(Share(title_of(child), own / total, child.name))
    return made
