"""What could be typed next in a search."""

from dataclasses import dataclass

from resnet_desktop.network.finding.words import NUMBERS, WORDS
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import blocks

_MOST = 12


@dataclass(frozen=True)
class Completion:
    """One proposal.

    Attributes:
        shown: what would be put in.
        description: what it finds, a few words.
        text: the whole search afterwards.
        cursor: where typing goes on.
    """

    shown: str
    description: str
    text: str
    cursor: int


def complete(text: str, cursor: int, graph: Graph) -> list[Completion]:
    """Propose what the part before the cursor could become.

    Args:
        text: the whole search.
        cursor: a place in it, 0 to its length.
        graph: the network; its names are proposed, and those values of its numbers that it has.
    Returns:
        At most 12; none where the part is whole already.
    """
    start = text.rfind(" ", 0, cursor) + 1
    typed = text[start:cursor]
    sign = "-" if typed.startswith("-") else ""
    part = typed.removeprefix("-").lower()
    rest = text[cursor:]
    if rest and not rest.startswith(" "):
        return []
    made = []
    for shown, description in _candidates(part, graph):
        if shown.lower() != part:
            before = f"{text[:start]}{sign}{shown}"
            made.append(Completion(f"{sign}{shown}", description, before + rest, len(before)))
    return made[:_MOST]


def _candidates(part: str, graph: Graph) -> list[tuple[str, str]]:
    name, sign, value = part.partition("=")
    if sign and name in NUMBERS:
        return [(f"{name}={each}", NUMBERS[name]) for each in _values(name, graph) if str(each).startswith(value)]
    if sign:
        return []
    words = [(word, meaning) for word, meaning in WORDS.items() if word.startswith(part)]
    numbers = [
        (f"{number}{'>' if number in ('params', 'trainable', 'macs', 'flops', 'memory', 'rf', 'ms') else '='}", meaning)
        for number, meaning in NUMBERS.items()
        if number.startswith(part)
    ]
    if not part:
        return [*words[:4], *(each for each in words if each[0] in ("identity", "projection")), *numbers[:6]]
    kernels = [(f"{side}x{side}", "kernel or window") for side in _values("kernel", graph)]
    names = [(group.name, group.kind) for group in blocks(graph) if group.kind]
    names += [(layer.name, layer.alias) for layer in graph.layers]
    aliases = [(layer.alias, layer.name) for layer in graph.layers if layer.alias != layer.name]
    known = [*words, *numbers, *kernels, *names, *aliases]
    begun = [each for each in known if each[0].startswith(part)]
    return [*begun, *(each for each in known if part in each[0] and not each[0].startswith(part))]


def _values(number: str, graph: Graph) -> list[int]:
    """The values that a number has in this network, where they are few."""
    layers = graph.layers
    values = {
        "channels": (layer.output_shape[-1] for layer in layers),
        "size": (layer.output_shape[0] for layer in layers if len(layer.output_shape) == 3),
        "kernel": (layer.kernel for layer in layers if layer.kernel),
        "stride": (layer.stride for layer in layers if layer.kernel),
        "padding": (layer.padding[0] for layer in layers if layer.kernel),
        "stage": (layer.stage for layer in layers),
    }
    return sorted(set(values.get(number, ())))
