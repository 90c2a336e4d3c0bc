"""The jobs of sorting: planning, doing, continuing and undoing; what they come to, also when somebody stops them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.sorting.choices import Keywords, Sorting
from resnet_desktop.desktop.classify.sorting.outcomes import Interrupted, Listed, Moves, Sorted, Undone
from resnet_desktop.desktop.classify.sorting.picture_count import PictureCount
from resnet_desktop.desktop.long_lived import many_records
from resnet_desktop.desktop.tasks import JobControl
from resnet_desktop.jobs import Cancelled

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.sorting import Outcome, Report, SortingPlan, Undoable
    from resnet_desktop.classification.sorting.choosing import StampOf
    from resnet_desktop.desktop.classify.sorting.request import SortRequest

SORTING_LANE = "sorting"
"""Whatever changes files by a plan runs in this lane, one after another."""


def planning(
    entries: "Sequence[Entry]", wanted: Sorting | Keywords, request: "SortRequest"
) -> "Callable[[JobControl], SortingPlan]":
    """Make the job that plans where each picture goes, or into which sidecar its class is written."""

    @many_records()
    def plan(control: JobControl) -> "SortingPlan":
        from resnet_desktop.classification.sidecars import plan_keywords  # noqa: PLC0415  loads NumPy
        from resnet_desktop.classification.sorting import plan_sorting  # noqa: PLC0415

        stamp_of: StampOf | None = request.stamp_of() if request.stamp_of is not None else None
        if isinstance(wanted, Sorting):
            made = plan_sorting(entries, wanted.target, wanted.options(), control, stamp_of)
        else:
            made = plan_keywords(entries, wanted.options(), control, stamp_of)
        _ = made.pairs, made.pictures, made.renamed, made.reasons  # computed here and kept in it
        return made

    return plan


def carrying_out(plan: "SortingPlan") -> Callable[[JobControl], Sorted]:
    """Make the job that does what a plan says."""

    @many_records()
    def work(control: JobControl) -> Sorted:
        from resnet_desktop.classification.sorting import carry_out, undoable  # noqa: PLC0415

        known = {each.id for each in undoable()}
        try:
            outcome = carry_out(plan, PictureCount(control, plan.pictures))
        except Cancelled:
            begun = next((each for each in undoable() if each.id not in known), None)
            return _stopped(plan.what, plan.target, plan.pictures, begun)
        return _sorted(plan.what, plan.target, plan.pictures, outcome)

    return work


def continuing(sorting: "Undoable") -> Callable[[JobControl], Sorted]:
    """Make the job that goes on with a sorting that was stopped; those moved before are not told again."""

    @many_records()
    def work(control: JobControl) -> Sorted:
        from resnet_desktop.classification.sorting import continue_sorting  # noqa: PLC0415

        before = set(_moves(sorting))
        try:
            outcome = continue_sorting(sorting, PictureCount(control, sorting.pictures))
        except Cancelled:
            made = _stopped(sorting.what, sorting.target, sorting.pictures, sorting)
        else:
            made = _sorted(sorting.what, sorting.target, sorting.pictures, outcome)
        return _without(made, before)

    return work


def undoing(sorting: "Undoable") -> Callable[[JobControl], Undone]:
    """Make the job that takes a sorting back."""

    @many_records()
    def work(control: JobControl) -> Undone:
        from resnet_desktop.classification.sorting import undo  # noqa: PLC0415

        before = _moves(sorting) if sorting.is_reachable else ()
        try:
            report: Report | None = undo(sorting, PictureCount(control, sorting.pictures))
        except Cancelled:
            report = None  # what was taken back until then is told by its record
        remaining = _again(sorting)
        still = set(_moves(remaining)) if remaining is not None else set()
        return Undone(
            sorting.what,
            sorting.target,
            report.restored if report is not None else None,
            report.left if report is not None else (),
            report.kept_folders if report is not None else (),
            remaining,
            tuple((new, old) for old, new in before if (old, new) not in still),
        )

    return work


def listing(_control: JobControl) -> tuple[Listed, ...]:
    """Give what can be undone, the latest first; a job."""
    from resnet_desktop.classification.sorting import State, undoable  # noqa: PLC0415

    found = (each for each in undoable() if each.state != State.UNDONE)
    return tuple(Listed(each, each.is_reachable, each.can_be_continued) for each in found)


def interrupted(_control: JobControl) -> Interrupted | None:
    """Give the latest sorting in which the program was stopped, with the pictures that it had moved; a job."""
    from resnet_desktop.classification.sorting import State, undoable  # noqa: PLC0415

    for sorting in undoable():
        if sorting.state == State.WORKING and sorting.can_be_continued:
            return Interrupted(sorting, tuple((old, new) for old, new in _moves(sorting) if not old.exists()))
    return None


def _sorted(what: str, target: Path | None, planned: int, outcome: "Outcome") -> Sorted:
    made = Sorted(what, target, planned, outcome.pictures, outcome.problems, outcome.stopped)
    return _with_record(made, outcome.undoable)


def _stopped(what: str, target: Path | None, planned: int, begun: "Undoable | None") -> Sorted:
    now = _again(begun) if begun is not None else None
    done = (now.done or 0) if now is not None else 0
    return _with_record(Sorted(what, target, planned, done, was_cancelled=True), now)


def _with_record(made: Sorted, record: "Undoable | None") -> Sorted:
    if record is None:
        return made
    return replace(made, undoable=record, can_be_continued=record.can_be_continued, moves=_moves(record))


def _without(made: Sorted, before: "set[tuple[Path, Path]]") -> Sorted:
    return replace(made, moves=tuple(move for move in made.moves if move not in before))


def _again(sorting: "Undoable") -> "Undoable | None":
    """Look a sorting up once more, because its state has changed; None where it is gone."""
    from resnet_desktop.classification.sorting import undoable  # noqa: PLC0415

    return next((each for each in undoable() if each.id == sorting.id), None)


def _moves(sorting: "Undoable") -> Moves:
    """Tell which pictures a sorting has moved; those that were taken back are left out.

    The last ones before a kill are only known to have been begun; they count when they are in their new place.
    """
    from resnet_desktop.classification.sorting.manifest import read_manifest  # noqa: PLC0415
    from resnet_desktop.classification.sorting.steps import Kind  # noqa: PLC0415

    if sorting.what != "move" or not sorting.manifest.exists():
        return ()
    manifest = read_manifest(sorting.manifest)
    steps = {index: manifest.steps[index] for index in sorted((manifest.begun | manifest.done) - manifest.undone)}
    return tuple(
        (step.source, step.target)
        for index, step in steps.items()
        if step.kind == Kind.MOVE and step.is_picture and step.source is not None
        if index in manifest.done or (step.target.exists() and not step.source.exists())
    )
