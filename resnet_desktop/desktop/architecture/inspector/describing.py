"""What each part of a network does, in two sentences; the texts are data, the numbers are the network's; no Qt."""

import json
from functools import cache

from resnet_desktop.desktop.architecture.inspector.parts import Part
from resnet_desktop.formatting import count, plural
from resnet_desktop.network import Graph, Kind, Layer
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK, blocks
from resnet_desktop.network.tables import shape_text
from resnet_desktop.resources import resource_path

_ORDINALS = {2: "second", 3: "third"}


@cache
def texts() -> dict[str, str]:
    """The sentences by key, with places for numbers."""
    read: dict[str, str] = json.loads(resource_path("texts", "layers.json").read_text(encoding="utf-8"))
    return read


def describe(part: Part) -> str:
    """Say what a part does, with its numbers."""
    return texts()[key_of(part)].format(**_numbers(part))


def key_of(part: Part) -> str:
    """The key of a part's sentences."""
    if part.layer is not None:
        return _layer_key(part.graph, part.layer)
    if part.group is None:
        key = f"whole_{part.graph.network.name}"
        return key if key in texts() else "whole"
    if part.block_kind:
        return {CONVOLUTIONAL_BLOCK: "convolutional_block", IDENTITY_BLOCK: "identity_block"}[part.block_kind]
    if part.name in ("stem", "classifier"):
        return part.name
    return "stage" if len(_blocks_of(part)) > 1 else "stage_one_block"


def _layer_key(graph: Graph, layer: Layer) -> str:
    reads = [graph.layer(name) for name in layer.inputs]
    match layer.kind:
        case Kind.CONVOLUTION:
            return _convolution_key(graph, layer)
        case Kind.RELU if reads[0].kind is Kind.ADD:
            return "relu_block"
        case Kind.ADD:
            has_projection = any(_of_shortcut(graph, each) for each in layer.inputs)
            return "add_projection" if has_projection else "add_identity"
        case Kind.AVERAGE_POOL if layer.kernel == reads[0].output_shape[0]:
            return "average_pool_whole"
        case _:
            return layer.kind.name.lower()


def _convolution_key(graph: Graph, layer: Layer) -> str:
    strided = "_strided" if layer.stride > 1 else ""
    channels = graph.layer(layer.inputs[0]).output_shape[-1]
    if layer.is_shortcut:
        return f"convolution_projection{strided}"
    if not layer.block:
        return "convolution_stem"
    following = _next_convolution(graph, layer)
    if layer.kernel > 1:
        return f"convolution_spatial{strided}" if strided or following is not None else "convolution_spatial_last"
    if following is None:
        return "convolution_expand"
    if channels > layer.output_shape[-1] and channels % layer.output_shape[-1] == 0:
        return f"convolution_reduce{strided}"
    return "convolution" if strided else "convolution_mix"


def _of_shortcut(graph: Graph, name: str) -> bool:
    return graph.layer(name).is_shortcut


def _next_convolution(graph: Graph, layer: Layer) -> Layer | None:
    """The convolution after this one in the same block's F(x)."""
    after = graph.layers[graph.layers.index(layer) + 1 :]
    for each in after:
        if (each.stage, each.block) != (layer.stage, layer.block):
            return None
        if each.kind is Kind.CONVOLUTION and not each.is_shortcut:
            return each
    return None


def _blocks_of(part: Part) -> list[str]:
    names = {f"{layer.stage}{layer.block}" for layer in part.layers if layer.block}
    return [block.name for block in blocks(part.graph) if block.name in names]


def _numbers(part: Part) -> dict[str, str]:
    """Everything that a text may name."""
    graph, layer = part.graph, part.layer
    shape_in, shape_out = part.input_shape, part.output_shape
    kernels = [
        each.kernel for each in part.layers if each.kind is Kind.CONVOLUTION and each.block and not each.is_shortcut
    ]
    all_blocks = _blocks_of(part)
    following = _next_convolution(graph, layer) if layer is not None else None
    stride = layer.stride if layer is not None else 1
    readers = [each.name for each in graph.layers if part.layers[-1].name in each.inputs]
    return {
        "shape_in": shape_text(shape_in),
        "shape_out": shape_text(shape_out),
        "side_in": str(shape_in[0]),
        "side_out": str(shape_out[0]),
        "in": count(shape_in[-1]),
        "out": count(shape_out[-1]),
        "classes": count(graph.classes),
        "stages": count(len(graph.network.stages)),
        "blocks": count(len(all_blocks)),
        "identities": plural(len(all_blocks) - 1, "identity block"),
        "count": count(len(kernels)),
        "branch": ", ".join(f"{kernel}x{kernel}" for kernel in kernels),
        "kernel": str(layer.kernel) if layer is not None else "",
        "stride": str(stride),
        "ordinal": _ORDINALS.get(stride, f"{stride}th"),
        "padding": str(max(layer.padding)) if layer is not None else "",
        "next_kernel": str(following.kernel) if following is not None else "",
        "fewer": count(shape_in[-1] // shape_out[-1]),
        "reads": part.inputs[0].name if part.inputs else "",
        "reader": readers[0] if readers else "",
    }
