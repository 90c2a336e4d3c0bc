"""Reviewed pictures as a folder for each class, which ``resnet-desktop train --data`` takes."""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.sorting.errors import disk_reason
from resnet_desktop.classification.sorting.naming import byte_length, folder_name, name_key, numbered
from resnet_desktop.errors import UserError
from resnet_desktop.formatting import plural
from resnet_desktop.images.files import open_regular, system_path
from resnet_desktop.images.reasons import Refusal, file_reason
from resnet_desktop.jobs import Control, Progress

MANIFEST = "manifest.jsonl"
"""One JSON object a line for each picture: ``file`` (relative, forward slashes), ``class``, ``source`` (absolute path),
``review`` (``corrected`` or ``confirmed``), ``predicted`` and ``probability`` (0 to 1; null without a prediction)."""

_FEWEST = 3
"""Pictures that a class needs, so that training, validation and test get one each."""

_PART_NAMES = {"train", "training", "validation", "valid", "val", "test"}
"""A data set takes folders of these names for its parts, not for classes."""


class TrainingSetError(UserError):
    """No training set was made, and nothing of it was left."""


@dataclass(frozen=True)
class TrainingSet:
    """What was made.

    Attributes:
        folder: what ``train --data`` takes.
        counts: pictures by class, in the order of the first picture of each.
        copied: pictures that have their own copy; the others are hard links.
        problems: pictures that are not in it, each with one sentence.
    """

    folder: Path
    counts: Mapping[str, int]
    copied: int
    problems: tuple[tuple[Path, str], ...]

    @property
    def shortcoming(self) -> str:
        """Why it cannot be trained on yet, one sentence; empty when it can."""
        if len(self.counts) < 2:
            return f"Training needs at least two classes; here is only {', '.join(self.counts) or 'none'}."
        small = [f"{name} ({number})" for name, number in self.counts.items() if number < _FEWEST]
        if small:
            return f"Training needs at least {_FEWEST} pictures of each class; too few: {', '.join(small)}."
        return ""


def reviewed(entries: Iterable[Entry], *, corrected: bool = True, confirmed: bool = True) -> Iterator[Entry]:
    """Choose the pictures to whose class a person has said something; those that cannot be read are left out.

    Args:
        entries: any.
        corrected: whether the ones are wanted where the person said otherwise than the network.
        confirmed: whether the ones are wanted where both agree.
    """
    for entry in entries:
        if not entry.error and ((corrected and entry.is_corrected) or (confirmed and entry.is_confirmed)):
            yield entry


def make_training_set(
    entries: Sequence[Entry], folder: Path, *, control: Control, as_links: bool = False
) -> TrainingSet:
    """Lay reviewed pictures into a folder for each class, with a manifest of where each came from.

    The folder appears when all is in it; until then everything is in a hidden folder beside it. Nothing is
    overwritten, and the pictures stay where they are.

    Args:
        entries: the pictures, each with the class that a person gave it; see `reviewed`.
        folder: where to: a folder that is empty or not there yet.
        control: progress and cancellation.
        as_links: give the files a second name instead of a copy, which takes no room; who then edits one edits both.
            Where the disk cannot do that, files are copied.
    Returns:
        What was made. A picture that could not be read meanwhile is one of its problems.
    Raises:
        TrainingSetError: nothing was given, the folder has something in it, two classes would share a folder, or the
            disk does not take it.
        Cancelled: `control` was cancelled; nothing is left.
    """
    chosen = [entry for entry in entries if entry.given]
    if not chosen:
        raise TrainingSetError("No picture has been confirmed or corrected yet; review some, then make a training set.")
    if os.path.lexists(folder) and not _is_empty_folder(folder):
        raise TrainingSetError(f"{folder} is not an empty folder; choose a new one, because nothing is overwritten.")
    places = _class_folders(chosen)
    try:
        with _appearing(folder) as partial:
            return _fill(partial, folder, chosen, places, as_links, control)
    except OSError as error:
        reason = f"{disk_reason(error)} Nothing is left of it."
        raise TrainingSetError(f"The training set cannot be made in {folder}. {reason}") from error


