"""Which two pictures of a group make plain what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.train.data.wording import PART_WORDS

if TYPE_CHECKING:
    from resnet_desktop.training.problems import Place, Problem

MOST = 24
"""Groups that are shown."""

Pair = tuple[tuple[Path, str, str], ...]
"""One picture or two, each with its file, and its part and class in words."""


def pairs_of(problem: "Problem", folder: Path, places: "Mapping[str, Place]") -> tuple[Pair, ...]:
    """Choose pictures to show for a problem.

    Args:
        problem: any.
        folder: of the data set.
        places: of its pictures.
    Returns:
        A pair for each group, `MOST` at most, from all of them: where parts or classes differ, the first two that do.
    """
    number = min(MOST, len(problem.groups))
    groups = (problem.groups[place * len(problem.groups) // number] for place in range(number))
    return tuple(_pair(problem.kind, group, folder, places) for group in groups)


def _pair(kind: str, group: tuple[str, ...], folder: Path, places: "Mapping[str, Place]") -> Pair:
    first, others = group[0], group[1:]
    if "across" in kind:
        which = "part" if "parts" in kind else "name"
        others = tuple(path for path in others if getattr(places[path], which) != getattr(places[first], which))
    return tuple((folder / path, PART_WORDS[places[path].part], places[path].name) for path in (first, *others[:1]))
