"""What comes before the first step and after the last: the checks, the record, and what the program remembers."""

import logging
import shutil
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.classification.sorting.errors import SortingError, disk_reason
from resnet_desktop.classification.sorting.manifest import Journal, Manifest
from resnet_desktop.classification.sorting.mounts import mounts_of
from resnet_desktop.classification.sorting.options import KeywordOptions
from resnet_desktop.classification.sorting.plan import SortingPlan
from resnet_desktop.classification.sorting.undoable import State, Undoable, new_undoable
from resnet_desktop.formatting import size

_BYTES_FOR_A_STEP = 500
"""The record of one step, with both paths."""

_log = logging.getLogger(__name__)


def start(plan: SortingPlan, disk: Disk) -> tuple[Undoable, Manifest, Journal]:
    """Check a plan, and make the record with all its steps; nothing else is changed yet.

    Raises:
        SortingError: there is nothing to do, no room for it, or the target or the program's own folder cannot be
            written to. Nothing is left behind.
    """
    if not plan.steps:
        raise SortingError("There is nothing to sort; every picture was left out.")
    if plan.target is not None:
        _check_room(plan.target, plan.bytes_needed + _BYTES_FOR_A_STEP * len(plan.steps))
    files = [step.source for step in plan.steps if step.source is not None]
    undoable = new_undoable(plan.what, plan.target, plan.pictures, mounts_of(files))
    try:
        undoable.save(disk)
    except OSError as error:
        reason = disk_reason(error)
        raise SortingError(f"Nothing was sorted, because no record of it can be kept. {reason}") from error
    header = undoable.header() | {"keywords": asdict(plan.keywords) if plan.keywords is not None else None}
    try:
        for folder in undoable.made_folders:
            disk.make_folder(folder)
        journal = Journal.create(disk, undoable.manifest, header, plan.steps)
    except OSError as error:
        _give_up(undoable, disk)
        place = plan.target if plan.target is not None else undoable.manifest.parent
        raise SortingError(f"{place} cannot be written to, so nothing was sorted. {disk_reason(error)}") from error
    return undoable, Manifest(undoable.manifest, header, list(plan.steps)), journal


def remember(undoable: Undoable, state: State, done: int | None, disk: Disk) -> Undoable:
    """Remember how far a sorting is. Where that fails, the record beside the pictures still says so."""
    undoable = replace(undoable, state=state, done=done)
    try:
        undoable.save(disk)
    except OSError as error:
        _log.warning("The sorting %s cannot be remembered as %s: %s", undoable.id, state, error)
    return undoable


def clear_away(undoable: Undoable, disk: Disk) -> None:
    """Remove the record of a sorting of which nothing is left, and the folders made for it if they are empty.

    Raises:
        OSError: the record cannot be removed.
    """
    disk.remove(undoable.manifest)
    _remove_made_folders(undoable, disk)
    undoable.forget(disk)


def _give_up(undoable: Undoable, disk: Disk) -> None:
    """Leave nothing of a sorting that could not begin, as far as the disk lets anything be removed."""
    with suppress(OSError):
        disk.remove(undoable.manifest)
    _remove_made_folders(undoable, disk)
    with suppress(OSError):
        undoable.forget(disk)


def _remove_made_folders(undoable: Undoable, disk: Disk) -> None:
    for folder in reversed(undoable.made_folders):
        with suppress(OSError):  # it holds something else by now, or was never made
            disk.remove_folder(folder)


def keyword_options(header: dict[str, Any]) -> KeywordOptions:
    """Read from a record how keywords are written.

    Raises:
        SortingError: the record is damaged.
    """
    try:
        return KeywordOptions(**header["keywords"])
    except (TypeError, KeyError, ValueError):
        raise SortingError("The record of this sorting is damaged: it does not say how keywords are written.") from None


def _check_room(target: Path, needed: int) -> None:
    folder = next((each for each in (target, *target.parents) if each.exists()), None)
    if folder is None:
        raise SortingError(f"{target} is on a disk that is not there; choose another folder.")
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SortingError(
            f"{target} has {size(free)} left, and sorting needs {size(needed)}; choose another disk or free some room."
        )