def _class_folders(entries: Iterable[Entry]) -> dict[str, str]:
    """For each class its folder, relative; below ``train`` where one of them would be taken for a part of the set."""
    names = {label: folder_name(label) for label in dict.fromkeys(entry.given for entry in entries)}
    taken: dict[str, str] = {}
    for label, name in names.items():
        if (other := taken.setdefault(name_key(name), label)) != label:
            raise TrainingSetError(f"The classes {other!r} and {label!r} would share a folder; rename one of them.")
    if any(name.lower() in _PART_NAMES for name in names.values()):
        return {label: f"train/{name}" for label, name in names.items()}
    return names


def _fill(
    partial: Path, folder: Path, entries: Sequence[Entry], places: Mapping[str, str], as_links: bool, control: Control
) -> TrainingSet:
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    problems: list[tuple[Path, str]] = []
    copied = 0
    with (partial / MANIFEST).open("x", encoding="ascii", newline="\n") as manifest:
        for done, entry in enumerate(entries):
            control.check()
            control.report(Progress(done, len(entries), "Copying pictures"))
            place = _free_place(places[entry.given], entry.path, taken)
            try:
                copied += _lay(entry.path, partial / place, as_link=as_links)
            except Refusal as refusal:
                (partial / place).unlink(missing_ok=True)
                problems.append((entry.path, str(refusal)))
                continue
            taken.add(name_key(place))
            counts[entry.given] += 1
            manifest.write(json.dumps(_record(entry, place)) + "\n")
    if not counts:
        raise TrainingSetError(f"None of the {plural(len(entries), 'picture')} can be read: {problems[0][1]}")
    control.report(Progress(len(entries), len(entries), "Copying pictures"))
    return TrainingSet(folder, dict(counts), copied, tuple(problems))


def _free_place(parent: str, path: Path, taken: set[str]) -> str:
    """Find a name in a class's folder that every system accepts, that is not hidden, and that no other picture has."""
    suffix = path.suffix if path.suffix.isascii() and path.suffix[1:].isalnum() else ""
    stem = folder_name(path.name.removesuffix(suffix))
    names = (f"{parent}/{numbered(stem, number, byte_length(suffix))}{suffix}" for number in count(1))
    return next(name for name in names if name_key(name) not in taken)


def _lay(source: Path, target: Path, *, as_link: bool) -> bool:
    """Link or copy a picture; says whether it is a copy. Raises `Refusal` when it cannot be read."""
    with open_regular(source) as original:
        target.parent.mkdir(parents=True, exist_ok=True)
        if as_link and _is_linked(source, target):
            return False
        with system_path(target).open("xb") as copy:
            while part := _read(original):
                copy.write(part)
    return True


def _read(file: BinaryIO) -> bytes:
    try:
        return file.read(1 << 20)
    except OSError as error:
        raise Refusal(file_reason(error)) from error


def _is_linked(source: Path, target: Path) -> bool:
    try:
        os.link(os.path.realpath(system_path(source)), system_path(target))
    except OSError:  # another disk, or one without links: copied instead, and counted as a copy
        return False
    return True


def _record(entry: Entry, place: str) -> dict[str, object]:
    return {
        "file": place,
        "class": entry.given,
        "source": str(entry.path),
        "review": "confirmed" if entry.is_confirmed else "corrected",
        "predicted": entry.predicted or None,
        "probability": round(entry.confidence, 6) if entry.predicted else None,
    }


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Give a hidden folder to fill that takes the name of ``folder`` at the end, or goes with all that is in it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".training-set-", suffix=".partial"))
    try:
        yield partial
        partial.chmod(0o755)
        if folder.exists():
            folder.rmdir()  # an empty folder; one that was filled meanwhile stays
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _is_empty_folder(folder: Path) -> bool:
    try:
        with os.scandir(folder) as found:
            return next(found, None) is None
    except NotADirectoryError:
        return False
