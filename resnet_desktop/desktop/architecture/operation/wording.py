"""What the operation view says: steps of arithmetic in words and numbers. Pure functions, no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.maps.wording import MINUS, number
from resnet_desktop.formatting import count, percent
from resnet_desktop.network import Graph, Kind, Layer

if TYPE_CHECKING:
    from resnet_desktop.inspection.operation import (
        Addition,
        BatchNorm,
        Convolution,
        Dense,
        Flattening,
        Operation,
        Padding,
        Pixel,
        Pooling,
        Relu,
    )

TITLE = "How a value comes about"
NOTHING = "Choose one value of a map, by a click or by Enter, to see the arithmetic behind it."
MOVING = "Arrow keys move to the neighbouring value."
COLOURS = ("blue", "green", "red")
TIMES, EQUALS = "\u00d7", "="
_DIGITS = 4


@dataclass(frozen=True)
class Line:
    """One step as it is read.

    Attributes:
        kind: of the layer.
        layer: its name.
        title: what the step is called.
        rule: the step in letters; empty where the numbers say it all.
        numbers: the same with this picture's numbers.
        result: the value.
    """

    kind: Kind
    layer: str
    title: str
    rule: str
    numbers: str
    result: str


def place_words(operation: "Operation", layer: Layer, labels: tuple[str, ...]) -> str:
    """Say which value it is: ``Channel 12, row 3, column 5``, or a class."""
    if layer.activation and operation.channel < len(labels):
        return f"Class {labels[operation.channel]}"
    if len(layer.output_shape) == 1:
        return f"Value {count(operation.channel)}"
    return f"Channel {count(operation.channel)}, row {operation.row}, column {operation.column}"


def sentence(operation: "Operation", graph: Graph) -> str:
    """Explain in one sentence what is shown."""
    first = graph.layer(operation.steps[0].layer)
    source = first.inputs[0] if first.inputs else ""
    match first.kind:
        case Kind.CONVOLUTION:
            return _convolution_sentence(operation, graph, first, source)
        case Kind.MAX_POOL:
            return f"The largest value of a window of {_square(first.kernel)} of the same channel of {source}."
        case Kind.AVERAGE_POOL:
            return f"The mean of a window of {_square(first.kernel)} of the same channel of {source}."
        case Kind.DENSE:
            return (
                f"Each of the {count(first.variables[0].shape[0])} values of {source} times this class's weight for "
                "it, all added up with a bias; softmax turns the sums of all classes into probabilities."
            )
        case Kind.ZERO_PADDING:
            return f"A frame of zeros around the maps of {source}, so that windows fit at the edge too."
        case Kind.FLATTEN:
            return f"The maps of {source}, written into one long row; no value changes."
        case Kind.INPUT:
            return "A colour of a pixel minus that colour's mean; channels are blue, green and red, in this order."
        case _:
            return f"Computed from the value at the same place of {source}."


def _convolution_sentence(operation: "Operation", graph: Graph, first: Layer, source: str) -> str:
    channels = first.variables[0].shape[2]
    words = {Kind.BATCH_NORM: "batch norm", Kind.RELU: "ReLU", Kind.ADD: "the addition F(x) + x"}
    later = [words[graph.layer(step.layer).kind] for step in operation.steps[1:]]
    follows = f"; then come {', '.join(later[:-1])} and {later[-1]}" if len(later) > 1 else ""
    return (
        f"A patch of {_square(first.kernel)} in each of the {count(channels)} channels of {source} times this "
        f"channel's kernel, all {count(first.kernel**2 * channels)} products added up with a bias{follows}."
    )


def _square(side: int) -> str:
    return f"{side} \u00d7 {side}"


def lines(operation: "Operation", graph: Graph) -> list[Line]:
    """Write every step; a dense layer has two."""
    written = []
    for step in operation.steps:
        layer = graph.layer(step.layer)
        title, rule, numbers = _WRITERS[layer.kind](step)
        result = value(_logit(step)) if layer.activation else value(step.shown)  # type: ignore[arg-type]
        written.append(Line(layer.kind, layer.name, title, rule, numbers, result))
        if layer.activation:
            written.append(_softmax(step, layer, operation.channel))  # type: ignore[arg-type]
    return written


def _convolution(step: "Convolution") -> tuple[str, str, str]:
    return "Convolution", "sum of products + bias", f"{value(step.total)} {plus(step.bias)}"


def _batch_norm(step: "BatchNorm") -> tuple[str, str, str]:
    numbers = (
        f"({value(step.x)} {minus(step.mean)}) / \u221a({value(step.variance)} + {value(step.epsilon)}) "
        f"\u00d7 {_in_brackets(step.gamma)} {plus(step.beta)}"
    )
    return "Batch norm", "(x \u2212 mean) / \u221a(variance + \u03b5) \u00d7 \u03b3 + \u03b2", numbers


def _relu(step: "Relu") -> tuple[str, str, str]:
    return "ReLU", "the larger one of 0 and x", f"max(0, {value(step.x)})"


def _addition(step: "Addition") -> tuple[str, str, str]:
    if step.is_bypassed:
        rule = "x alone: the block is switched off"
        return "Addition", rule, f"{value(step.shortcut)}, without F(x) = {value(step.residual)}"
    rule = f"F(x) + x, where x is {step.shortcut_layer}"
    return "Addition", rule, f"{value(step.residual)} {plus(step.shortcut)}"


def _pooling(step: "Pooling") -> tuple[str, str, str]:
    counted = step.patch.size - (0 if step.is_max else int(step.is_padding.sum()))
    if step.is_max:
        row, column = step.winner
        return "Max pooling", "the largest value of the window", f"in row {row}, column {column} of the window"
    return "Average pooling", "the mean of the window", f"{value(step.value * counted)} / {count(counted)}"


def _dense(step: "Dense") -> tuple[str, str, str]:
    numbers = f"{value(step.total)} {plus(step.bias)}"
    if step.temperature == 1:
        return "Dense", "sum of products + bias", numbers
    return "Dense", "(sum of products + bias) / temperature", f"({numbers}) / {value(step.temperature)}"


def _logit(step: "Dense") -> float:
    return (step.total + step.bias) / step.temperature


def _softmax(step: "Dense", layer: Layer, channel: int) -> Line:
    """The largest logit is taken from all: powers of e would not fit on a line, and the quotient stays the same."""
    logits = [float(logit) for logit in step.logits]
    largest = max(logits)
    powers = [exp(logit - largest) for logit in logits]
    numbers = f"e^({value(logits[channel])} {minus(largest)}) / {value(sum(powers))}"
    rule = "e^(x \u2212 largest x) / the sum of the same for all classes"
    return Line(layer.kind, layer.name, "Softmax", rule, numbers, percent(step.shown))


def _padding(step: "Padding") -> tuple[str, str, str]:
    if step.place is None:
        return "Zero padding", "outside of the map", "0"
    row, column = step.place
    return "Zero padding", "inside the map: unchanged", f"{step.source}, row {row}, column {column}"


def _flattening(step: "Flattening") -> tuple[str, str, str]:
    row, column, channel = step.place
    return "Flatten", "unchanged", f"{step.source}, channel {count(channel)}, row {row}, column {column}"


def _pixel(step: "Pixel") -> tuple[str, str, str]:
    return "Input", f"{step.colour} \u2212 its mean", f"{step.pixel:.0f} {minus(step.mean, 6)}"


_WRITERS: dict[Kind, Callable[..., tuple[str, str, str]]] = {
    Kind.CONVOLUTION: _convolution,
    Kind.BATCH_NORM: _batch_norm,
    Kind.RELU: _relu,
    Kind.ADD: _addition,
    Kind.MAX_POOL: _pooling,
    Kind.AVERAGE_POOL: _pooling,
    Kind.DENSE: _dense,
    Kind.ZERO_PADDING: _padding,
    Kind.FLATTEN: _flattening,
    Kind.INPUT: _pixel,
}


def value(x: float, digits: int = _DIGITS) -> str:
    """Write a value with the digits that arithmetic is followed with."""
    return number(x, digits)


def plus(x: float, digits: int = _DIGITS) -> str:
    """Write the addition of a value: ``+ 0.42``; of a negative one the subtraction."""
    return f"{MINUS} {value(-x, digits)}" if x < 0 else f"+ {value(x, digits)}"


def minus(x: float, digits: int = _DIGITS) -> str:
    """Write the subtraction of a value; of a negative one the addition."""
    return f"+ {value(-x, digits)}" if x < 0 else f"{MINUS} {value(x, digits)}"


def product(left: float, right: float) -> str:
    """Write two factors and their product."""
    return f"{value(left)} {TIMES} {_in_brackets(right)} = {value(left * right)}"


def factors(left: float, right: float) -> str:
    """Write two factors, shortly."""
    return f"{value(left, 3)} {TIMES} {value(right, 3)}"


def _in_brackets(x: float) -> str:
    return f"({value(x)})" if x < 0 else value(x)


def channel_name(graph: Graph, layer: str, channel: int) -> str:
    """Say what a channel is called: ``channel 12``; of the picture with its colour, ``channel 0 (blue)``."""
    source = graph.layer(layer)
    while source.kind is Kind.ZERO_PADDING:
        source = graph.layer(source.inputs[0])
    colour = f" ({COLOURS[channel]})" if source.kind is Kind.INPUT else ""
    return f"channel {count(channel)}{colour}"


def window_words(top: int, left: int, kernel: int) -> str:
    """Say where a window lies in its source: ``rows 3 to 5, columns 7 to 9``."""
    if kernel == 1:
        return f"row {_signed(top)}, column {_signed(left)}"
    return (
        f"rows {_signed(top)} to {_signed(top + kernel - 1)}, columns {_signed(left)} to {_signed(left + kernel - 1)}"
    )


def _signed(place: int) -> str:
    return f"{MINUS}{-place}" if place < 0 else str(place)
