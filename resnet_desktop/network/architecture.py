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
class Normalisation:
    """What is done to a picture's colours before the first layer: minus a mean, divided by a deviation.

    Attributes:
        colours: the channels that go in, in order.
        means: for each of them, 0 to 255.
        deviations: for each of them, 0 to 255; 1 where nothing is divided.
    """

    colours: tuple[str, str, str]
    means: tuple[float, float, float]
    deviations: tuple[float, float, float] = (1.0, 1.0, 1.0)

    @property
    def is_reversed(self) -> bool:
        """Whether blue comes first, where pictures have red first."""
        return self.colours == BLUE_FIRST

    @property
    def divides(self) -> bool:
        """Whether there is anything to divide by."""
        return self.deviations != (1.0, 1.0, 1.0)

    @property
    def description(self) -> str:
        """One line for a person: ``blue, green, red; minus 103.939, 116.779, 123.68``."""
        words = f"{', '.join(self.colours)}; minus {_numbers(self.means)}"
        return f"{words}; divided by {_numbers(self.deviations)}" if self.divides else words


def _numbers(values: tuple[float, ...]) -> str:
    return ", ".join(f"{value:g}" for value in values)


BLUE_FIRST, RED_FIRST = ("blue", "green", "red"), ("red", "green", "blue")

MEAN_ONLY = Normalisation(BLUE_FIRST, (103.939, 116.779, 123.68))
"""ImageNet's mean colour is taken away, nothing is divided. Source: the 2015 release."""

MEAN_AND_DEVIATION = Normalisation(RED_FIRST, (123.675, 116.28, 103.53), (58.395, 57.12, 57.375))
"""Colours from 0 to 1 with the mean (0.485, 0.456, 0.406) and the deviation (0.229, 0.224, 0.225), here times 255.

Source: https://docs.pytorch.org/vision/stable/models.html, the preprocessing of all classification models.
"""


@dataclass(frozen=True)
class Network:
    """An architecture: no weights, no input size, no number of classes.

    Attributes:
        name: the key in `NETWORKS`, also used in cards and on the command line.
        title: the name a person reads.
        block: convolutions of the residual branch, in order; the same in every block.
        stages: the stages, the first one is called stage 2 because the stem is stage 1.
        padding: ``"explicit"`` where the stem, and a block's larger convolution that takes steps, pad with layers of
            their own, the same on all sides; ``"same"`` where nothing does.
        batch_norm_epsilon: added to the variance in every batch normalisation.
        normalisation: what is done to a picture's colours; inside the graph of every engine.
    """

    name: str
    title: str
    block: tuple[BlockConvolution, ...]
    stages: tuple[Stage, ...]
    padding: Literal["explicit", "same"]
    batch_norm_epsilon: float
    normalisation: Normalisation = MEAN_ONLY

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

RESNET50_V15 = Network(
    name="resnet50-v1.5",
    title="ResNet-50 v1.5",
    block=(
        BlockConvolution(1),
        BlockConvolution(3, carries_stride=True),
        BlockConvolution(1, expansion=4),
    ),
    stages=RESNET50.stages,
    padding="explicit",
    batch_norm_epsilon=1e-5,
    normalisation=MEAN_AND_DEVIATION,
)
"""ResNet-50 as torchvision and timm have it: the stride in the 3x3 convolution, other colours and epsilon.

Their convolutions have no biases; here these are zeros, so that everything else is as in `RESNET50`.
"""

LISTING = Network(
    name="listing",
    title="The listing's network",
    block=(BlockConvolution(3, carries_stride=True), BlockConvolution(3)),
    stages=_stages((3, 4, 6, 3), (2, 2, 2, 2)),
    padding="same",
    batch_norm_epsilon=1e-3,
)
"""The two-convolution network of the program listing: ResNet-34's depth, but every stage halves the resolution."""

NETWORKS = {network.name: network for network in (RESNET50, LISTING, RESNET50_V15)}
"""Every network the program knows, by name."""
