"""What a network consists of: layers with their shapes, variables and costs."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import prod


class Kind(StrEnum):
    """What a layer does; the value is the class that does the same in Keras."""

    INPUT = "InputLayer"
    ZERO_PADDING = "ZeroPadding2D"
    CONVOLUTION = "Conv2D"
    BATCH_NORM = "BatchNormalization"
    RELU = "Activation"
    MAX_POOL = "MaxPooling2D"
    ADD = "Add"
    AVERAGE_POOL = "AveragePooling2D"
    FLATTEN = "Flatten"
    DENSE = "Dense"


@dataclass(frozen=True)
class Variable:
    """One array of a layer.

    Attributes:
        name: ``kernel``, ``bias``, ``gamma``, ``beta``, ``moving_mean`` or ``moving_variance``.
        shape: axes as in Keras: (height, width, in, out) for a convolution, (in, out) for dense, (channels,) else.
        is_trainable: False for the moving statistics of a batch normalisation.
    """

    name: str
    shape: tuple[int, ...]
    is_trainable: bool = True

    @property
    def size(self) -> int:
        """Number of values."""
        return prod(self.shape)


@dataclass(frozen=True)
class Layer:
    """One layer at a definite input size.

    Attributes:
        name: canonical name, as in the 2015 release: ``res4c_branch2b``.
        alias: the same layer's name in ``keras.applications``; empty where that has no such layer.
        kind: what the layer does.
        inputs: names of the layers it reads.
        output_shape: (height, width, channels) or (features,), without the batch axis.
        stage: 1 for the stem, 2 to 5, and 6 for the classifier; 0 for the input.
        block: ``a``, ``b``, … inside a stage; empty outside of blocks.
        kernel: side of a convolution's kernel or a pooling window, px; 0 for other kinds.
        stride: step of a convolution or pooling, px.
        padding: rows and columns of zeros added: (before, after), the same for height and width.
        same_padding: whether ``padding`` follows Keras's ``"same"`` rule; for pooling the border then never wins.
        variables: its arrays, in Keras's order.
        macs: multiply-accumulate operations of convolution and dense layers for one picture, biases not counted.
        receptive_field: side of the square of input pixels that one output value can depend on, px.
        jump: distance in the input between neighbouring output values, px.
        activation: ``"softmax"`` or empty.
    """

    name: str
    alias: str
    kind: Kind
    inputs: tuple[str, ...]
    output_shape: tuple[int, ...]
    stage: int
    block: str = ""
    kernel: int = 0
    stride: int = 1
    padding: tuple[int, int] = (0, 0)
    same_padding: bool = False
    variables: tuple[Variable, ...] = field(default=(), repr=False)
    macs: int = 0
    receptive_field: int = 1
    jump: int = 1
    activation: str = ""

    @property
    def parameter_count(self) -> int:
        """All values of its variables."""
        return sum(variable.size for variable in self.variables)

    @property
    def trainable_parameter_count(self) -> int:
        """Values that training can change."""
        return sum(variable.size for variable in self.variables if variable.is_trainable)

    @property
    def activation_bytes(self) -> int:
        """Memory of its output for one picture in float32, bytes."""
        return 4 * prod(self.output_shape)

    @property
    def is_shortcut(self) -> bool:
        """Whether it belongs to the projection on a convolutional block's shortcut."""
        return self.name.endswith("_branch1")
