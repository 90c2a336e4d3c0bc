"""How far a training has moved each block's weights from where they started."""

from collections.abc import Callable, Mapping

import numpy as np

from resnet_desktop.network import Graph
from resnet_desktop.network.groups import blocks

_FITTED = ("kernel", "bias", "gamma", "beta")


def fitted_names(graph: Graph, freeze: int) -> list[str]:
    """The arrays that training changes: all but batch-norm statistics and what is frozen.

    Args:
        graph: the network.
        freeze: everything up to this stage stays as it is.
    Returns:
        ``<layer>/<variable>``, in the order of the layers.
    """
    return [
        f"{layer.name}/{variable.name}"
        for layer in graph.layers
        if layer.stage > freeze
        for variable in layer.variables
        if variable.name in _FITTED
    ]


def movement(
    graph: Graph, freeze: int, start: Callable[[str], np.ndarray | None], weights: Mapping[str, np.ndarray]
) -> dict[str, float]:
    """Compare weights with those that a run started from.

    Args:
        graph: the network.
        freeze: everything up to this stage stays as it is.
        start: gives an array at the start by its name, None where that is not known.
        weights: every array of the network now, by name.
    Returns:
        For the stem, each block and the classifier, by its name: root mean square of the change over root mean square
        at the start; 0 where nothing changed or is frozen. Empty when the start is not known.
    """
    fitted = set(fitted_names(graph, freeze))
    moved: dict[str, float] = {}
    for group in blocks(graph):
        change = size = 0.0
        for layer in group.layers:
            for variable in layer.variables:
                name = f"{layer.name}/{variable.name}"
                if name not in fitted:
                    continue
                before = start(name)
                if before is None:
                    return {}
                change += float(np.square(weights[name] - before).sum(dtype=np.float64))
                size += float(np.square(before).sum(dtype=np.float64))
        moved[group.name] = (change / size) ** 0.5 if size else 0.0
    return moved
