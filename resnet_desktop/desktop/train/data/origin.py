"""Where the pictures come from, as somebody chose it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from resnet_desktop.training.dataset import DataSet


@dataclass(frozen=True)
class Origin:
    """A choice.

    Attributes:
        kind: CIFAR-10 from the web, a folder of folders, an archive of one, or pictures that are divided already, such
            as those of an earlier training.
        path: of the folder or the archive; None for CIFAR-10.
        data: the divided pictures.
        fields: the plan's fields for them.
        name: what a run on the divided pictures may be called after.
    """

    kind: Literal["cifar10", "folder", "archive", "divided"]
    path: Path | None = None
    data: "DataSet | None" = None
    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @classmethod
    def of_divided(cls, data: "DataSet", fields: Mapping[str, str], name: str = "") -> "Origin":
        """Take pictures as they are divided."""
        return cls("divided", data.folder, data, fields, name)

    @property
    def title(self) -> str:
        """What it is called."""
        return "CIFAR-10" if self.path is None else self.path.name or str(self.path)

    def data_plan(self, archive: Path | None) -> dict[str, str]:
        """Give the plan's fields that say where pictures come from.

        Args:
            archive: what was downloaded, where something was.
        """
        if self.kind == "divided":
            return dict(self.fields)
        if self.kind == "folder":
            return {"data": str(self.path), "archive": ""}
        return {"data": "cifar10", "archive": str(archive or self.path)}
