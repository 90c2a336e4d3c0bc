"""Blocks and stages of a graph with their totals."""

from dataclasses import dataclass
from itertools import groupby

from resnet_desktop.network.costs import Costs
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.layers import Kind, Layer

CONVOLUTIONAL_BLOCK = "convolutional block"
IDENTITY_BLOCK = "identity block"


@dataclass(frozen=True)
class Group(Costs):
    """Layers that belong together.

    Attributes:
        name: ``stem``, ``stage 2``, …, ``classifier``, or a block such as ``2a``.
        kind: ``convolutional block``, ``identity block``, or empty for anything else.
        layers: its layers, in order.
    """

    name: str
    kind: str
    layers: tuple[Layer, ...]

    @property
    def output_shape(self) -> tuple[int, ...]:
        """Shape of its last layer's output, without the batch axis."""
        return self.layers[-1].output_shape

    @property
    def receptive_field(self) -> int:
        """Receptive field of its last layer, px."""
        return self.layers[-1].receptive_field


def stages(graph: Graph) -> tuple[Group, ...]:
    """The stem, each stage and the classifier; the input belongs to none."""
    last = graph.layers[-1].stage
    return tuple(
        Group(_stage_name(stage, last), "", tuple(layers))
        for stage, layers in groupby(graph.layers[1:], key=lambda layer: layer.stage)
    )


def blocks(graph: Graph) -> tuple[Group, ...]:
    """The stem, each residual block and the classifier; the input belongs to none."""
    last = graph.layers[-1].stage
    groups = []
    for (stage, block), members in groupby(graph.layers[1:], key=lambda layer: (layer.stage, layer.block)):
        layers = tuple(members)
        name = f"{stage}{block}" if block else _stage_name(stage, last)
        groups.append(Group(name, _block_kind(layers), layers))
    return tuple(groups)


def _stage_name(stage: int, last: int) -> str:
    return {1: "stem", last: "classifier"}.get(stage, f"stage {stage}")


def _block_kind(layers: tuple[Layer, ...]) -> str:
    if not any(layer.kind is Kind.ADD for layer in layers):
        return ""
    return CONVOLUTIONAL_BLOCK if any(layer.is_shortcut for layer in layers) else IDENTITY_BLOCK
