"""What the page hands to sorting."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.scope import Scope, usable

if TYPE_CHECKING:
    from resnet_desktop.classification.sorting.choosing import StampOf


@dataclass(frozen=True)
class SortRequest:
    """What can be sorted, or get keywords.

    Attributes:
        scopes: the pictures that can be chosen, all of them first.
        threshold: predictions below it are unsure, 0 to 1.
        folder: into which was sorted last; empty for none.
        roots: the folders that were added, which subfolders are relative to; empty for the pictures' common folder.
        stamp_of: gives what tells what a file was when it was classified; called by a task. None where nobody knows.
    """

    scopes: tuple[Scope, ...]
    threshold: float = 0.5
    folder: str = ""
    roots: tuple[Path, ...] = ()
    stamp_of: "Callable[[], StampOf] | None" = None

    @property
    def usable_scopes(self) -> tuple[Scope, ...]:
        """Those among which there is something to choose."""
        return usable(self.scopes)
