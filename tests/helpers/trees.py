"""A folder with all that is in it, as a value that can be compared."""

import os
import stat
from pathlib import Path

import numpy as np

from resnet_desktop.classification import Entry, Result

Tree = dict[str, tuple[int, bytes, int] | None]


def tree_of(folder: Path) -> Tree:
    """Give for each path in a folder its permissions, bytes and time of writing; None for folders."""
    found: Tree = {}
    for root, folders, files in os.walk(folder):
        for name in folders:
            found[str(Path(root, name).relative_to(folder))] = None
        for name in files:
            path = Path(root, name)
            status = path.lstat()
            found[str(path.relative_to(folder))] = (
                stat.S_IMODE(status.st_mode),
                path.read_bytes(),
                status.st_mtime_ns,
            )
    return found


def write(path: Path, content: bytes | str = b"", mtime_ns: int = 1_700_000_000_123_456_000) -> Path:
    """Make a file, with its folders, and say when it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.utime(path, ns=(mtime_ns, mtime_ns))
    return path


def seen(path: Path, label: str, confidence: float = 0.9, given: str = "") -> Entry:
    """Make an entry as the network would see it."""
    others = tuple(f"{number} and not {label}" for number in range(99))
    probabilities = np.array([confidence, *[(1 - confidence) / len(others)] * len(others)], np.float32)
    return Entry(path, Result(path, 8, 8, probabilities, (label, *others)), given)
