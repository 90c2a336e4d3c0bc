"""What the operation view says about a value as a whole, and how its numbers are written. Pure functions, no Qt."""

from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture.maps.wording import MINUS, number
from resnet_desktop.formatting import count
from resnet_desktop.network import Graph, Kind, Layer

if TYPE_CHECKING:
    from resnet_desktop.inspection.operation import Operation

TITLE = "How a value comes about"
NOTHING = "Choose one value of a map, by a click or by Enter, to see the arithmetic behind it."
MOVING = "Arrow keys move to the neighbouring value."
COLOURS = ("blue", "green", "red")
TIMES, EQUALS = "\u00d7", "="
_DIGITS = 4


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
    return f"{value(left)} {TIMES} {in_brackets(right)} = {value(left * right)}"


def factors(left: float, right: float) -> str:
    """Write two factors, shortly."""
    return f"{value(left, 3)} {TIMES} {value(right, 3)}"


def in_brackets(x: float) -> str:
    """Write a factor, a negative one in brackets."""
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
