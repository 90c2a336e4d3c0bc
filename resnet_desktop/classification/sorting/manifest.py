"""The record of a sorting, one JSON object on each line: what will be done, then what was begun and what was done.

The lines, in this order: one ``sorting`` with what is common to all; a ``do`` for each step, all of them on the disk
before anything happens; then, as the work goes on, ``begin`` (on the disk before the first of these steps), ``ready``
(what a copy contains, or what a sidecar held before, written before the file gets its name), ``done``, ``there`` (a
folder that somebody else made), ``failed``; later ``returning`` and ``undone``. Only the last line can be torn, and
then it says nothing.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Any

from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.classification.sorting.errors import SortingError
from resnet_desktop.classification.sorting.steps import Step

VERSION = 1
_LINES_AT_ONCE = 1000
_ID = re.compile(r"[0-9a-z-]{1,40}")


@dataclass
class Manifest:
    """What a record says.

    Attributes:
        path: the record.
        header: what is common to all steps.
        steps: what was planned.
        begun: steps that may have happened, at least in part; not those that are known to have failed.
        ready: for each step what its file was made to be.
        done: steps that happened.
        there: folders that were there already when they should have been made.
        returning: moves that may have been taken back, at least in part.
        undone: steps that were taken back.
        length: bytes of the record's whole lines.
    """

    path: Path
    header: dict[str, Any]
    steps: list[Step]
    begun: set[int] = field(default_factory=set)
    ready: dict[int, dict[str, Any]] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    there: set[int] = field(default_factory=set)
    returning: set[int] = field(default_factory=set)
    undone: set[int] = field(default_factory=set)
    length: int = 0

    def partial(self, index: int) -> Path:
        """Give the name that a step's file has until it is complete: nobody else's file has it."""
        return self.steps[index].target.with_name(f".resnet-desktop-{self.header['id']}-{index}.partial")


class Journal:
    """Writes the record while the work goes on."""

    def __init__(self, disk: Disk, file: FileIO) -> None:
        self._disk = disk
        self._file = file

    @classmethod
    def create(cls, disk: Disk, path: Path, header: dict[str, Any], steps: Iterable[Step]) -> "Journal":
        """Make the record, with everything that will be done, and wait until it is on the disk.

        Raises:
            OSError: the folder cannot be written to, or the disk is full.
        """
        journal = cls(disk, disk.create(path))
        try:
            lines: list[dict[str, Any]] = [{"sorting": VERSION} | header]
            for step in steps:
                lines.append(step.to_dict(path.parent))
                if len(lines) == _LINES_AT_ONCE:
                    journal._append(*lines)
                    lines = []
            journal._append(*lines)
            journal.sync()
            disk.sync_folder(path.parent)
        except BaseException:
            journal.close()
            raise
        return journal

    @classmethod
    def reopen(cls, disk: Disk, manifest: Manifest) -> "Journal":
        """Go on writing a record; a torn last line is cut off."""
        return cls(disk, disk.reopen(manifest.path, manifest.length))

    def begin(self, first: int, last: int) -> None:
        """Say that steps begin, ``last`` included, and wait until this, and all before it, is on the disk."""
        self._append({"begin": [first, last]})
        self.sync()

    def ready(self, index: int, facts: dict[str, Any]) -> None:
        """Say what a step's file is."""
        self._append({"ready": index} | facts)

    def say(self, word: str, index: int) -> None:
        """Say that a step is ``done``, ``failed``, ``returning`` or ``undone``, or that its folder was ``there``."""
        self._append({word: index})

    def sync(self) -> None:
        """Wait until everything that was said is on the disk."""
        self._disk.sync(self._file)

    def close(self) -> None:
        """Stop writing."""
        self._file.close()

    def _append(self, *lines: dict[str, Any]) -> None:
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        self._disk.write(self._file, text.encode("ascii"))


def read_manifest(path: Path) -> Manifest:
    """Read a record.

    Returns:
        What it says; without steps where the program was stopped before all of them were written, so that none began.
    Raises:
        SortingError: there is no record, it cannot be read, it is damaged, or a newer program wrote it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SortingError(f"The record {path} cannot be read: {error.strerror}.") from None
    whole, _, _ = content.rpartition(b"\n")
    manifest: Manifest | None = None
    for number, line in enumerate(whole.split(b"\n") if whole else (), 1):
        try:
            fields = json.loads(line)
            if manifest is None:
                manifest = _read_header(path, fields)
            else:
                _read_line(manifest, fields)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise SortingError(f"Line {number} of the record {path} is damaged.") from None
    if manifest is None:
        manifest = Manifest(path, {}, [])
    manifest.length = len(whole) + 1 if whole else 0
    return manifest


def _read_header(path: Path, fields: dict[str, Any]) -> Manifest:
    if fields["sorting"] > VERSION:
        raise SortingError(f"A newer version of this program wrote the record {path}; use that one.")
    if not _ID.fullmatch(fields["id"]):
        raise ValueError("an id has other characters")
    return Manifest(path, fields, [])


def _read_line(manifest: Manifest, fields: dict[str, Any]) -> None:
    match fields:
        case {"do": _}:
            manifest.steps.append(Step.from_dict(fields, manifest.path.parent))
        case {"begin": [int(first), int(last)]}:
            if not 0 <= first <= last < len(manifest.steps):
                raise ValueError("there are no such steps")
            manifest.begun.update(range(first, last + 1))
        case {"ready": int(index)}:
            manifest.ready[index] = fields
        case {"done": int(index)}:
            manifest.done.add(index)
        case {"there": int(index)}:
            manifest.there.add(index)
        case {"failed": int(index)}:
            manifest.begun.discard(index)
        case {"returning": int(index)}:
            manifest.returning.add(index)
        case {"undone": int(index)}:
            manifest.undone.add(index)
        case _:
            raise ValueError("a line of an unknown kind")
