"""Taking a sorting back: every file as it was, and nothing touched that somebody changed since."""

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.classification.sorting.disk import Disk, move_name
from resnet_desktop.classification.sorting.errors import (
    CHANGED,
    Problem,
    SortingError,
    Trouble,
    disk_reason,
    trouble_of,
    writing,
)
from resnet_desktop.classification.sorting.manifest import Journal, Manifest, read_manifest
from resnet_desktop.classification.sorting.mounts import missing_mount
from resnet_desktop.classification.sorting.sidecar_step import take_keyword_back
from resnet_desktop.classification.sorting.starting import clear_away, remember
from resnet_desktop.classification.sorting.steps import Kind, Step
from resnet_desktop.classification.sorting.tally import Tally
from resnet_desktop.classification.sorting.traces import Trace, trace_of
from resnet_desktop.classification.sorting.transfer import copy_to, digest_of, look, partial_file
from resnet_desktop.classification.sorting.undoable import State, Undoable, from_manifest, pictures_done
from resnet_desktop.images.files import system_path
from resnet_desktop.jobs import Control

GONE = "It is neither in its old place nor in its new one."
NO_ORIGINAL = "Its original was changed or removed since, so the copy stays."
OTHER_AT_OLD_PLACE = "Another file is in its old place now, so it stays where it was sorted to."


