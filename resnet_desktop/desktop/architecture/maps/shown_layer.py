"""Which layer's maps stand for what is selected; pure functions, no Qt."""

from resnet_desktop.network import Graph, Kind, Layer
from resnet_desktop.network.groups import blocks, stages


def shown_layer(graph: Graph, selected: str) -> Layer:
    """Find the layer whose maps are shown for a selection.

    Args:
        graph: the network.
        selected: as `ArchitectureState.selected`.
    Returns:
        The layer itself; the last one of a stage or block; the last map for the whole network.
    """
    if not selected:
        pooling = next(layer for layer in graph.layers if layer.kind is Kind.AVERAGE_POOL)
        return graph.layer(pooling.inputs[0])
    for group in (*stages(graph), *blocks(graph)):
        if group.name == selected:
            return group.layers[-1]
    return graph.layer(selected)


def reason(graph: Graph, selected: str) -> str:
    """Say why that layer is shown; empty where it is selected itself."""
    if not selected:
        return "The last map of the network; select a layer to see others."
    if any(group.name == selected for group in stages(graph)):
        return f"The output of {'the ' if not selected.startswith('stage') else ''}{selected}."
    if any(group.name == selected for group in blocks(graph)):
        return f"The output of block {selected}."
    return ""
