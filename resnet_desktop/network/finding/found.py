"""What of a network a search finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from resnet_desktop.network.finding.problems import Problem, nearest
from resnet_desktop.network.finding.search import Search
from resnet_desktop.network.finding.subjects import subjects
from resnet_desktop.network.finding.terms import Name
from resnet_desktop.network.finding.words import WORDS
from resnet_desktop.network.graph import Graph
from resnet_desktop.network.groups import blocks, stages

_NO_TIMES: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Found:
    """What was found.

    Attributes:
        layers: names of layers, from the input on.
        groups: names of the blocks and stages of which what is looked for holds as a whole.
        around: names of the blocks and stages that have a found layer or block in them.
        problems: what was not understood, or is nobody's name.
    """

    layers: tuple[str, ...]
    groups: tuple[str, ...] = ()
    around: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All that was found."""
        return frozenset((*self.layers, *self.groups))


def find(search: Search, graph: Graph, milliseconds: Mapping[str, float] = _NO_TIMES) -> Found:
    """Look through a network.

    Args:
        search: what is looked for; without terms it finds all.
        graph: the network.
        milliseconds: measured, of layers, blocks and stages by name.
    """
    everything = subjects(graph, milliseconds)
    found = [subject.name for subject in everything if search.holds(subject)]
    is_layer = {layer.name for layer in graph.layers}
    layers = tuple(name for name in found if name in is_layer)
    groups = tuple(name for name in found if name not in is_layer)
    problems = list(search.problems)
    for term in search.terms:
        name = term.condition
        if isinstance(name, Name) and not any(name.holds(subject) for subject in everything):
            known = {each for subject in everything for each in subject.names}
            meant = nearest(name.part, (*WORDS, *sorted(known)))
            correction = f"{'-' if term.is_denied else ''}{meant}" if meant else ""
            problems.append(Problem(term.part, f"Nothing here is called {name.part}.", correction, meant))
    return Found(layers, groups, _around(graph, {*layers, *groups}), tuple(problems))


def _around(graph: Graph, found: set[str]) -> frozenset[str]:
    """Blocks and stages in which something was found."""
    around = {
        group.name for group in (*blocks(graph), *stages(graph)) if any(layer.name in found for layer in group.layers)
    }
    for group in blocks(graph):
        if group.kind and group.name in found:
            around.add(f"stage {group.layers[0].stage}")
    return frozenset(around)
