"""Some pictures of the list, as whoever exports, sorts or compares them chooses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop import formatting

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


@dataclass(frozen=True)
class Scope:
    """Some pictures of the list.

    Attributes:
        word: which ones: ``all``, ``shown`` or ``selected``.
        count: how many.
        entries: gives them; called when they are needed, because copying a long list takes time.
    """

    word: str
    count: int
    entries: "Callable[[], list[Entry]]"

    @property
    def choice(self) -> str:
        """What it is called among others: ``All 3,400``, ``1 selected``."""
        number = formatting.count(self.count)
        return f"All {number}" if self.word == "all" else f"{number} {self.word}"


def usable(scopes: Sequence[Scope]) -> tuple[Scope, ...]:
    """Those that hold pictures, without those that hold the same as the ones before.

    What is shown, or selected, may be everything; there is nothing to choose then.
    """
    found: dict[int, Scope] = {}
    for scope in scopes:
        if scope.count:
            found.setdefault(scope.count, scope)  # each holds a part of the one before
    return tuple(found.values())


def proposed(scopes: Sequence[Scope]) -> int:
    """Which of them somebody most likely means: what is shown where that is a part, else everything."""
    return next((number for number, scope in enumerate(scopes) if scope.word == "shown"), 0)
