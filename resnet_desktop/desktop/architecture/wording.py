"""What the Architecture page itself says; pure functions of plain values, no Qt."""

from resnet_desktop import formatting
from resnet_desktop.network import Graph

DOT = "  ·  "


def title_line(graph: Graph) -> str:
    """Say what is shown: ``ResNet-50 for pictures of 224 px and 1,000 classes``."""
    side, classes = formatting.count(graph.input_size), formatting.count(graph.classes)
    return f"{graph.network.title} for pictures of {side} px and {classes} classes"


def totals_line(graph: Graph) -> str:
    """Say what the whole network costs."""
    return DOT.join(
        (
            formatting.plural(graph.parameter_count, "parameter"),
            f"{operations(graph.macs)} multiply-adds per picture",
            f"{formatting.size(graph.activation_bytes)} of activations",
        )
    )


def operations(number: int) -> str:
    """Write a number of operations with a unit: ``3.86 G``, ``118 M``."""
    for unit, size in (("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if number >= size:
            value = number / size
            decimals = 2 if value < 10 else 1 if value < 100 else 0
            return f"{value:.{decimals}f} {unit}"
    return str(number)


def cannot_be_read(name: str, why: str) -> str:
    """Say that a picture could not be made alive."""
    return f"{name} could not be read: {why}"
