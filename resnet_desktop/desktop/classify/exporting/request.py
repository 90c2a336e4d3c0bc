"""What the page hands to an export, and what somebody chooses."""

from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.desktop.classify.classifier import LoadedModel
from resnet_desktop.desktop.classify.exporting.formats import Format
from resnet_desktop.desktop.classify.scope import Scope, usable


@dataclass(frozen=True)
class ExportRequest:
    """What can be exported.

    Attributes:
        model: the one that the results are from; None while there is none.
        scopes: the pictures that can be chosen, all of them first.
        waiting: how many of all pictures have no result yet.
        threshold: predictions below it are unsure, 0 to 1.
        folder: where the file is proposed; empty for the user's own folder.
        form: the format that is proposed: a `Format.key`.
    """

    model: LoadedModel | None
    scopes: tuple[Scope, ...]
    waiting: int = 0
    threshold: float = 0.5
    folder: str = ""
    form: str = "csv"

    @property
    def usable_scopes(self) -> tuple[Scope, ...]:
        """Those among which there is something to choose."""
        return usable(self.scopes)

    @property
    def pictures(self) -> int:
        """How many pictures there are in all."""
        return max((scope.count for scope in self.scopes), default=0)


@dataclass(frozen=True)
class Export:
    """What somebody chose.

    Attributes:
        scope: the pictures.
        format: of the file.
        top_k: classes for each picture.
        has_decimal_comma: commas in numbers, semicolons between columns.
        path: the file.
    """

    scope: Scope
    format: Format
    top_k: int
    has_decimal_comma: bool
    path: Path
