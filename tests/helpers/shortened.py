"""Networks with blocks taken out: what a bypassed network must equal."""

import dataclasses
from collections.abc import Collection

from resnet_desktop.network import Graph, Layer
from resnet_desktop.network.groups import blocks


def without_blocks(graph: Graph, names: Collection[str]) -> Graph:
    """The graph as it would be if these identity blocks had never been built; other layers keep their names."""
    goes_on_with: dict[str, str] = {}
    layers: list[Layer] = [graph.layers[0]]
    for group in blocks(graph):
        if group.name in names:
            before = group.layers[0].inputs[0]
            goes_on_with[group.layers[-1].name] = goes_on_with.get(before, before)
        else:
            for layer in group.layers:
                inputs = tuple(goes_on_with.get(name, name) for name in layer.inputs)
                layers.append(dataclasses.replace(layer, inputs=inputs))
    return dataclasses.replace(graph, layers=tuple(layers))
