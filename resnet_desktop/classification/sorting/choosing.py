"""Which pictures are sorted, as what, and why the others are not."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.sorting.errors import Problem
from resnet_desktop.images.files import system_path
from resnet_desktop.images.reasons import file_reason
from resnet_desktop.jobs import Control, Progress

NOT_CLASSIFIED = "It is not classified yet."
LISTED_TWICE = "It is listed twice."
CHANGED_SINCE = "It was changed since it was classified; classify it again."
IS_LINK = "It is a link to a file elsewhere, and links are not moved."
NO_FILE = "It is not a regular file."
UNSURE = "The network is not sure about it."


class Stamp(Protocol):
    """What a file was at some time."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    @property
    def mtime_ns(self) -> int:
        """When it was last written, nanoseconds since 1970."""
        ...


StampOf = Callable[[Path], Stamp | None]
"""Tells what a file was when it was classified; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture that is sorted.

    Attributes:
        path: the file.
        label: the class that it is sorted as; empty where it is unsure.
        size: bytes.
        mtime_ns: when it was last written, nanoseconds since 1970.
        device: the file system that it is on.
        real_folder: the folder that it lies in, without links.
    """

    path: Path
    label: str
    size: int
    mtime_ns: int
    device: int
    real_folder: str


def label_of(entry: Entry, by: Literal["counting", "predicted"], threshold: float) -> str | None:
    """Give the class that an entry is sorted as.

    Returns:
        The class; empty where it is unsure; None where there is none.
    """
    label = entry.label if by == "counting" else entry.predicted
    if not label:
        return None
    was_given = by == "counting" and bool(entry.given)
    return label if was_given or entry.confidence >= threshold else ""


class Choice:
    """Goes through entries and gives those that are sorted.

    Attributes:
        left_out: the others, in order; complete when the iteration has ended.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        label_of: Callable[[Entry], str | None],
        control: Control,
        stamp_of: StampOf | None,
        *,
        accepts_links: bool,
    ) -> None:
        self.left_out: list[Problem] = []
        self._entries = entries
        self._label_of = label_of
        self._control = control
        self._stamp_of = stamp_of
        self._accepts_links = accepts_links
        self._seen: set[tuple[str, str]] = set()
        self._real_folders: dict[Path, str] = {}

    def __iter__(self) -> Iterator[Chosen]:
        for index, entry in enumerate(self._entries):
            self._control.check()
            if index % 100 == 0:
                self._control.report(Progress(index, len(self._entries), "Looking at the files"))
            chosen = self._choose(entry)
            if isinstance(chosen, str):
                self.left_out.append(Problem(entry.path, chosen))
            else:
                yield chosen

    def _choose(self, entry: Entry) -> Chosen | str:
        label = self._label_of(entry)
        if label is None:
            return entry.error or NOT_CLASSIFIED
        try:
            is_link = stat.S_ISLNK(system_path(entry.path).lstat().st_mode)
            status = system_path(entry.path).stat()
        except OSError as error:
            return file_reason(error)
        if not stat.S_ISREG(status.st_mode):
            return NO_FILE
        if is_link and not self._accepts_links:
            return IS_LINK
        stamp = self._stamp_of(entry.path) if self._stamp_of else None
        if stamp is not None and (stamp.size, stamp.mtime_ns) != (status.st_size, status.st_mtime_ns):
            return CHANGED_SINCE
        place = (self._real_folder(entry.path.parent), entry.path.name)
        if place in self._seen:
            return LISTED_TWICE
        self._seen.add(place)
        return Chosen(entry.path, label, status.st_size, status.st_mtime_ns, status.st_dev, place[0])

    def _real_folder(self, folder: Path) -> str:
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder)
        return self._real_folders[folder]
