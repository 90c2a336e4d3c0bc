"""What can be done about a data set's problems. A remedy gives a changed data set; the folder is never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from resnet_desktop.training.checking import Report
from resnet_desktop.training.dataset import PARTS, DataSet
from resnet_desktop.training.problems import Kind, Place, Problem, find_problems, places_of


class Way(StrEnum):
    """How a problem is dealt with."""

    LEAVE_OUT = "leave out"
    OUT_OF_TRAINING = "out of training"
    OUT_OF_JUDGING = "out of validation and test"
    KEEP_ONE = "keep one"
    WEIGHTS = "class weights"


@dataclass(frozen=True)
class Remedy:
    """One way to deal with one kind of problem.

    Attributes:
        kind: the problem.
        way: what is done about it.
    """

    kind: Kind
    way: Way

    @property
    def changes_data(self) -> bool:
        """Whether pictures are left out; class weights are the plan's, see `Plan.class_weights`."""
        return self.way != Way.WEIGHTS


_ACROSS_PARTS = (Way.OUT_OF_TRAINING, Way.OUT_OF_JUDGING)
_WAYS: Mapping[Kind, tuple[Way, ...]] = {
    Kind.UNREADABLE: (Way.LEAVE_OUT,),
    Kind.SAME_ACROSS_CLASSES: (Way.LEAVE_OUT,),
    Kind.SAME_ACROSS_PARTS: _ACROSS_PARTS,
    Kind.ALIKE_ACROSS_PARTS: _ACROSS_PARTS,
    Kind.ALIKE_ACROSS_CLASSES: (Way.LEAVE_OUT,),
    Kind.SAME_WITHIN: (Way.KEEP_ONE,),
    Kind.ALIKE_WITHIN: (Way.KEEP_ONE,),
    Kind.TINY: (Way.LEAVE_OUT,),
    Kind.IMBALANCE: (Way.WEIGHTS,),
}


def remedies_for(kind: Kind) -> tuple[Remedy, ...]:
    """Give the remedies for a kind of problem, the advisable one first.

    Copies across parts leave training first: the test then stays the one that others have measured on, and loses
    none of its pictures. Pictures that are in two classes leave both, because nobody knows which one is right.
    """
    return tuple(Remedy(kind, way) for way in _WAYS[kind])


def apply(report: Report, remedies: Iterable[Remedy]) -> DataSet:
    """Leave out what remedies say, one after the other.

    Args:
        report: on the data set.
        remedies: in the order chosen; each sees what those before it have left.
    Returns:
        The changed data set; what was left out is in its ``excluded``.
    Raises:
        DataError: too little would be left.
    """
    data = report.data
    for remedy in remedies:
        if reasons := left_out(report, data, remedy):
            data = data.without(reasons)
    return data


def left_out(report: Report, data: DataSet, remedy: Remedy) -> dict[str, str]:
    """Say which pictures a remedy would leave out, each with the reason in a few words."""
    problem = next((each for each in find_problems(report, data) if each.kind == remedy.kind), None)
    return reasons_of(problem, remedy.way, places_of(data)) if problem is not None else {}


def reasons_of(problem: Problem, way: Way, places: Mapping[str, Place]) -> dict[str, str]:
    """Say which pictures a way to deal with a problem would leave out, each with the reason in a few words.

    Args:
        problem: of the data set.
        way: one of those for its kind.
        places: of the data set's pictures.
    """
    match way:
        case Way.LEAVE_OUT if problem.kind == Kind.TINY:
            return {path: "its class is too small" for path, place in places.items() if place.name in problem.classes}
        case Way.LEAVE_OUT:
            reason = "it cannot be read" if problem.kind == Kind.UNREADABLE else "it is in several classes"
            return {path: reason for group in problem.groups for path in group}
        case Way.OUT_OF_TRAINING:
            return _keep_in_one_part(problem, places, ("test", "validation", "train"))
        case Way.OUT_OF_JUDGING:
            return _keep_in_one_part(problem, places, PARTS)
        case Way.KEEP_ONE:
            return {path: f"it is a copy of {group[0]}" for group in problem.groups for path in group[1:]}
        case Way.WEIGHTS:
            return {}


def _keep_in_one_part(problem: Problem, places: Mapping[str, Place], order: tuple[str, ...]) -> dict[str, str]:
    """Keep each group in the first part of an order that has any of it."""
    reasons: dict[str, str] = {}
    for group in problem.groups:
        kept = min((places[path].part for path in group), key=order.index)
        reasons |= {path: f"a copy of it is in {kept}" for path in group if places[path].part != kept}
    return reasons
