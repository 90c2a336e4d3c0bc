"""Where the pictures come from, as somebody chose it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Origin:
    """A choice.

    Attributes:
        kind: CIFAR-10 from the web, a folder of folders, or an archive of one.
        path: of the folder or the archive; None for CIFAR-10.
    """

    kind: Literal["cifar10", "folder", "archive"]
    path: Path | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "CIFAR-10" if self.path is None else self.path.name or str(self.path)

    def data_plan(self, archive: Path | None) -> dict[str, str]:
        """Give the plan's fields that say where pictures come from.

        Args:
            archive: what was downloaded, where something was.
        """
        if self.kind == "folder":
            return {"data": str(self.path), "archive": ""}
        return {"data": "cifar10", "archive": str(archive or self.path)}
