"""Which layers compute at the same place one after another: convolution, batch norm, addition, ReLU."""

from resnet_desktop.network import Graph, Kind, Layer

_SAME_PLACE = (Kind.BATCH_NORM, Kind.RELU, Kind.ADD)
_BEGINNING = (Kind.CONVOLUTION, *_SAME_PLACE)


def chain(graph: Graph, layer: Layer) -> tuple[Layer, ...]:
    """Find the layers that lead to a layer's value from one window of the input, and those that follow it.

    Backwards it goes along F(x) where two paths meet. Forwards it ends with the ReLU, whose output several layers read.

    Returns:
        In the order of computing; the layer is one of them.
    """
    before = [layer]
    while before[0].kind in _SAME_PLACE:
        source = graph.layer(before[0].inputs[-1])
        if source.kind not in _BEGINNING or _ends(graph, source):
            break
        before.insert(0, source)
    after: list[Layer] = []
    last = layer
    while last.kind in _BEGINNING and not _ends(graph, last):
        last = next(each for each in graph.layers if last.name in each.inputs)
        after.append(last)
    return (*before, *after)


def _ends(graph: Graph, layer: Layer) -> bool:
    """Whether what follows a layer does not simply go on at the same place."""
    readers = [each for each in graph.layers if layer.name in each.inputs]
    return layer.kind is Kind.RELU or len(readers) != 1 or readers[0].kind not in _SAME_PLACE
