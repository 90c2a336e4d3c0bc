"""The steps of a record, done one after the other."""

import errno
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from resnet_desktop.classification.sorting.disk import Disk, move_name
from resnet_desktop.classification.sorting.errors import APPEARED, Problem, Trouble, disk_reason, trouble_of, writing
from resnet_desktop.classification.sorting.manifest import Journal, Manifest
from resnet_desktop.classification.sorting.sidecar_step import is_written, remove_traces, write_keyword
from resnet_desktop.classification.sorting.starting import keyword_options
from resnet_desktop.classification.sorting.steps import Kind, Step
from resnet_desktop.classification.sorting.tally import Tally
from resnet_desktop.classification.sorting.traces import Trace, trace_of
from resnet_desktop.classification.sorting.transfer import Facts, copy_to, digest_of, look, partial_file
from resnet_desktop.images.files import system_path
from resnet_desktop.images.reasons import file_reason
from resnet_desktop.jobs import Control

STEPS_AT_ONCE = 32
"""Steps that are announced in the record together: waiting for the disk takes longer than moving a file."""

CHANGED_SINCE_PLANNED = "It was changed since the plan was made."
CANNOT_LEAVE = "It could not be moved away, so it stayed; copying may do."
CHANGED_MEANWHILE = "It was changed while it was copied."
COPY_DIFFERS = "The copy is not what was written; the disk may be failing."


class Stopped(Exception):
    """Going on is pointless: ``str(reason)`` says why."""


