"""Where a network rounds to eight bits: the layers whose output something else computes with."""

from collections.abc import Mapping

from resnet_desktop.network import Graph, Kind, Layer

_COMPUTES = (Kind.CONVOLUTION, Kind.ADD, Kind.AVERAGE_POOL, Kind.DENSE)
_PASSES_ON = (Kind.ZERO_PADDING, Kind.MAX_POOL, Kind.FLATTEN)
_FROM_ZERO = (Kind.RELU, Kind.AVERAGE_POOL)


def rounded_layers(graph: Graph) -> Mapping[str, bool]:
    """Find the layers whose output is rounded, from the input on.

    That is what convolutions, additions, the average pooling and the dense layer read; what lies between (padding,
    maximum pooling, flattening) only passes values on. So a whole residual block is computed with eight bits.

    Args:
        graph: the network; each batch norm is folded into its convolution, so that only its own output exists.
    Returns:
        For each layer's name whether its values can be below zero.
    """
    read: set[str] = set()
    for layer in graph.layers:
        if layer.kind in _COMPUTES:
            read.update(_source(graph, name).name for name in layer.inputs)
    return {layer.name: layer.kind not in _FROM_ZERO for layer in graph.layers if layer.name in read}


def _source(graph: Graph, name: str) -> Layer:
    layer = graph.layer(name)
    while layer.kind in _PASSES_ON:
        layer = graph.layer(layer.inputs[0])
    return layer
