"""Two runs on the same pictures, of which neither was trained on any: who is right where the other is wrong."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.training.judgement import Judgement

HARDLY_CHANCE = 0.05
"""A difference that chance makes less often than this is taken for real."""


@dataclass(frozen=True)
class Compared:
    """What came of comparing two runs.

    Attributes:
        both: pictures that both get right.
        only_first: pictures that only the first gets right.
        only_second: pictures that only the second gets right.
        neither: pictures that both get wrong.
        left_out: pictures of which one of the two gave no answer.
    """

    both: tuple[Path, ...]
    only_first: tuple[Path, ...]
    only_second: tuple[Path, ...]
    neither: tuple[Path, ...]
    left_out: int = 0

    @property
    def pictures(self) -> int:
        """How many were compared."""
        return len(self.both) + len(self.only_first) + len(self.only_second) + len(self.neither)

    @property
    def accuracies(self) -> tuple[float, float]:
        """The part that each gets right, 0 to 1."""
        number = max(self.pictures, 1)
        return (len(self.both) + len(self.only_first)) / number, (len(self.both) + len(self.only_second)) / number

    @property
    def chance(self) -> float:
        """How often two equally good models would differ at least so much; see `chance_of`."""
        return chance_of(len(self.only_first), len(self.only_second))


def compare_truths(truths: Mapping[Path, str], first: Mapping[Path, str], second: Mapping[Path, str]) -> Compared:
    """Sort pictures by who is right.

    Args:
        truths: the true class of each picture.
        first: the class that the first run says.
        second: the class that the second run says.
    """
    groups: dict[tuple[bool, bool], list[Path]] = {(a, b): [] for a in (True, False) for b in (True, False)}
    left_out = 0
    for path, truth in truths.items():
        if path in first and path in second:
            groups[first[path] == truth, second[path] == truth].append(path)
        else:
            left_out += 1
    return Compared(
        tuple(groups[True, True]),
        tuple(groups[True, False]),
        tuple(groups[False, True]),
        tuple(groups[False, False]),
        left_out,
    )


def said(judgements: Iterable[Judgement]) -> dict[Path, str]:
    """Collect the class that a model said, for each picture."""
    return {
        judgement.path_of(each): judgement.classes[each.predicted]
        for judgement in judgements
        for each in judgement.judged
    }


def chance_of(only_first: int, only_second: int) -> float:
    """How often two equally good models would differ at least so much, 0 to 1.

    Only pictures that one of them gets right tell anything; with equally good models each is a coin's throw.

    Args:
        only_first: pictures that only the first gets right.
        only_second: pictures that only the second gets right.
    Source:
        McNemar 1947, the exact binomial form, two-sided.
    """
    number = only_first + only_second
    ways = math.lgamma(number + 1) - number * math.log(2)
    throws = range(min(only_first, only_second) + 1)
    return min(1.0, 2 * math.fsum(math.exp(ways - math.lgamma(k + 1) - math.lgamma(number - k + 1)) for k in throws))


def verdict(chance: float) -> str:
    """Say in two words what a chance means."""
    return "hardly chance" if chance < HARDLY_CHANCE else "could be chance"