class Carrier:
    """Does the steps of a record that are not done.

    Attributes:
        problems: files that stayed as they were.
    """

    def __init__(self, manifest: Manifest, journal: Journal, control: Control, disk: Disk) -> None:
        self.problems: list[Problem] = []
        self._manifest = manifest
        self._journal = journal
        self._control = control
        self._disk = disk
        files = [step for step in manifest.steps if step.kind != Kind.FOLDER]
        self._tally = Tally(control, len(files), sum(step.size for step in files))
        self._stayed: set[Path] = set()
        self._do: dict[Kind, Callable[[int, Step], None]] = {
            Kind.FOLDER: self._make_folder,
            Kind.COPY: self._copy,
            Kind.MOVE: self._move,
            Kind.WRITE: self._write,
        }

    def carry(self) -> None:
        """Do them.

        Raises:
            Cancelled: the work should stop.
            Stopped: going on is pointless.
        """
        finished = self._manifest.done | self._manifest.there
        begun = set(self._manifest.begun)
        todo = [index for index in range(len(self._manifest.steps)) if index not in finished]
        for index in finished:
            self._count(self._manifest.steps[index])
        try:
            for at in range(0, len(todo), STEPS_AT_ONCE):
                self._carry_some(todo[at : at + STEPS_AT_ONCE], begun)
            self._journal.sync()
        except OSError as error:  # the record itself cannot be written any more
            raise Stopped(disk_reason(error)) from error
        for folder in {self._manifest.steps[index].target.parent for index in self._manifest.done}:
            with suppress(OSError):  # everything is in its place; this is about a power cut in the next seconds
                self._disk.sync_folder(folder)

    def _carry_some(self, indexes: Sequence[int], begun: set[int]) -> None:
        self._control.check()
        self._journal.begin(indexes[0], indexes[-1])
        self._manifest.begun.update(indexes)
        for index in indexes:
            self._control.check()
            step = self._manifest.steps[index]
            if step.picture in self._stayed:
                self._say_failed(index)
            else:
                self._do_or_tell(index, step, was_begun=index in begun)
            self._count(step)

    def _do_or_tell(self, index: int, step: Step, *, was_begun: bool) -> None:
        try:
            if not was_begun or not self._settle(index, step):
                self._do[step.kind](index, step)
        except Trouble as trouble:
            path = step.source if step.source is not None else step.target
            self._stayed.add(path)
            self.problems.append(Problem(path, trouble.reason))
            self._say_failed(index)
            if trouble.is_hopeless:
                raise Stopped(trouble.reason) from None

    def _say_failed(self, index: int) -> None:
        self._journal.say("failed", index)
        self._manifest.begun.discard(index)

    def _count(self, step: Step) -> None:
        if step.kind != Kind.FOLDER:
            self._tally.finish_file(step.size)

    def _say_done(self, index: int) -> None:
        self._journal.say("done", index)
        self._manifest.done.add(index)

    def _settle(self, index: int, step: Step) -> bool:
        """Find out how far a step came that was begun before; finish it if only its end is missing."""
        if step.kind == Kind.FOLDER:
            is_done = system_path(step.target).is_dir()
        elif step.kind == Kind.WRITE:
            remove_traces(self._disk, self._manifest, index)
            is_done = is_written(self._manifest, index)
        else:
            self._remove(self._manifest.partial(index))
            trace = trace_of(self._manifest, index, self._tally.on_bytes)
            if trace == Trace.PLACEHOLDER:
                self._remove(step.target)
            elif trace == Trace.HALFWAY and step.source is not None:
                with writing():
                    self._disk.sync_folder(step.target.parent)
                self._remove(step.source)
            is_done = trace in {Trace.COMPLETE, Trace.HALFWAY}
        if is_done:
            self._say_done(index)
        return is_done

    def _remove(self, path: Path) -> None:
        with writing():
            self._disk.remove(path)

    def _make_folder(self, index: int, step: Step) -> None:
        try:
            with writing():
                self._disk.make_folder(step.target)
        except Trouble as trouble:
            if not system_path(step.target).is_dir():
                raise Trouble(
                    f"The folder could not be made. {trouble.reason}", is_hopeless=trouble.is_hopeless
                ) from None
            self._journal.say("there", index)
            self._manifest.there.add(index)
        else:
            self._say_done(index)

    def _copy(self, index: int, step: Step) -> None:
        source = _checked(step, follow_links=True)
        with partial_file(self._disk, self._manifest.partial(index)) as partial:
            self._fill(index, step, source, partial)
            with writing():
                move_name(self._disk, partial, step.target)
        self._say_done(index)

    def _move(self, index: int, step: Step) -> None:
        source = _checked(step, follow_links=False)
        try:
            move_name(self._disk, source, step.target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise trouble_of(error) from error
            self._move_across(index, step, source)
        self._say_done(index)

    def _move_across(self, index: int, step: Step, source: Path) -> None:
        """Move to another file system: the old file goes when the new one is whole, checked and on the disk."""
        with partial_file(self._disk, self._manifest.partial(index)) as partial:
            facts = self._fill(index, step, source, partial)
            if digest_of(partial, lambda _: self._control.check()) != facts.digest:
                raise Trouble(COPY_DIFFERS, is_hopeless=True)
            self._journal.sync()
            with writing():
                move_name(self._disk, partial, step.target)
        try:
            with writing():
                self._disk.sync_folder(step.target.parent)
            _checked(step, follow_links=False, is_free=False)
            self._remove(source)
        except Trouble as trouble:
            self._remove(step.target)
            raise Trouble(f"{CANNOT_LEAVE} {trouble.reason}", is_hopeless=trouble.is_hopeless) from None

    def _fill(self, index: int, step: Step, source: Path, partial: Path) -> Facts:
        """Copy a file under its partial name, and write down what it is."""
        facts = copy_to(self._disk, source, partial, self._tally.on_bytes)
        status = system_path(source).stat()
        if (status.st_size, status.st_mtime_ns) != (step.size, step.mtime_ns) or facts.size != step.size:
            raise Trouble(CHANGED_MEANWHILE)
        fields = facts.to_dict() | {"mode": status.st_mode}
        self._journal.ready(index, fields)
        self._manifest.ready[index] = fields
        return facts

    def _write(self, index: int, _: Step) -> None:
        write_keyword(self._disk, self._journal, self._manifest, index, keyword_options(self._manifest.header))
        self._say_done(index)


def _checked(step: Step, *, follow_links: bool, is_free: bool = True) -> Path:
    """Give a step's source if it is still what was planned, and if its new name is free."""
    assert step.source is not None
    try:
        status = system_path(step.source).stat(follow_symlinks=follow_links)
    except OSError as error:
        raise Trouble(file_reason(error)) from None
    if (status.st_size, status.st_mtime_ns) != (step.size, step.mtime_ns):
        raise Trouble(CHANGED_SINCE_PLANNED)
    if is_free and look(step.target) is not None:
        raise Trouble(APPEARED)
    return step.source
