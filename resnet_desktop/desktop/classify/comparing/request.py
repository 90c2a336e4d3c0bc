"""What the page hands to a comparison."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resnet_desktop.desktop.classify.classifier import LoadedModel

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


@dataclass(frozen=True)
class CompareRequest:
    """What is to be compared.

    Attributes:
        model: the one in use, which the list's results are from.
        scopes: the pictures that can be chosen; the first of those that hold any is proposed.
        folder: where an export is proposed; empty for the system's choice.
    """

    model: LoadedModel
    scopes: tuple[Scope, ...]
    folder: str = ""

    @property
    def usable_scopes(self) -> tuple[Scope, ...]:
        """Those that hold pictures."""
        return tuple(scope for scope in self.scopes if scope.count)
