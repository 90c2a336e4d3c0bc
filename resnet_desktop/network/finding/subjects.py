"""Layers and groups as a search sees them: names, words and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from resnet_desktop.network.finding.words import KIND_WORDS
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK, Group, blocks, stages
from resnet_desktop.network.layers import Kind, Layer

_BLOCK_WORDS = {IDENTITY_BLOCK: "identity", CONVOLUTIONAL_BLOCK: "convolutional"}


@dataclass(frozen=True)
class Subject:
    """Something that can be found.

    Attributes:
        name: as `resnet_desktop.network` calls it.
        names: all its names, in lower case.
        words: kinds and places that hold of it, in lower case.
        shape: of its output.
        numbers: that it has; a layer without a kernel has no ``stride``.
    """

    name: str
    names: tuple[str, ...]
    words: frozenset[str]
    shape: tuple[int, ...]
    numbers: Mapping[str, float]


def subjects(graph: Graph, milliseconds: Mapping[str, float]) -> tuple[Subject, ...]:
    """Everything that can be found: layers in order, then blocks, then stages.

    Args:
        graph: the network.
        milliseconds: measured, of layers, blocks and stages by name; may be empty.
    """
    all_blocks, all_stages = blocks(graph), stages(graph)
    places = {layer.name: group for group in all_blocks for layer in group.layers}
    last = graph.layers[-1].stage
    return (
        *(_layer(layer, places.get(layer.name), last, milliseconds) for layer in graph.layers),
        *(_group(group, "block", last, milliseconds) for group in all_blocks if group.kind),
        *(_group(group, "stage", last, milliseconds) for group in all_stages),
    )


def _layer(layer: Layer, group: Group | None, last: int, milliseconds: Mapping[str, float]) -> Subject:
    words = {"layer", *KIND_WORDS[layer.kind], *_place_words(layer, last)}
    if group is not None and group.kind:
        words.add(_BLOCK_WORDS[group.kind])
    if layer.is_shortcut:
        words.add("projection")
    elif layer.block and "_branch" in layer.name:
        words.add("residual")
    numbers = _sums(layer) | {"channels": layer.output_shape[-1], "rf": layer.receptive_field, "stage": layer.stage}
    if len(layer.output_shape) == 3:
        numbers["size"] = layer.output_shape[0]
    if layer.kernel:
        numbers |= {"kernel": layer.kernel, "stride": layer.stride}
    if layer.kernel or layer.kind is Kind.ZERO_PADDING:
        numbers["padding"] = layer.padding[0]
    if layer.name in milliseconds:
        numbers["ms"] = milliseconds[layer.name]
    names = tuple(name.lower() for name in (layer.name, layer.alias) if name)
    return Subject(layer.name, names, frozenset(words), layer.output_shape, numbers)


def _group(group: Group, what: str, last: int, milliseconds: Mapping[str, float]) -> Subject:
    words = {what, *_place_words(group.layers[0], last)}
    if group.kind:
        words.add(_BLOCK_WORDS[group.kind])
    shape = group.output_shape
    numbers = _sums(group) | {
        "channels": shape[-1],
        "rf": group.receptive_field,
        "stage": group.layers[0].stage,
    }
    if len(shape) == 3:
        numbers["size"] = shape[0]
    if group.name in milliseconds:
        numbers["ms"] = milliseconds[group.name]
    return Subject(group.name, (group.name,), frozenset(words), shape, numbers)


def _sums(item: Layer | Group) -> dict[str, float]:
    return {
        "params": item.parameter_count,
        "trainable": item.trainable_parameter_count,
        "macs": item.macs,
        "flops": 2 * item.macs,
        "memory": item.activation_bytes,
    }


def _place_words(layer: Layer, last: int) -> list[str]:
    if layer.stage in (0, 1, last):
        return {0: [], 1: ["stem"], last: ["classifier"]}[layer.stage]
    return [f"stage{layer.stage}"]
