"""The pictures of the page as plain records; no Qt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.classification import Result


@dataclass(slots=True, eq=False)
class Entry:
    """One picture of the list.

    Attributes:
        path: the file, absolute.
        result: what came of it; None while it waits.
    """

    path: Path
    result: "Result | None" = None

    @property
    def is_waiting(self) -> bool:
        """True until there is a result."""
        return self.result is None

    @property
    def error(self) -> str:
        """Why it could not be read, one sentence; empty where it could or is not known yet."""
        return (self.result.error or "") if self.result is not None else ""


class PictureStore:
    """All entries in the order they came, each file once."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._rows: dict[Path, int] = {}
        self._waiting = 0
        self._failed = 0

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def waiting(self) -> int:
        """How many have no result yet."""
        return self._waiting

    @property
    def failed(self) -> int:
        """How many could not be read."""
        return self._failed

    def new_ones(self, paths: Iterable[Path]) -> list[Path]:
        """The files that are not there yet, each once, in order; their paths are absolute."""
        known = self._rows
        return list(dict.fromkeys(path for path in paths if path not in known))

    def add(self, new_ones: Sequence[Path]) -> None:
        """Append files that came from `new_ones`."""
        first = len(self.entries)
        self._rows.update(zip(new_ones, range(first, first + len(new_ones)), strict=True))
        self.entries.extend(map(Entry, new_ones))
        self._waiting += len(new_ones)

    def put(self, result: "Result") -> int | None:
        """Note a result.

        Returns:
            The row it belongs to; None when the picture was removed meanwhile.
        """
        row = self._rows.get(result.path)
        if row is None:
            return None
        self.reset(row)
        self.entries[row].result = result
        self._waiting -= 1
        self._failed += result.error is not None
        return row

    def reset(self, row: int) -> None:
        """Forget a result, so that the picture waits again."""
        entry = self.entries[row]
        if entry.result is not None:
            self._failed -= entry.result.error is not None
            self._waiting += 1
            entry.result = None

    def remove(self, rows: Iterable[int]) -> list[Path]:
        """Take entries out of the list; the files stay where they are.

        Returns:
            The paths taken out.
        """
        leaving = set(rows)
        removed = [entry for row, entry in enumerate(self.entries) if row in leaving]
        self.entries = [entry for row, entry in enumerate(self.entries) if row not in leaving]
        self._rows = {entry.path: row for row, entry in enumerate(self.entries)}
        self._waiting -= sum(entry.is_waiting for entry in removed)
        self._failed -= sum(bool(entry.error) for entry in removed)
        return [entry.path for entry in removed]

    def row_of(self, path: Path) -> int | None:
        """Find a file's row."""
        return self._rows.get(path)

    def waiting_paths(self) -> list[Path]:
        """The files without a result, in order."""
        return [entry.path for entry in self.entries if entry.is_waiting]

    def failed_rows(self) -> Sequence[int]:
        """Rows of the pictures that could not be read, in order."""
        return [row for row, entry in enumerate(self.entries) if entry.error]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)
