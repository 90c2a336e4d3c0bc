"""Doing what a plan says, so that a stop at any moment loses nothing and can be undone or continued."""

from dataclasses import dataclass

from resnet_desktop.classification.sorting.carrier import Carrier, Stopped
from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.classification.sorting.errors import Problem, SortingError, disk_reason
from resnet_desktop.classification.sorting.manifest import Journal, Manifest, read_manifest
from resnet_desktop.classification.sorting.plan import SortingPlan
from resnet_desktop.classification.sorting.starting import remember, start
from resnet_desktop.classification.sorting.undo import undo
from resnet_desktop.classification.sorting.undoable import State, Undoable, pictures_done
from resnet_desktop.jobs import Cancelled, Control


@dataclass(frozen=True)
class Outcome:
    """What became of a plan.

    Attributes:
        undoable: with which it is undone or continued; None where nothing was done, and nothing is left of it.
        pictures: how many are where they belong, or have their keyword.
        problems: files that stayed as they were, with the reason.
        stopped: why the work ended before its end, one sentence; empty where it did not.
    """

    undoable: Undoable | None
    pictures: int
    problems: tuple[Problem, ...] = ()
    stopped: str = ""


def carry_out(plan: SortingPlan, control: Control, disk: Disk | None = None) -> Outcome:
    """Do what a plan says. Nothing is ever overwritten.

    Args:
        plan: from `plan_sorting` or `plan_keywords`.
        control: progress counts bytes; cancelling ends between two files, or within a large one.
        disk: the file system.
    Returns:
        What became of it: a file that cannot be sorted is told, and the rest goes on; a full disk ends the work.
    Raises:
        SortingError: nothing was begun.
        Cancelled: `control` said so; `undoable()` gives what was done until then.
    """
    disk = disk or Disk()
    undoable, manifest, journal = start(plan, disk)
    return _work(undoable, manifest, journal, control, disk)


def continue_sorting(undoable: Undoable, control: Control, disk: Disk | None = None) -> Outcome:
    """Go on with a sorting that was stopped; files that could not be sorted are tried again.

    Raises:
        SortingError: the record is not there or damaged, or undoing has begun.
        Cancelled: as `carry_out`.
    """
    disk = disk or Disk()
    if not undoable.can_be_continued:
        raise SortingError("This sorting cannot be continued: it is finished, or its undoing has begun.")
    manifest = read_manifest(undoable.manifest)
    if manifest.undone:
        raise SortingError("This sorting cannot be continued: its undoing has begun.")
    try:
        journal = Journal.reopen(disk, manifest)
    except OSError as error:
        raise SortingError(f"{undoable.manifest.parent} cannot be written to. {disk_reason(error)}") from error
    return _work(undoable, manifest, journal, control, disk)


def _work(undoable: Undoable, manifest: Manifest, journal: Journal, control: Control, disk: Disk) -> Outcome:
    carrier = Carrier(manifest, journal, control, disk)
    stopped = ""
    try:
        try:
            remember(undoable, State.WORKING, None, disk)
            carrier.carry()
        finally:
            journal.close()
    except Cancelled:
        _finish(undoable, manifest, State.STOPPED, disk)
        raise
    except Stopped as reason:
        stopped = str(reason)
    kept = _finish(undoable, manifest, State.STOPPED if stopped else State.FINISHED, disk)
    return Outcome(kept, pictures_done(manifest), tuple(carrier.problems), stopped)


def _finish(undoable: Undoable, manifest: Manifest, state: State, disk: Disk) -> Undoable | None:
    """Remember how it ended; where nothing was done, folders and record go."""
    done = pictures_done(manifest)
    kept = remember(undoable, state, done, disk)
    if done == 0 and undo(kept, Control(), disk).is_complete:
        return None
    return kept
