"""From classified pictures to a plan that a person can look at: what would go where, and nothing is touched yet."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.sorting.choosing import Choice, Chosen, StampOf, label_of
from resnet_desktop.classification.sorting.companions import Companion, Companions
from resnet_desktop.classification.sorting.errors import Problem, SortingError
from resnet_desktop.classification.sorting.options import KeywordOptions, SortingOptions
from resnet_desktop.classification.sorting.places import ClassFolders, Folder
from resnet_desktop.classification.sorting.steps import Kind, Step
from resnet_desktop.classification.sorting.subfolders import Subfolders
from resnet_desktop.images.files import system_path
from resnet_desktop.images.reasons import file_reason
from resnet_desktop.jobs import Control, Progress

ALREADY_THERE = "It is in the folder of its class already."


@dataclass(frozen=True, slots=True)
class FolderCount:
    """What one class's folder will get.

    Attributes:
        name: the folder's name in the target.
        label: the class; empty for unsure pictures.
        pictures: how many.
        size: of the pictures, bytes.
    """

    name: str
    label: str
    pictures: int
    size: int


@dataclass(frozen=True)
class SortingPlan:
    """What will be done, in order.

    Attributes:
        what: ``copy`` or ``move`` pictures into folders, or write ``keywords`` only.
        target: the folder that holds the folders of the classes; None with ``keywords``.
        steps: folders, each before its first file; pictures, each before what goes along with it.
        folders: what each class's folder will get, by name.
        left_out: pictures that stay out of it, with the reason.
        bytes_needed: that will be added to the target's disk.
        keywords: how labels are written into XMP files; None for not.
    """

    what: Literal["copy", "move", "keywords"]
    target: Path | None
    steps: tuple[Step, ...]
    folders: tuple[FolderCount, ...] = ()
    left_out: tuple[Problem, ...] = ()
    bytes_needed: int = 0
    keywords: KeywordOptions | None = None

    @cached_property
    def pairs(self) -> tuple[Step, ...]:
        """From where to where: the steps that copy or move a file; see `Step.source` and `Step.target`."""
        return tuple(step for step in self.steps if step.kind in {Kind.COPY, Kind.MOVE})

    @cached_property
    def pictures(self) -> int:
        """How many pictures are sorted, or get a keyword."""
        return sum(step.is_picture if self.what != "keywords" else step.kind == Kind.WRITE for step in self.steps)

    @cached_property
    def renamed(self) -> int:
        """How many files get another name because theirs is taken."""
        return sum(step.is_renamed for step in self.pairs)

    @cached_property
    def reasons(self) -> dict[str, int]:
        """Why pictures are left out, and how many for each reason, the most frequent first."""
        return dict(Counter(problem.reason for problem in self.left_out).most_common())


def plan_sorting(
    entries: Sequence[Entry],
    target: Path,
    options: SortingOptions,
    control: Control,
    stamp_of: StampOf | None = None,
) -> SortingPlan:
    """Plan where each picture goes. Nothing on the disk is changed.

    Args:
        entries: the pictures, in the order in which names are given out.
        target: the folder for the folders of the classes; it may not exist yet.
        options: how.
        control: progress counts pictures, twice: while the files are looked at, and while names are given out.
        stamp_of: tells what a file was when it was classified; pictures that changed since are left out.
    Returns:
        The plan. Without steps when there is nothing to sort.
    Raises:
        SortingError: the target is a file, or it cannot be looked into.
        Cancelled: `control` said so.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100  # resolve() would follow links
    if target.exists() and not target.is_dir():
        raise SortingError(f"{target} is a file; choose a folder to sort into.")
    choice = Choice(
        entries,
        lambda entry: label_of(entry, options.by, options.threshold),
        control,
        stamp_of,
        accepts_links=not options.move,
    )
    chosen = list(choice)
    planner = _Planner(target, options, chosen)
    for index, picture in enumerate(chosen):
        control.check()
        if index % 100 == 0:
            control.report(Progress(index, len(chosen), "Giving out names"))
        planner.add(picture)
    return SortingPlan(
        "move" if options.move else "copy",
        target,
        tuple(planner.steps),
        planner.counts(),
        tuple(choice.left_out + planner.left_out),
        planner.bytes_needed,
        options.keywords,
    )


