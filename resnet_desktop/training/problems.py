"""What is wrong with a data set, as plain records: which pictures, how bad, and what could be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from resnet_desktop.training.checking import Group, Report
from resnet_desktop.training.dataset import PARTS, DataSet

FEW = 10
"""A class with fewer training pictures than this is tiny: its score would be luck."""

IMBALANCE = 3.0
"""From this ratio of the largest to the smallest class on, the smaller classes are likely to be neglected."""


class Kind(StrEnum):
    """What can be wrong, the worst first."""

    UNREADABLE = "unreadable"
    SAME_ACROSS_CLASSES = "same across classes"
    SAME_ACROSS_PARTS = "same across parts"
    ALIKE_ACROSS_PARTS = "alike across parts"
    ALIKE_ACROSS_CLASSES = "alike across classes"
    SAME_WITHIN = "same within a class"
    ALIKE_WITHIN = "alike within a class"
    TINY = "tiny classes"
    IMBALANCE = "imbalance"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        kind: what.
        groups: pictures that belong together, or one for each unreadable file.
        classes: names of the classes it is about; empty for all.
        ratio: pictures of the largest class for each one of the smallest; 0 where that is not the problem.
    """

    kind: Kind
    groups: tuple[Group, ...] = ()
    classes: tuple[str, ...] = ()
    ratio: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where a picture is.

    Attributes:
        part: one of `PARTS`.
        name: of its class.
    """

    part: str
    name: str


def places_of(data: DataSet) -> dict[str, Place]:
    """Tell where each picture of a data set is, by path."""
    known = {(part, label): Place(part, name) for part in PARTS for label, name in enumerate(data.classes)}
    return {each.path: known[part, each.label] for part in PARTS for each in data.part(part)}


def find_problems(report: Report, data: DataSet) -> tuple[Problem, ...]:
    """Say what is wrong with a data set.

    Args:
        report: on the data set, or on the one that it was made of by leaving pictures out.
        data: the data set as it is now.
    """
    places = places_of(data)
    found = [
        Problem(Kind.UNREADABLE, tuple((path,) for path in report.unreadable if path in places)),
        Problem(Kind.SAME_ACROSS_CLASSES, _across_classes(report.same, places)),
        Problem(Kind.SAME_ACROSS_PARTS, _across_parts(report.same, places)),
        Problem(Kind.ALIKE_ACROSS_PARTS, _across_parts(report.alike, places)),
        Problem(Kind.ALIKE_ACROSS_CLASSES, _across_classes(report.alike, places)),
        Problem(Kind.SAME_WITHIN, _within(report.same, places)),
        Problem(Kind.ALIKE_WITHIN, _within(report.alike, places)),
    ]
    return (*(problem for problem in found if problem.groups), *_of_classes(data))


def tiny_classes(data: DataSet) -> tuple[str, ...]:
    """Name the classes that have too few training pictures."""
    return tuple(name for name, number in zip(data.classes, data.counts()["train"], strict=True) if number < FEW)


def imbalance(data: DataSet) -> float:
    """Give how many training pictures the largest class has for each one of the smallest."""
    numbers = data.counts()["train"]
    return max(numbers) / max(min(numbers), 1)


def _of_classes(data: DataSet) -> Iterator[Problem]:
    if tiny := tiny_classes(data):
        yield Problem(Kind.TINY, classes=tiny)
    if (ratio := imbalance(data)) >= IMBALANCE:
        yield Problem(Kind.IMBALANCE, ratio=ratio)


def _across_parts(groups: tuple[Group, ...], places: dict[str, Place]) -> tuple[Group, ...]:
    kept = (tuple(path for path in group if path in places) for group in groups)
    return tuple(group for group in kept if len({places[path].part for path in group}) > 1)


def _across_classes(groups: tuple[Group, ...], places: dict[str, Place]) -> tuple[Group, ...]:
    kept = (tuple(path for path in group if path in places) for group in groups)
    return tuple(group for group in kept if len({places[path].name for path in group}) > 1)


def _within(groups: tuple[Group, ...], places: dict[str, Place]) -> tuple[Group, ...]:
    """Divide groups by part and class; what is alone there has no copy within."""
    found = []
    for group in groups:
        by_place: dict[Place, list[str]] = {}
        for path in group:
            if path in places:
                by_place.setdefault(places[path], []).append(path)
        found += [tuple(paths) for paths in by_place.values() if len(paths) > 1]
    return tuple(found)
