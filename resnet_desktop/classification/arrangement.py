"""Which pictures of a list are shown, and in which order."""

import heapq
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from resnet_desktop.classification.class_names import Remembered
from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.query import Query
from resnet_desktop.classification.query_words import is_unsure
from resnet_desktop.jobs import Control

Value = str | float
"""What pictures are compared by: of one sort key always of one type, because Python sorts that several times faster."""

Read = Callable[[Entry, float], Value | None]
"""Gives a picture's value, or None where it has none; the second argument is the threshold of unsure, 0 to 1."""

_CHUNK = 8192
"""Pictures between two looks at the control, and sorted in one go."""

ADDED = "added"
"""The sort key that is the list's own order."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class SortKey:
    """One way to order pictures.

    Attributes:
        title: what a menu or a column says.
        is_descending: how the order begins that people mostly want.
        make_read: gives the reading function; called for each arrangement, because some remember what they looked up.
    """

    title: str
    is_descending: bool
    make_read: Callable[[], Read]


def arrange(
    entries: Sequence[Entry],
    query: Query,
    sort_key: str = ADDED,
    is_descending: bool = False,
    threshold: float = 0.0,
    control: Control | None = None,
) -> list[int]:
    """Choose and order the pictures of a list.

    Args:
        entries: the pictures, in the order in which they were added.
        query: which ones are wanted.
        sort_key: one of `SORT_KEYS`.
        is_descending: largest first; equal ones stay in the order in which they were added.
        threshold: the confidence below which a picture is unsure, 0 to 1.
        control: ends the work by `Cancelled`.
    Returns:
        Places in ``entries``. What has no value, as waiting pictures have no confidence, comes after what has one,
        in both directions, in the order in which it was added.
    Raises:
        Cancelled: the control was cancelled.
    """
    control = control or Control()
    wanted: list[int] = []
    for start in range(0, len(entries), _CHUNK):
        control.check()
        chunk = enumerate(entries[start : start + _CHUNK], start)
        wanted += [place for place, entry in chunk if query.matches(entry, threshold)]
    if sort_key == ADDED:
        return wanted[::-1] if is_descending else wanted
    return _sorted(wanted, entries, SORT_KEYS[sort_key].make_read(), is_descending, threshold, control)


def _sorted(
    places: Sequence[int],
    entries: Sequence[Entry],
    read: Read,
    is_descending: bool,
    threshold: float,
    control: Control,
) -> list[int]:
    """Sort piece by piece and merge the pieces.

    While Python sorts, no other thread runs, not even the window's; 100,000 names in one go would be felt.
    """
    values: dict[int, Value] = {}
    without: list[int] = []
    runs: list[list[int]] = []
    for start in range(0, len(places), _CHUNK):
        control.check()
        run: list[int] = []
        for place in places[start : start + _CHUNK]:
            value = read(entries[place], threshold)
            if value is None:
                without.append(place)
            else:
                values[place] = value
                run.append(place)
        run.sort(key=values.__getitem__, reverse=is_descending)
        runs.append(run)
    control.check()
    return [*heapq.merge(*runs, key=values.__getitem__, reverse=is_descending), *without]


def natural(name: str) -> str:
    """Write a name so that plain comparison orders as `resnet_desktop.images.finding.natural_key` does.

    A number becomes its length and its digits, which a zero character sets off from letters; the plain name behind two
    of these decides between names that differ in case only. No file name has a zero character.
    """
    parts = _DIGITS.split(name.casefold())
    for place in range(1, len(parts), 2):
        digits = str(int(parts[place]))
        parts[place] = f"\0{chr(len(digits))}{digits}"
    return f"{''.join(parts)}\0\0{name}"


def _make_read_path() -> Read:
    """Order as the search finds: a folder's own files before its folders."""
    read_folder = _make_read_folder()

    def read(entry: Entry, threshold: float) -> str:
        return f"{read_folder(entry, threshold)}\1{natural(entry.file.rpartition(os.sep)[2])}"

    return read


def _make_read_folder() -> Read:
    names = Remembered(natural)
    known: dict[str, str] = {}

    def read(entry: Entry, _: float) -> str:
        folder = entry.file.rpartition(os.sep)[0]
        key = known.get(folder)
        if key is None:
            key = known[folder] = "".join(f"\2{names[name]}" for name in entry.path.parts[:-1])
        return key

    return read


def _make_read_label() -> Read:
    names = Remembered(lambda label: natural(label) if label else None)
    return lambda entry, _: names[entry.label]


def _read_name(entry: Entry, _: float) -> str:
    return natural(entry.file.rpartition(os.sep)[2])


def _read_confidence(entry: Entry, _: float) -> float | None:
    best = entry.result.best if entry.result is not None else None
    return best.probability if best is not None else None


def _read_margin(entry: Entry, _: float) -> float | None:
    result = entry.result
    return result.margin if result is not None and not result.is_error else None


def _read_size(entry: Entry, _: float) -> float | None:
    result = entry.result
    return result.width * result.height if result is not None and not result.is_error else None


def _read_state(entry: Entry, threshold: float) -> float:
    """What wants a look comes first, what has nothing to look at last; what a person said counts most."""
    if entry.given:
        return 3 if entry.is_confirmed else 2
    if entry.is_waiting:
        return 4
    if entry.error:
        return 5
    return 0 if is_unsure(entry, threshold) else 1


SORT_KEYS: Mapping[str, SortKey] = MappingProxyType(
    {
        ADDED: SortKey("Order added", False, lambda: lambda _entry, _threshold: None),  # needs no values
        "name": SortKey("Name", False, lambda: _read_name),
        "path": SortKey("Path", False, _make_read_path),
        "folder": SortKey("Folder", False, _make_read_folder),
        "label": SortKey("Class", False, _make_read_label),
        "confidence": SortKey("Confidence", True, lambda: _read_confidence),
        "margin": SortKey("Margin", False, lambda: _read_margin),
        "state": SortKey("State", False, lambda: _read_state),
        "size": SortKey("Size in pixels", True, lambda: _read_size),
    }
)
"""The ways to order pictures, in the order of the menu."""
