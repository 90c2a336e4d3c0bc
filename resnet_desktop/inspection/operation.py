"""How one value of one layer comes about: the steps of arithmetic, with this picture's real numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.engines.protocol import FloatArray


@dataclass(frozen=True, eq=False)
class Step:
    """What one layer did at one place.

    Attributes:
        layer: its name.
        value: what the arithmetic gives.
        shown: what the layer gave out there, as the maps show it; the same but for rounding.
    """

    layer: str
    value: float
    shown: float


@dataclass(frozen=True, eq=False)
class Window(Step):
    """A step that looks at a square of its input.

    Attributes:
        source: the layer that it reads.
        top: row of the window's first value in the source; negative inside the padding.
        left: its column.
        is_padding: (kernel, kernel), where nothing but the zeros around the map is.
    """

    source: str
    top: int
    left: int
    is_padding: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Convolution(Window):
    """The sum of products of a patch and a kernel over the window and all input channels, and a bias.

    Attributes:
        patch: (kernel, kernel, channels) the input, zeros in the padding.
        kernel: (kernel, kernel, channels) the weights of the output channel.
        sums: (channels,) the products' sum over the window for each input channel.
        bias: of the output channel.
    """

    patch: FloatArray
    kernel: FloatArray
    sums: FloatArray
    bias: float

    @property
    def total(self) -> float:
        """The sum of all products, without the bias."""
        return float(self.sums.sum(dtype=np.float64))

    @property
    def strongest(self) -> NDArray[np.intp]:
        """(channels,) the input channels, the one that matters most first."""
        return np.argsort(-np.abs(self.sums), kind="stable")


@dataclass(frozen=True, eq=False)
class Pooling(Window):
    """The largest or the mean value of a window of one channel.

    Attributes:
        patch: (kernel, kernel) the input; what is padding does not count.
        is_max: else the mean.
        winner: row and column of the largest value in the window; (0, 0) for a mean.
    """

    patch: FloatArray
    is_max: bool
    winner: tuple[int, int]


@dataclass(frozen=True, eq=False)
class BatchNorm(Step):
    """(x - mean) / sqrt(variance + epsilon) * gamma + beta."""

    x: float
    gamma: float
    beta: float
    mean: float
    variance: float
    epsilon: float


@dataclass(frozen=True, eq=False)
class Relu(Step):
    """The larger one of x and zero."""

    x: float


@dataclass(frozen=True, eq=False)
class Addition(Step):
    """F(x) + x.

    Attributes:
        shortcut: x, or its projection.
        residual: F(x).
        shortcut_layer: the name of the layer that gives x.
        residual_layer: the name of the layer that gives F(x).
        is_bypassed: the block is switched off, so F(x) is not added.
    """

    shortcut: float
    residual: float
    shortcut_layer: str
    residual_layer: str
    is_bypassed: bool


@dataclass(frozen=True, eq=False)
class Padding(Step):
    """A value is passed on, or a zero is put around the map.

    Attributes:
        source: the layer that it reads.
        place: row and column in the source; None in the padding.
    """

    source: str
    place: tuple[int, int] | None


@dataclass(frozen=True, eq=False)
class Flattening(Step):
    """A value of a map becomes one of a vector.

    Attributes:
        source: the layer that it reads.
        place: row, column and channel in the source.
    """

    source: str
    place: tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Dense(Step):
    """Products of all features and the class's weights, their sum, a bias, and what softmax makes of it.

    Attributes:
        source: the layer that it reads.
        features: (features,) the input.
        weights: (features,) of this class.
        products: (features,) of both.
        bias: of this class.
        temperature: divides the logit; 1 for no effect.
        logits: (classes,) of all classes, already divided.
    """

    source: str
    features: FloatArray
    weights: FloatArray
    products: FloatArray
    bias: float
    temperature: float
    logits: FloatArray

    @property
    def total(self) -> float:
        """The sum of all products, without the bias."""
        return float(self.products.sum(dtype=np.float64))

    @property
    def strongest(self) -> NDArray[np.intp]:
        """(features,) the one that matters most first."""
        return np.argsort(-np.abs(self.products), kind="stable")


@dataclass(frozen=True, eq=False)
class Pixel(Step):
    """A colour of the picture, from which a mean is taken.

    Attributes:
        colour: ``blue``, ``green`` or ``red``.
        pixel: 0 to 255.
        mean: of the colour, over the pictures that the first weights were trained with.
        deviation: what the difference is divided by; 1 in networks that do not divide.
    """

    colour: str
    pixel: float
    mean: float
    deviation: float = 1.0


@dataclass(frozen=True, eq=False)
class Operation:
    """The steps that lead to a value, and those that follow until the next layer that looks at more than one place.

    Attributes:
        layer: the name of the layer that was asked about.
        channel: number, from 0.
        row: from 0.
        column: from 0.
        steps: in the order of computing; one of them is the layer's own.
    """

    layer: str
    channel: int
    row: int
    column: int
    steps: tuple[Step, ...]

    @property
    def step(self) -> Step:
        """What the layer itself did."""
        return next(step for step in self.steps if step.layer == self.layer)