class _Planner:
    """Gives out folders and names.

    Attributes:
        steps: what was planned so far.
        left_out: pictures that are where they belong.
        bytes_needed: so far.
    """

    def __init__(self, target: Path, options: SortingOptions, chosen: Sequence[Chosen]) -> None:
        self.steps: list[Step] = []
        self.left_out: list[Problem] = []
        self.bytes_needed = 0
        self._options = options
        self._device = _device(target)
        self._folders = ClassFolders(
            Folder(target, None, exists=target.is_dir()), {picture.label for picture in chosen}, options.unsure_folder
        )
        self._subfolders = Subfolders(options.roots, (picture.path for picture in chosen))
        self._companions = Companions()
        self._made: set[Path] = {target}
        self._counts: Counter[str] = Counter()
        self._sizes: Counter[str] = Counter()

    def add(self, picture: Chosen) -> None:
        """Plan one picture and what goes along with it."""
        folder = self._folders.of(picture.label)
        if self._options.keep_subfolders:
            for name in self._subfolders.of(picture.path):
                folder = folder.folder(name)
        if folder.real_path == picture.real_folder:
            self.left_out.append(Problem(picture.path, ALREADY_THERE))
            return
        try:
            companions = tuple(self._companions.of(picture.path)) if self._options.with_sidecars else ()
        except OSError as error:
            self.left_out.append(Problem(picture.path, file_reason(error)))
            return
        self._make(folder)
        self._place(picture, companions, folder)
        self._counts[picture.label] += 1
        self._sizes[picture.label] += picture.size

    def counts(self) -> tuple[FolderCount, ...]:
        """Add up what the folders get."""
        return tuple(
            sorted(
                (
                    FolderCount(self._folders.of(label).path.name, label, count, self._sizes[label])
                    for label, count in self._counts.items()
                ),
                key=lambda folder: folder.name,
            )
        )

    def _make(self, folder: Folder) -> None:
        if folder.exists or folder.path in self._made:
            return
        if folder.parent is not None:
            self._make(folder.parent)
        self._made.add(folder.path)
        self.steps.append(Step(Kind.FOLDER, folder.path))

    def _place(self, picture: Chosen, companions: Sequence[Companion], folder: Folder) -> None:
        keyword_tail = self._keyword_tail(picture, companions)
        tails = [picture.path.suffix, *(companion.tail for companion in companions), *filter(None, [keyword_tail])]
        stem = folder.take(picture.path.stem, tails)

        def add(path: Path, tail: str, size: int, mtime_ns: int, *, moves: bool, owner: Path | None) -> None:
            kind = Kind.MOVE if moves else Kind.COPY
            self.steps.append(Step(kind, folder.path / (stem + tail), path, size, mtime_ns, picture.label, owner))
            if not moves or picture.device != self._device:
                self.bytes_needed += size

        moves = self._options.move
        add(picture.path, picture.path.suffix, picture.size, picture.mtime_ns, moves=moves, owner=None)
        for each in companions:
            moves = self._options.move and not each.is_shared
            add(each.path, each.tail, each.size, each.mtime_ns, moves=moves, owner=picture.path)
        if keyword_tail:
            sidecar = folder.path / (stem + keyword_tail)
            self.steps.append(
                Step(Kind.WRITE, sidecar, picture.path, label=picture.label, picture=picture.path),
            )

    def _keyword_tail(self, picture: Chosen, companions: Sequence[Companion]) -> str:
        """Give what the name of the sidecar for the keyword has behind the stem; empty where none is written."""
        if self._options.keywords is None or not picture.label:
            return ""
        tail = ".xmp" if self._options.keywords.name == "photo.xmp" else picture.path.suffix + ".xmp"
        return next((each.tail for each in companions if each.tail.lower() == tail.lower()), tail)


def _device(path: Path) -> int:
    """Tell the file system that a folder is on, or would be; 0 where nobody knows."""
    for folder in (path, *path.parents):
        if folder.exists():
            return system_path(folder).stat().st_dev
    return 0