@dataclass(frozen=True)
class Report:
    """What became of undoing.

    Attributes:
        restored: files that are as they were before.
        left: files that stay as they are now, with the reason.
        kept_folders: folders that the sorting made and that hold something else now.
    """

    restored: int
    left: tuple[Problem, ...] = ()
    kept_folders: tuple[Path, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left, so that the record is gone."""
        return not self.left


def undo(undoable: Undoable | Path, control: Control, disk: Disk | None = None) -> Report:
    """Take a sorting back, also one that was stopped in the middle; can itself be stopped, and called again.

    Args:
        undoable: the sorting, or the path of its record; a record says where files go, so take none from strangers.
        control: progress counts bytes.
        disk: the file system.
    Returns:
        What became of it. While something is left, the record stays.
    Raises:
        SortingError: the record is not there, because its disk is not connected, or it is damaged.
        Cancelled: `control` said so; the rest can be undone later.
    """
    disk = disk or Disk()
    if isinstance(undoable, Path):
        undoable = from_manifest(undoable)
    if not undoable.is_reachable:
        raise SortingError(f"The record {undoable.manifest} is not there; if its disk is not connected, connect it.")
    report = Report(0)
    if undoable.manifest.exists() and undoable.state != State.UNDONE:
        manifest = read_manifest(undoable.manifest)
        if manifest.begun:
            report = _restore(undoable, manifest, control, disk)
        if not report.is_complete:
            remember(undoable, State.UNDOING, pictures_done(manifest), disk)
            return report
    try:
        clear_away(remember(undoable, State.UNDONE, 0, disk), disk)
    except OSError as error:
        raise SortingError(f"The record {undoable.manifest} cannot be removed. {disk_reason(error)}") from error
    return report


def _restore(undoable: Undoable, manifest: Manifest, control: Control, disk: Disk) -> Report:
    try:
        journal = Journal.reopen(disk, manifest)
    except OSError as error:
        raise SortingError(f"{manifest.path.parent} cannot be written to. {disk_reason(error)}") from error
    try:
        remember(undoable, State.UNDOING, None, disk)
        restorer = _Restorer(undoable, manifest, journal, control, disk)
        restorer.restore()
        return Report(restorer.restored, tuple(restorer.left), tuple(restorer.kept_folders))
    finally:
        journal.close()


class _Restorer:
    """Takes the steps of a record back, the last one first.

    Attributes:
        restored: files that are as they were before.
        left: files that stay as they are.
        kept_folders: folders that hold something else.
    """

    def __init__(self, undoable: Undoable, manifest: Manifest, journal: Journal, control: Control, disk: Disk) -> None:
        self.restored = 0
        self.left: list[Problem] = []
        self.kept_folders: list[Path] = []
        self._can_say = True
        self._mounts = undoable.mounts
        self._manifest = manifest
        self._journal = journal
        self._control = control
        self._disk = disk
        self._todo = sorted(manifest.begun - manifest.undone - manifest.there, reverse=True)
        files = [manifest.steps[index] for index in self._todo if manifest.steps[index].kind != Kind.FOLDER]
        self._tally = Tally(control, len(files), sum(step.size for step in files))
        self._take_back: dict[Kind, Callable[[int, Step], bool]] = {
            Kind.FOLDER: self._remove_folder,
            Kind.COPY: self._remove_copy,
            Kind.MOVE: self._bring_back,
            Kind.WRITE: lambda index, _: take_keyword_back(disk, manifest, index),
        }

    def restore(self) -> None:
        """Take them back.

        Raises:
            Cancelled: the work should stop.
        """
        for index in self._todo:
            self._control.check()
            step = self._manifest.steps[index]
            try:
                self.restored += self._take_back[step.kind](index, step)
            except Trouble as trouble:
                self.left.append(Problem(step.target, trouble.reason))
            else:
                if step.target not in self.kept_folders:
                    self._manifest.undone.add(index)
                    self._say("undone", index)
            if step.kind != Kind.FOLDER:
                self._tally.finish_file(step.size)

    def _say(self, word: str, index: int) -> None:
        """Write it down while that works.

        What was taken back can be seen on the disk as well, and a full disk must not keep anybody from making room.
        """
        if self._can_say:
            self._can_say = False  # after a line that was torn there must be no other
            with suppress(OSError):
                self._journal.say(word, index)
                self._can_say = True

    def _remove(self, path: Path) -> None:
        with writing():
            self._disk.remove(path)

    def _remove_folder(self, _: int, step: Step) -> bool:
        try:
            self._disk.remove_folder(step.target)
        except FileNotFoundError:
            pass
        except OSError as error:
            folder = system_path(step.target)
            if not folder.is_dir() or not any(folder.iterdir()):
                raise Trouble(disk_reason(error)) from error
            self.kept_folders.append(step.target)
        return False

    def _remove_copy(self, index: int, step: Step) -> bool:
        self._remove(self._manifest.partial(index))
        trace = trace_of(self._manifest, index, self._tally.on_bytes)
        if trace == Trace.FOREIGN and index in self._manifest.done:
            raise Trouble(CHANGED)
        if trace == Trace.COMPLETE and not _has_its_original(step):
            raise Trouble(NO_ORIGINAL)
        if trace in {Trace.PLACEHOLDER, Trace.COMPLETE}:
            self._remove(step.target)
        return trace == Trace.COMPLETE

    def _bring_back(self, index: int, step: Step) -> bool:
        assert step.source is not None
        self._remove(self._manifest.partial(index))
        self._remove(step.source.with_name(self._manifest.partial(index).name))
        self._remove_own_placeholder(index, step.source, step)
        trace = trace_of(self._manifest, index, self._tally.on_bytes)
        if trace in {Trace.PLACEHOLDER, Trace.HALFWAY}:
            self._remove(step.target)
        elif trace == Trace.COMPLETE:
            self._move_back(index, step, step.source)
        elif trace == Trace.BLOCKED:
            raise Trouble(OTHER_AT_OLD_PLACE)
        elif index in self._manifest.done and trace == Trace.FOREIGN:
            raise Trouble(CHANGED)
        elif index in self._manifest.done and look(step.source) is None:
            raise Trouble(GONE)
        return trace in {Trace.HALFWAY, Trace.COMPLETE}

    def _remove_own_placeholder(self, index: int, source: Path, step: Step) -> None:
        """Remove the empty file that kept the old place while an earlier undoing was stopped."""
        if index in self._manifest.returning and look(step.target) is not None:
            status = look(source)
            if status is not None and status.st_size == 0:
                self._remove(source)

    def _move_back(self, index: int, step: Step, source: Path) -> None:
        mount = missing_mount(source, self._mounts)
        if mount is not None:
            raise Trouble(f"It comes from {mount}, which is not connected.")
        self._say("returning", index)
        try:
            with writing():
                self._make_folders(source.parent)
            move_name(self._disk, step.target, source)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise trouble_of(error) from error
            self._move_back_across(index, step, source)

    def _move_back_across(self, index: int, step: Step, source: Path) -> None:
        with partial_file(self._disk, source.with_name(self._manifest.partial(index).name)) as partial:
            facts = copy_to(self._disk, step.target, partial, lambda _: self._control.check())
            if digest_of(partial, lambda _: self._control.check()) != facts.digest:
                raise Trouble("The copy is not what was written; the disk may be failing.")
            mode = self._manifest.ready.get(index, {}).get("mode")
            if mode is not None:
                self._disk.set_facts(partial, mode, step.mtime_ns)
            with writing():
                move_name(self._disk, partial, source)
        with writing():
            self._disk.sync_folder(source.parent)
        self._remove(step.target)

    def _make_folders(self, folder: Path) -> None:
        if not folder.exists() and folder != folder.parent:
            self._make_folders(folder.parent)
            self._disk.make_folder(folder)


def _has_its_original(step: Step) -> bool:
    """Tell whether the file that was copied is still what it was."""
    assert step.source is not None
    try:
        status = system_path(step.source).stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (step.size, step.mtime_ns)
