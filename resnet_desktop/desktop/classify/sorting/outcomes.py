"""What sorting and undoing come to, as the window shows it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.classification.sorting import Problem, Undoable

Moves = tuple[tuple[Path, Path], ...]
"""Pictures that are elsewhere now: the old place and the new one."""


@dataclass(frozen=True)
class Sorted:
    """What came of sorting.

    Attributes:
        what: ``copy``, ``move`` or ``keywords``.
        target: the folder that was sorted into; None with ``keywords``.
        planned: pictures that it was about.
        pictures: how many are where they belong, or have their keyword.
        problems: files that stayed as they were, with the reason.
        stopped: why it ended before its end, one sentence; empty where it did not, or where somebody stopped it.
        was_cancelled: somebody stopped it.
        undoable: with which it is undone or continued; None where nothing was done.
        can_be_continued: whether it can go on.
        moves: pictures that are elsewhere now.
    """

    what: str
    target: Path | None
    planned: int
    pictures: int
    problems: "tuple[Problem, ...]" = ()
    stopped: str = ""
    was_cancelled: bool = False
    undoable: "Undoable | None" = None
    can_be_continued: bool = False
    moves: Moves = ()


@dataclass(frozen=True)
class Undone:
    """What came of undoing.

    Attributes:
        what: ``copy``, ``move`` or ``keywords``.
        target: the folder that was sorted into; None with ``keywords``.
        restored: files that are as they were; None where somebody stopped it, and nobody counted.
        left: files that stay as they are now, with the reason.
        kept_folders: folders that hold something else now.
        undoable: with which the rest is undone; None where nothing is left.
        moves: pictures that are elsewhere now.
    """

    what: str
    target: Path | None
    restored: int | None
    left: "tuple[Problem, ...]" = ()
    kept_folders: tuple[Path, ...] = ()
    undoable: "Undoable | None" = None
    moves: Moves = ()


@dataclass(frozen=True)
class Listed:
    """A sorting that can be undone.

    Attributes:
        sorting: what the program remembers of it.
        is_reachable: whether its record is there.
        can_be_continued: whether it can go on.
    """

    sorting: "Undoable"
    is_reachable: bool
    can_be_continued: bool


@dataclass(frozen=True)
class Interrupted:
    """A sorting in which the program was stopped.

    Attributes:
        sorting: what the program remembers of it.
        moves: pictures that are elsewhere now.
    """

    sorting: "Undoable"
    moves: Moves
