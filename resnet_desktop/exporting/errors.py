"""What can go wrong with an export, in sentences for a person."""

from pathlib import Path

from resnet_desktop.errors import UserError
from resnet_desktop.formatting import size


class ExportError(UserError):
    """A model cannot be exported; one line that says why."""


class ExistsError(ExportError):
    """There is something at the place already, and nobody said that it may be replaced.

    Attributes:
        paths: the files and folders that would be replaced.
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        more = f" and {len(paths) - 1} more beside it" if len(paths) > 1 else ""
        super().__init__(f"{paths[0]} is there already{more}; choose another name, or say that it may be replaced")


class NoSpaceError(ExportError):
    """The disk is full, or would be.

    Attributes:
        folder: where it was to be written.
        needed: bytes that the export takes at most; 0 where that is not known.
        free: bytes that are free.
    """

    def __init__(self, folder: Path, needed: int, free: int) -> None:
        self.folder, self.needed, self.free = folder, needed, free
        need = f"the export needs about {size(needed)}, and {size(free)} are free" if needed else "the disk is full"
        super().__init__(f"{folder}: {need}. Make room or choose another disk; nothing was changed")


class DisagreementError(ExportError):
    """The file that was written does not do what the model does; it was removed."""
