"""What the residual blocks of a network do with one picture: how large x and F(x) are, and where."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.inspection.activations import Activations
from resnet_desktop.network import Graph, Kind, Layer
from resnet_desktop.network.groups import CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK, Group, blocks


@dataclass(frozen=True)
class ResidualBlock:
    """A block that adds: H(x) = F(x) + x.

    Attributes:
        name: ``3b``.
        is_identity: whether its shortcut passes x on as it is, so that the block can be switched off.
        x: the layer that gives what is added to F(x): what came in, or its projection.
        residual: the layer that gives F(x).
        addition: the layer that gives F(x) + x, before the ReLU.
    """

    name: str
    is_identity: bool
    x: Layer
    residual: Layer
    addition: Layer


@dataclass(frozen=True)
class BlockSize:
    """How large the two sides of an addition are, as root mean squares over all their values.

    Attributes:
        block: whose.
        x: size of what the shortcut brings.
        residual: size of F(x).
        is_bypassed: whether the block is switched off, and F(x) only what it would add.
    """

    block: ResidualBlock
    x: float
    residual: float
    is_bypassed: bool = False

    @property
    def ratio(self) -> float | None:
        """Size of F(x) for each of x; None where x is zero everywhere."""
        return self.residual / self.x if self.x > 0 else None


@dataclass(frozen=True, eq=False)
class BlockMaps:
    """The two sides of an addition and their sum, one number for each place, all in one range.

    Attributes:
        x: (height, width) float32.
        residual: (height, width).
        total: (height, width) F(x) + x before the ReLU.
        low: the value of the first colour: 0, or as far below zero as `high` is above.
        high: the value of the last colour, above 0.
    """

    x: FloatArray
    residual: FloatArray
    total: FloatArray
    low: float
    high: float


def residual_blocks(graph: Graph) -> tuple[ResidualBlock, ...]:
    """All blocks that add, from the input on."""
    kinds = {CONVOLUTIONAL_BLOCK, IDENTITY_BLOCK}
    return tuple(_residual_block(graph, group) for group in blocks(graph) if group.kind in kinds)


def block_sizes(activations: Activations) -> tuple[BlockSize, ...]:
    """Measure both sides of each addition."""
    return tuple(
        BlockSize(
            block,
            _root_mean_square(activations.layers[block.x.name]),
            _root_mean_square(activations.layers[block.residual.name]),
            block.name in activations.bypassed,
        )
        for block in residual_blocks(activations.graph)
    )


def block_maps(activations: Activations, block: ResidualBlock, channel: int | None = None) -> BlockMaps:
    """Show where a block adds what.

    Args:
        activations: of the picture.
        block: of the same graph.
        channel: from 0; None for the root mean square over all channels at each place, which has no sign.
    Returns:
        The maps. Of a block that is switched off, `BlockMaps.total` is x alone.
    """
    x, residual, total = (activations.layers[layer.name] for layer in (block.x, block.residual, block.addition))
    if channel is None:
        x, residual, total = (
            np.sqrt(np.einsum("hwc,hwc->hw", each, each) / each.shape[2]) for each in (x, residual, total)
        )
    else:
        x, residual, total = (each[:, :, channel] for each in (x, residual, total))
    reach = max(float(np.abs(each).max()) for each in (x, residual, total)) or 1.0
    return BlockMaps(x, residual, total, low=0.0 if channel is None else -reach, high=reach)


def strongest_channel(activations: Activations, block: ResidualBlock) -> int:
    """The channel to which a block adds most, from 0."""
    residual = activations.layers[block.residual.name]
    return int(np.einsum("hwc,hwc->c", residual, residual).argmax())


def _residual_block(graph: Graph, group: Group) -> ResidualBlock:
    addition = next(layer for layer in group.layers if layer.kind is Kind.ADD)
    x, residual = map(graph.layer, addition.inputs)
    return ResidualBlock(group.name, group.kind == IDENTITY_BLOCK, x, residual, addition)


def _root_mean_square(values: FloatArray) -> float:
    return float(np.linalg.norm(values.reshape(-1))) / sqrt(values.size)
