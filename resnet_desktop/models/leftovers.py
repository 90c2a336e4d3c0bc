"""What a killed process left half written beside the models, and how the next one knows that nobody works on it."""

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resnet_desktop import file_lock

_LOCK = ".lock"
_YOUNG_S = 10.0
"""So long a folder may be without its lock: it was made a moment ago, or takes its place in a moment."""


def partial_path(folder: Path) -> Path:
    """A new name for something unfinished beside a folder."""
    return folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.partial")


@contextmanager
def held(partial: Path) -> Iterator[None]:
    """Mark a folder as being worked on; the mark goes with the block, or with the process."""
    path = partial / _LOCK
    with path.open("wb") as file:
        file_lock.take(file)
        yield
    path.unlink(missing_ok=True)


def clear_leftovers(parent: Path) -> None:
    """Remove the unfinished folders on which no process works any more."""
    for left in parent.glob(".*.partial"):
        with suppress(OSError):  # another process clears it too, or the place is read-only
            if left.is_dir() and time.time() - left.stat().st_mtime > _YOUNG_S and not _is_held(left):
                doomed = partial_path(parent / "left")
                left.rename(doomed)  # whoever holds it after all fails as a whole, and so do we
                shutil.rmtree(doomed, ignore_errors=True)


def _is_held(partial: Path) -> bool:
    try:
        file = (partial / _LOCK).open("r+b")
    except FileNotFoundError:
        return False
    with file:
        if not file_lock.take(file):
            return True
        file_lock.give_back(file)
        return False
