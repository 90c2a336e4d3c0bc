"""Two networks beside each other: what is told about both, stage by stage, and where they differ."""

from dataclasses import dataclass

from resnet_desktop.formatting import count, plural, size
from resnet_desktop.network.architecture import Network
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import Group, blocks, stages
from resnet_desktop.network.layers import Kind
from resnet_desktop.network.tables import shape_text

Two = tuple[str, str]

TOLD = ("output", "made of", "parameters", "MACs")
"""What is told about a stage."""


@dataclass(frozen=True)
class Total:
    """One number of both networks.

    Attributes:
        name: what is counted.
        values: of the two.
        texts: the same, written.
    """

    name: str
    values: tuple[int, int]
    texts: Two

    @property
    def ratio(self) -> str:
        """How many times the smaller the larger is: ``1.17 times``; empty where they are the same."""
        return _ratio(*self.values)


@dataclass(frozen=True)
class Side:
    """A stage of one network.

    Attributes:
        blocks: its blocks; empty for the stem and the classifier.
        output_shape: of the tensor that leaves it.
        lines: what is told about it, one for each of `TOLD`.
        numbers: parameters and MACs: the last two of `lines`.
    """

    blocks: tuple[Group, ...]
    output_shape: tuple[int, ...]
    lines: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class StagePair:
    """The same stage of both networks.

    Attributes:
        name: ``stem``, ``stage 2``, …, ``classifier``.
        sides: of the two; None where a network has no such stage.
    """

    name: str
    sides: tuple[Side | None, Side | None]

    def differs(self, line: int) -> bool:
        """Whether a line says something else on the other side."""
        return len({side.lines[line] if side is not None else "" for side in self.sides}) > 1

    def ratio(self, line: int, place: int) -> str:
        """How many times the other side's number a side's is: ``3.78 times``; empty where it is not larger."""
        side, other = self.sides[place], self.sides[1 - place]
        number = line - (len(TOLD) - 2)
        if side is None or other is None or number < 0 or side.numbers[number] <= other.numbers[number]:
            return ""
        return _ratio(side.numbers[number], other.numbers[number])


def totals(a: Graph, b: Graph) -> tuple[Total, ...]:
    """Count what both networks have and cost, for one picture."""
    return (
        _total("Parameters", a.parameter_count, b.parameter_count),
        _total("MACs", a.macs, b.macs),
        Total(
            "Activation memory",
            (a.activation_bytes, b.activation_bytes),
            (size(a.activation_bytes), size(b.activation_bytes)),
        ),
        _total("Layers", len(a.layers), len(b.layers)),
        _total("Weight layers deep", depth(a), depth(b)),
    )


def depth(graph: Graph) -> int:
    """Count the layers with weights on the longest way through: the 50 of ResNet-50, without projections."""
    weighty = {Kind.CONVOLUTION, Kind.DENSE}
    return sum(layer.kind in weighty and not layer.is_shortcut for layer in graph.layers)


def stage_pairs(a: Graph, b: Graph) -> tuple[StagePair, ...]:
    """Pair the stages of two networks by their names, in the order of the flow."""
    left, right = _sides(a), _sides(b)
    longer = left if len(left) >= len(right) else right
    return tuple(StagePair(name, (left.get(name), right.get(name))) for name in longer)


def block_text(network: Network) -> str:
    """Write the convolutions of a block: ``1x1, 3x3, 1x1``."""
    return ", ".join(f"{each.kernel}x{each.kernel}" for each in network.block)


def _ratio(one: int, other: int) -> str:
    low, high = sorted((one, other))
    if low == high or not low:
        return ""
    times = high / low
    return f"{times:.2f} times" if times < 10 else f"{times:.0f} times"


def _total(name: str, a: int, b: int) -> Total:
    return Total(name, (a, b), (count(a), count(b)))


def _sides(graph: Graph) -> dict[str, Side]:
    found = {}
    every = blocks(graph)
    for stage in stages(graph):
        members = tuple(block for block in every if block.kind and block.layers[0].stage == stage.layers[0].stage)
        what = f"{plural(len(members), 'block')} of {block_text(graph.network)}" if members else _ends_text(stage)
        numbers = stage.parameter_count, stage.macs
        lines = (shape_text(stage.output_shape), what, *map(count, numbers))
        found[stage.name] = Side(members, stage.output_shape, lines, numbers)
    return found


def _ends_text(stage: Group) -> str:
    first = next(layer for layer in stage.layers if layer.kernel)
    words = "convolution" if first.kind is Kind.CONVOLUTION else "average pooling"
    return f"{words} {first.kernel}x{first.kernel}" + (", max pooling" if first.kind is Kind.CONVOLUTION else ", dense")
