"""The networks themselves, as data.

Everything that knows a ResNet reads these few lines: the graph builders of every engine, the page that shows the
network, shape and parameter counts, the tests. Changing ``(3, 4, 6, 3)`` to ``(3, 4, 23, 3)`` gives ResNet-101.

Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2015, table 1.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class BlockConvolution:
    """One convolution of a block's residual branch F(x).

    Attributes:
        kernel: side of the square kernel, px.
        expansion: output channels as a multiple of the stage's width.
        carries_stride: whether this convolution does the down-sampling of a convolutional block.
    """

    kernel: int
    expansion: int = 1
    carries_stride: bool = False


@dataclass(frozen=True)
class Stage:
    """A run of blocks at one resolution: first a convolutional block, then identity blocks.

    Attributes:
        width: channels inside the residual branch.
        blocks: number of blocks, the convolutional one included.
        stride: what the convolutional block divides height and width by.
    """

    width: int
    blocks: int
    stride: int


@dataclass(frozen=True)
class Network:
    """An architecture: no weights, no input size, no number of classes.

    Attributes:
        name: the key in `NETWORKS`, also used in cards and on the command line.
        title: the name a person reads.
        block: convolutions of the residual branch, in order; the same in every block.
        stages: the stages, the first one is called stage 2 because the stem is stage 1.
        padding: ``"explicit"`` where the stem pads with layers of its own (3 px, 1 px), ``"same"`` where it does not.
        batch_norm_epsilon: added to the variance in every batch normalisation.
    """

    name: str
    title: str
    block: tuple[BlockConvolution, ...]
    stages: tuple[Stage, ...]
    padding: Literal["explicit", "same"]
    batch_norm_epsilon: float

    @property
    def expansion(self) -> int:
        """Output channels of a block as a multiple of its stage's width."""
        return self.block[-1].expansion


def _stages(blocks: tuple[int, ...], strides: tuple[int, ...]) -> tuple[Stage, ...]:
    return tuple(
        Stage(64 * 2**index, count, stride) for index, (count, stride) in enumerate(zip(blocks, strides, strict=True))
    )


RESNET50 = Network(
    name="resnet50",
    title="ResNet-50",
    block=(
        BlockConvolution(1, carries_stride=True),
        BlockConvolution(3),
        BlockConvolution(1, expansion=4),
    ),
    stages=_stages((3, 4, 6, 3), (1, 2, 2, 2)),
    padding="explicit",
    batch_norm_epsilon=1.001e-5,
)
"""ResNet-50 with the stride in the first 1x1 convolution, as released in 2015 and in ``keras.applications``."""

LISTING = Network(
    name="listing",
    title="The listing's network",
    block=(BlockConvolution(3, carries_stride=True), BlockConvolution(3)),
    stages=_stages((3, 4, 6, 3), (2, 2, 2, 2)),
    padding="same",
    batch_norm_epsilon=1e-3,
)
"""The two-convolution network of the program listing: ResNet-34's depth, but every stage halves the resolution."""

NETWORKS = {network.name: network for network in (RESNET50, LISTING)}
"""Every network the program knows, by name."""
