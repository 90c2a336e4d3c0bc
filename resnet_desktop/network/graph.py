"""From a network and an input size to its layers: the one place where shapes are computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import prod

from resnet_desktop.errors import UserError
from resnet_desktop.network.architecture import Network
from resnet_desktop.network.costs import Costs
from resnet_desktop.network.layers import Kind, Layer, Variable

LARGEST_INPUT_SIZE = 4096
LARGEST_CLASS_COUNT = 100_000


class NetworkError(UserError):
    """A network cannot be built at these numbers."""


@dataclass(frozen=True)
class Graph(Costs):
    """A network at a definite input size, number of classes and pooling window.

    Attributes:
        network: the architecture.
        input_size: side of the square RGB input, px.
        classes: outputs of the last dense layer.
        pool_window: side of the average pooling window, px of the last map.
        layers: every layer, inputs before the layers that read them.
    """

    network: Network
    input_size: int
    classes: int
    pool_window: int
    layers: tuple[Layer, ...]

    @cached_property
    def _by_name(self) -> dict[str, Layer]:
        return {layer.name: layer for layer in self.layers}

    def layer(self, name: str) -> Layer:
        """Find a layer by its canonical name.

        Raises:
            NetworkError: there is no such layer.
        """
        try:
            return self._by_name[name]
        except KeyError:
            raise NetworkError(f"{self.network.title} has no layer named {name!r}") from None

    @property
    def output(self) -> Layer:
        """The softmax layer."""
        return self.layers[-1]

    @property
    def pools_whole_map(self) -> bool:
        """Whether average pooling takes the whole last map, so that one value is left of each channel."""
        return self.pool_window == self.layer(self.layer("avg_pool").inputs[0]).output_shape[0]

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of every array, by its name on disk: ``<layer>/<variable>``."""
        return {
            f"{layer.name}/{variable.name}": variable.shape for layer in self.layers for variable in layer.variables
        }


def build(network: Network, input_size: int = 224, classes: int = 1000, pool_window: int | None = None) -> Graph:
    """Lay a network out at an input size.

    Args:
        network: the architecture.
        input_size: side of the square RGB input, px; 1 to 4096.
        classes: number of classes, 2 to 100,000.
        pool_window: side of the average pooling window on the last map; None means the whole map.
    Returns:
        The graph, from ``input`` to ``fc<classes>``.
    Raises:
        NetworkError: a number is out of range, or the window is larger than the last map.
    """
    _check("input size", input_size, 1, LARGEST_INPUT_SIZE, "px")
    _check("number of classes", classes, 2, LARGEST_CLASS_COUNT, "")
    builder = _Builder(network)
    last = builder.stem(input_size)
    for number, stage in enumerate(network.stages, start=2):
        for index in range(stage.blocks):
            last = builder.block(last, number, stage.width, index, stage.stride)
    side = last.output_shape[0]
    window = side if pool_window is None else pool_window
    if not 1 <= window <= side:
        raise NetworkError(
            f"A pooling window of {window} does not fit: at {input_size} px input the last map of "
            f"{network.title} is {side}x{side}, so the window can be 1 to {side}"
        )
    builder.classifier(last, window, classes)
    return Graph(network, input_size, classes, window, tuple(builder.layers))


