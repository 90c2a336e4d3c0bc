"""Where the disks of pictures are mounted: a folder of a disk that is not connected must not be made anew."""

import os
from collections.abc import Iterable
from pathlib import Path


def mounts_of(files: Iterable[Path]) -> tuple[Path, ...]:
    """Give the mount points of the file systems that files are on, each once."""
    known: dict[Path, Path] = {}

    def mount_of(folder: Path) -> Path:
        if folder not in known:
            is_top = folder.parent == folder or os.path.ismount(folder)
            known[folder] = folder if is_top else mount_of(folder.parent)
        return known[folder]

    return tuple(sorted({mount_of(file.parent) for file in files}))


def missing_mount(file: Path, mounts: Iterable[Path]) -> Path | None:
    """Give the mount point of a file's disk if the disk is not connected."""
    above = [mount for mount in mounts if file.is_relative_to(mount)]
    nearest = max(above, key=lambda mount: len(mount.parts), default=None)
    return nearest if nearest is not None and not os.path.ismount(nearest) else None
