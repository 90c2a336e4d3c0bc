"""Layers, blocks, stages and the whole network with the same numbers beside each other: one row each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import Group, blocks, stages
from resnet_desktop.network.layers import Kind, Layer
from resnet_desktop.network.tables import KIND_WORDS

FLOPS_PER_MAC = 2
"""A multiply-accumulate is a multiplication and an addition."""

_NO_TIMES: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """One thing with its numbers.

    Attributes:
        name: canonical; of a whole network its title.
        alias: the same layer's name in ``keras.applications``; empty for groups and where there is none.
        kind: a layer's or block's kind in words; empty for stages.
        output_shape: without the batch axis.
        kernel: side of the kernel or window, px; None where there is none.
        stride: its step, px; None where there is no kernel.
        padding: zeros added before and after; None for layers that have no such thing.
        parameters: all.
        trainable: those that training can change.
        macs: multiply-accumulate operations for one picture.
        activation_bytes: outputs in float32 for one picture, bytes.
        receptive_field: px.
        milliseconds: measured; None where nothing was measured.
        computed_in: the layer in whose time this one's is, because the program computes both at once; else empty.
        layers: the names of the layers that are added up.
    """

    name: str
    alias: str
    kind: str
    output_shape: tuple[int, ...]
    kernel: int | None
    stride: int | None
    padding: tuple[int, int] | None
    parameters: int
    trainable: int
    macs: int
    activation_bytes: int
    receptive_field: int
    milliseconds: float | None = None
    computed_in: str = ""
    layers: tuple[str, ...] = ()

    @property
    def flops(self) -> int:
        """Floating-point operations of its MACs."""
        return FLOPS_PER_MAC * self.macs


def layer_row(layer: Layer, milliseconds: Mapping[str, float], computed_in: Mapping[str, str]) -> Row:
    """Make a layer's row.

    Args:
        layer: which.
        milliseconds: of each layer that was measured by itself.
        computed_in: for each other layer the one in whose time it is.
    """
    has_padding = bool(layer.kernel) or layer.kind is Kind.ZERO_PADDING
    return Row(
        layer.name,
        layer.alias,
        KIND_WORDS[layer.kind],
        layer.output_shape,
        layer.kernel or None,
        layer.stride if layer.kernel else None,
        layer.padding if has_padding else None,
        layer.parameter_count,
        layer.trainable_parameter_count,
        layer.macs,
        layer.activation_bytes,
        layer.receptive_field,
        milliseconds.get(layer.name),
        computed_in.get(layer.name, ""),
        (layer.name,),
    )


def group_row(name: str, kind: str, layers: Sequence[Layer], milliseconds: Mapping[str, float] = _NO_TIMES) -> Row:
    """Make a row of sums.

    Args:
        name: of the block, stage or network, or of what was found.
        kind: in words; may be empty.
        layers: what is added up; shape and receptive field are those of the last one.
        milliseconds: of each layer that was measured by itself; with none the row has no time.
    """
    group = Group(name, kind, tuple(layers))
    last = layers[-1] if layers else None
    return Row(
        name,
        "",
        kind,
        last.output_shape if last else (),
        None,
        None,
        None,
        group.parameter_count,
        group.trainable_parameter_count,
        group.macs,
        group.activation_bytes,
        last.receptive_field if last else 0,
        sum(milliseconds.get(layer.name, 0.0) for layer in layers) if milliseconds else None,
        "",
        tuple(layer.name for layer in layers),
    )


def rows(
    graph: Graph,
    by: str = "layer",
    milliseconds: Mapping[str, float] = _NO_TIMES,
    computed_in: Mapping[str, str] = MappingProxyType({}),
) -> list[Row]:
    """Make all rows of a network.

    Args:
        graph: the network.
        by: ``layer``, ``block`` or ``stage``: what a row is.
        milliseconds: of each layer that was measured by itself; may be empty.
        computed_in: for each other layer the one in whose time it is; may be empty.
    """
    if by == "layer":
        return [layer_row(layer, milliseconds, computed_in) for layer in graph.layers]
    return [group_row(group.name, group.kind, group.layers, milliseconds) for group in _GROUPS[by](graph)]


_GROUPS: dict[str, Callable[[Graph], Sequence[Group]]] = {"block": blocks, "stage": stages}


def total_row(graph: Graph, milliseconds: Mapping[str, float] = _NO_TIMES) -> Row:
    """Make the row of the whole network."""
    return group_row(graph.network.title, "", graph.layers, milliseconds)
