"""The steps that lead to a value, in words and numbers. Pure functions, no Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.operation.wording import in_brackets, minus, plus, value
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
        f"\u00d7 {in_brackets(step.gamma)} {plus(step.beta)}"
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
    words, numbers = f"{step.colour} \u2212 its mean", f"{step.pixel:.0f} {minus(step.mean, 6)}"
    if step.deviation != 1:
        words, numbers = f"({words}) / its deviation", f"({numbers}) / {value(step.deviation)}"
    return "Input", words, numbers


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
