"""What the page hands to a comparison."""

from dataclasses import dataclass

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.scope import Scope, usable


@dataclass(frozen=True)
class CompareRequest:
    """What is to be compared.

    Attributes:
        model: the one in use, which the list's results are from.
        scopes: the pictures that can be chosen, all of them first.
        folder: where an export is proposed; empty for the system's choice.
    """

    model: LoadedModel
    scopes: tuple[Scope, ...]
    folder: str = ""

    @property
    def usable_scopes(self) -> tuple[Scope, ...]:
        """Those among which there is something to choose."""
        return usable(self.scopes)