def _check(what: str, value: object, low: int, high: int, unit: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise NetworkError(
            f"The {what} must be a whole number from {low:,} to {high:,}{f' {unit}' if unit else ''}, not {value!r}"
        )


class _Builder:
    """Appends layers one by one; each method returns the layer whose output goes on."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.layers: list[Layer] = []
        self._stage = 0
        self._block = ""

    def stem(self, input_size: int) -> Layer:
        is_explicit = self.network.padding == "explicit"
        x = self._append("input", "input_layer", Kind.INPUT, (), (input_size, input_size, 3))
        self._stage = 1
        if is_explicit:
            x = self._pad("conv1_pad", "conv1_pad", x, 3)
        x = self._convolution("conv1", "conv1_conv", x, 64, 7, 2, same=not is_explicit)
        x = self._batch_norm("bn_conv1", "conv1_bn", x)
        x = self._append("conv1_relu", "conv1_relu", Kind.RELU, (x,), x.output_shape)
        if is_explicit:
            x = self._pad("pool1_pad", "pool1_pad", x, 1)
        return self._pool("pool1", "pool1_pool", Kind.MAX_POOL, x, 3, 2, same=not is_explicit)

    def block(self, x: Layer, stage: int, width: int, index: int, stride: int) -> Layer:
        """H(x) = F(x) + x; the first block of a stage projects x to F(x)'s shape, the others pass it on."""
        self._stage, self._block = stage, chr(ord("a") + index)
        name = f"{stage}{self._block}"
        alias = f"conv{stage}_block{index + 1}"
        shortcut = x
        if index == 0:
            channels = width * self.network.expansion
            shortcut = self._convolution(f"res{name}_branch1", f"{alias}_0_conv", x, channels, 1, stride)
            shortcut = self._batch_norm(f"bn{name}_branch1", f"{alias}_0_bn", shortcut)
        for number, convolution in enumerate(self.network.block, start=1):
            branch = f"{name}_branch2{chr(ord('a') + number - 1)}"
            step = stride if index == 0 and convolution.carries_stride else 1
            filters = width * convolution.expansion
            has_own_padding = self.network.padding == "explicit" and convolution.kernel > 1 and step > 1
            if has_own_padding:
                x = self._pad(f"res{branch}_pad", "", x, convolution.kernel // 2)
            x = self._convolution(
                f"res{branch}",
                f"{alias}_{number}_conv",
                x,
                filters,
                convolution.kernel,
                step,
                same=convolution.kernel > 1 and not has_own_padding,
            )
            x = self._batch_norm(f"bn{branch}", f"{alias}_{number}_bn", x)
            if number < len(self.network.block):
                x = self._append(f"res{branch}_relu", f"{alias}_{number}_relu", Kind.RELU, (x,), x.output_shape)
        x = self._append(f"res{name}", f"{alias}_add", Kind.ADD, (shortcut, x), x.output_shape)
        return self._append(f"res{name}_relu", f"{alias}_out", Kind.RELU, (x,), x.output_shape)

    def classifier(self, x: Layer, window: int, classes: int) -> Layer:
        self._stage, self._block = len(self.network.stages) + 2, ""
        x = self._pool("avg_pool", "avg_pool", Kind.AVERAGE_POOL, x, window, window)
        x = self._append("flatten", "", Kind.FLATTEN, (x,), (prod(x.output_shape),))
        features = x.output_shape[0]
        variables = (Variable("kernel", (features, classes)), Variable("bias", (classes,)))
        return self._append(
            f"fc{classes}",
            "predictions",
            Kind.DENSE,
            (x,),
            (classes,),
            variables=variables,
            macs=features * classes,
            activation="softmax",
        )

    def _convolution(
        self, name: str, alias: str, x: Layer, filters: int, kernel: int, stride: int, *, same: bool = False
    ) -> Layer:
        side, _, channels = x.output_shape
        output, padding = _window(side, kernel, stride, same)
        return self._append(
            name, alias, Kind.CONVOLUTION, (x,), (output, output, filters),
            kernel=kernel, stride=stride, padding=padding, same_padding=same,
            variables=(Variable("kernel", (kernel, kernel, channels, filters)), Variable("bias", (filters,))),
            macs=output * output * filters * kernel * kernel * channels,
        )  # fmt: skip

    def _batch_norm(self, name: str, alias: str, x: Layer) -> Layer:
        shape = (x.output_shape[-1],)
        variables = (
            Variable("gamma", shape),
            Variable("beta", shape),
            Variable("moving_mean", shape, is_trainable=False),
            Variable("moving_variance", shape, is_trainable=False),
        )
        return self._append(name, alias, Kind.BATCH_NORM, (x,), x.output_shape, variables=variables)

    def _pad(self, name: str, alias: str, x: Layer, width: int) -> Layer:
        side, _, channels = x.output_shape
        shape = (side + 2 * width, side + 2 * width, channels)
        return self._append(name, alias, Kind.ZERO_PADDING, (x,), shape, padding=(width, width))

    def _pool(
        self, name: str, alias: str, kind: Kind, x: Layer, window: int, stride: int, *, same: bool = False
    ) -> Layer:
        side, _, channels = x.output_shape
        output, padding = _window(side, window, stride, same)
        return self._append(
            name, alias, kind, (x,), (output, output, channels),
            kernel=window, stride=stride, padding=padding, same_padding=same,
        )  # fmt: skip

    def _append(
        self,
        name: str,
        alias: str,
        kind: Kind,
        inputs: Iterable[Layer],
        output_shape: tuple[int, ...],
        *,
        kernel: int = 0,
        stride: int = 1,
        padding: tuple[int, int] = (0, 0),
        same_padding: bool = False,
        variables: tuple[Variable, ...] = (),
        macs: int = 0,
        activation: str = "",
    ) -> Layer:
        inputs = tuple(inputs)
        jump = max((layer.jump for layer in inputs), default=1)
        field = max((layer.receptive_field for layer in inputs), default=1) + max(kernel - 1, 0) * jump
        layer = Layer(
            name, alias, kind, tuple(layer.name for layer in inputs), output_shape, self._stage, self._block,
            kernel, stride, padding, same_padding, variables, macs, field, jump * stride, activation,
        )  # fmt: skip
        self.layers.append(layer)
        return layer


def _window(side: int, kernel: int, stride: int, same: bool) -> tuple[int, tuple[int, int]]:
    """Output side and zero padding of a sliding window, by Keras's rules for ``valid`` and ``same``."""
    if not same:
        return (side - kernel) // stride + 1, (0, 0)
    output = -(-side // stride)
    total = max((output - 1) * stride + kernel - side, 0)
    return output, (total // 2, total - total // 2)
