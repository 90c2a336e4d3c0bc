"""A disk on which the program is killed at a chosen step, and disks that lack what sorting likes to use."""

import errno
import os
from io import FileIO
from pathlib import Path

from resnet_desktop.classification.sorting.disk import Disk


class Killed(BaseException):
    """The process ended here; nothing of what it would have done afterwards happens."""


class DyingDisk(Disk):
    """Counts changes, and dies before the n-th one, or in the middle of it where it writes bytes.

    Waiting for the disk is left out: a killed process loses nothing by that, and tests are quick.

    Attributes:
        changes: how many were asked for.
        dies_at: the number of the change that does not happen, from 0; None for never.
        has_links: whether a file can have two names.
        is_split: whether each folder is a file system of its own.
    """

    def __init__(self, dies_at: int | None = None, *, has_links: bool = True, is_split: bool = False) -> None:
        self.changes = 0
        self.dies_at = dies_at
        self.has_links = has_links
        self.is_split = is_split

    def _change(self) -> None:
        number, self.changes = self.changes, self.changes + 1
        if self.dies_at is not None and number >= self.dies_at:
            raise Killed

    def _refuse_between_disks(self, source: Path, target: Path) -> None:
        if self.is_split and source.parent != target.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    def make_folder(self, path: Path) -> None:
        self._change()
        super().make_folder(path)

    def remove_folder(self, path: Path) -> None:
        self._change()
        super().remove_folder(path)

    def create(self, path: Path) -> FileIO:
        self._change()
        return super().create(path)

    def reopen(self, path: Path, length: int) -> FileIO:
        self._change()
        return super().reopen(path, length)

    def write(self, file: FileIO, content: bytes) -> None:
        try:
            self._change()
        except Killed:
            if self.changes - 1 == self.dies_at:
                super().write(file, content[: len(content) // 2])
            raise
        super().write(file, content)

    def sync(self, file: FileIO) -> None:
        pass

    def sync_folder(self, path: Path) -> None:
        pass

    def keep_facts(self, source: Path, path: Path) -> None:
        self._change()
        super().keep_facts(source, path)

    def set_facts(self, path: Path, mode: int, mtime_ns: int) -> None:
        self._change()
        super().set_facts(path, mode, mtime_ns)

    def link(self, source: Path, target: Path) -> None:
        self._change()
        self._refuse_between_disks(source, target)
        if not self.has_links:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        super().link(source, target)

    def rename(self, source: Path, target: Path) -> None:
        self._change()
        self._refuse_between_disks(source, target)
        super().rename(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._change()
        self._refuse_between_disks(source, target)
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._change()
        super().remove(path)

    def write_record(self, path: Path, content: bytes) -> None:
        self._change()
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.partial")
        partial.write_bytes(content)
        partial.replace(path)
