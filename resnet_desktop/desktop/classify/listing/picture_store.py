"""The pictures of the page as records in the order they came, each file once; no Qt."""

import itertools
import operator
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Result

_key = cast("Callable[[Path | str], str]", os.path.normcase if os.name == "nt" else os.fspath)
"""What files are told apart by: the hash of a path is computed by Python code, that of a text is not."""


class PictureStore:
    """All entries, and how many of them wait or failed. A row is a place in the order in which they came, from 0.

    Attributes:
        entries: the records; one is replaced when something changes.
        removals: how many times pictures were taken out, which gives the later ones other rows.
        counters: called with each entry about which there is something to say, a result or a person's word, and 1
            where it comes or -1 where it leaves; a change is both.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.removals = 0
        self.counters: list[Callable[[Entry, int], None]] = []
        self._rows: dict[str, int] = {}
        self._waiting = 0
        self._failed = 0

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator["Entry"]:
        return iter(self.entries)

    @property
    def waiting(self) -> int:
        """How many have no result yet."""
        return self._waiting

    @property
    def failed(self) -> int:
        """How many could not be read."""
        return self._failed

    def new_ones(self, entries: Iterable["Entry"]) -> "list[Entry]":
        """Those whose files are not there yet, each once, in order; their paths are absolute."""
        known = self._rows
        given = list(entries)
        fresh = dict(zip(_keys(given), given, strict=True))
        if not known.keys().isdisjoint(fresh):
            return [entry for key, entry in fresh.items() if key not in known]
        return list(fresh.values())

    def add(self, new_ones: "Sequence[Entry]") -> None:
        """Append entries that came from `new_ones`."""
        self._rows.update(zip(_keys(new_ones), itertools.count(len(self.entries))))
        self.entries.extend(new_ones)
        told = [entry for entry in new_ones if entry.result is not None or entry.given]
        self._waiting += len(new_ones) - len(told)  # usually all: 100,000 that were just found
        for entry in told:
            self._count(entry, 1)

    def put(self, result: "Result") -> int | None:
        """Note a result.

        Returns:
            The row it belongs to; None when the picture was removed meanwhile.
        """
        row = self.row_of(result.path)
        if row is not None:
            self._replace(row, replace(self.entries[row], place=result.path, result=result))
        return row

    def reset(self, row: int) -> None:
        """Forget a result, so that the picture waits again."""
        self._replace(row, replace(self.entries[row], result=None))

    def is_classified(self, row: int) -> bool:
        """Whether a row has a result, which may be an error."""
        return self.entries[row].result is not None

    def give(self, row: int, label: str) -> None:
        """Note which class a person says it shows; empty takes that back."""
        self._replace(row, replace(self.entries[row], given=label))

    def remove(self, rows: Iterable[int]) -> list[Path]:
        """Take entries out of the list; the files stay where they are.

        Returns:
            The paths taken out.
        """
        leaving = set(rows)
        if not leaving:
            return []
        removed = [self.entries[row] for row in sorted(leaving)]
        first = min(leaving)
        kept = [entry for row, entry in enumerate(self.entries[first:], start=first) if row not in leaving]
        self.entries[first:] = kept
        for entry in removed:
            del self._rows[_key(entry.place)]
            self._count(entry, -1)
        self._rows.update(zip(_keys(kept), itertools.count(first)))
        self.removals += 1
        return [entry.path for entry in removed]

    def drop_last(self, count: int) -> None:
        """Take the last entries out of the list."""
        leaving = self.entries[-count:]
        del self.entries[-count:]
        for entry in leaving:
            del self._rows[_key(entry.place)]
            self._count(entry, -1)
        self.removals += 1

    def rename(self, moved: Mapping[Path, Path]) -> list[int]:
        """Note that files are elsewhere now, with all that is known about them.

        Args:
            moved: for each old path the new one; what is not in the list, or would be in it twice, is passed over.
        Returns:
            The rows that changed.
        """
        rows = []
        for old, new in moved.items():
            row = self.row_of(old)
            if row is None or self.row_of(new) is not None:
                continue
            entry = self.entries[row]
            result = None if entry.result is None else replace(entry.result, path=new)
            self._replace(row, replace(entry, place=new, result=result))
            del self._rows[_key(old)]
            self._rows[_key(new)] = row
            rows.append(row)
        return rows

    def row_of(self, place: Path | str) -> int | None:
        """Find a file's row."""
        return self._rows.get(_key(place))

    def waiting_places(self) -> list[Path | str]:
        """The files without a result, in order."""
        return [entry.place for entry in self.entries if entry.is_waiting]

    def _replace(self, row: int, entry: "Entry") -> None:
        self._count(self.entries[row], -1)
        self._count(entry, 1)
        self.entries[row] = entry

    def _count(self, entry: "Entry", change: int) -> None:
        if entry.result is None:
            self._waiting += change
        elif entry.result.error is not None:
            self._failed += change
        if entry.result is not None or entry.given:
            for count in self.counters:
                count(entry, change)


def _keys(entries: "Iterable[Entry]") -> Iterator[str]:
    return map(_key, map(operator.attrgetter("place"), entries))  # no step in Python for each of 100,000
