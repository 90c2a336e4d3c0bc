"""Copying one file so that its name appears only when it is complete, and checking what a file holds."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resnet_desktop.classification.sorting.disk import Disk
from resnet_desktop.classification.sorting.errors import Trouble, writing
from resnet_desktop.images.files import open_regular, system_path
from resnet_desktop.images.reasons import Refusal, file_reason

CHUNK = 1 << 20
"""Bytes between two chances to stop."""

OnBytes = Callable[[int], None]
"""Is told how many bytes were just read; it may raise `Cancelled`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file is.

    Attributes:
        size: bytes.
        mtime_ns: when it was last written, nanoseconds since 1970.
        digest: of its bytes, hexadecimal.
    """

    size: int
    mtime_ns: int
    digest: str

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {"size": self.size, "mtime_ns": self.mtime_ns, "digest": self.digest}


@contextmanager
def partial_file(disk: Disk, path: Path) -> Iterator[Path]:
    """Give the name for an incomplete file; whatever goes wrong in the block, the file goes."""
    try:
        yield path
    except BaseException:
        disk.remove(path)
        raise


def copy_to(disk: Disk, source: Path, partial: Path, on_bytes: OnBytes) -> Facts:
    """Copy a file to a new name, with its times and permissions, and wait until it is on the disk.

    Returns:
        What the copy is.
    Raises:
        Trouble: the source cannot be read, or the copy cannot be written.
        Cancelled: `on_bytes` said so.
    """
    digest = hashlib.blake2b(digest_size=20)
    size = 0
    try:
        with open_regular(source) as original:
            with writing():
                copy = disk.create(partial)
            with copy:
                while chunk := original.read(CHUNK):
                    with writing():
                        disk.write(copy, chunk)
                    digest.update(chunk)
                    size += len(chunk)
                    on_bytes(len(chunk))
                with writing():
                    disk.sync(copy)
    except Refusal as refusal:
        raise Trouble(str(refusal)) from None
    except OSError as error:
        raise Trouble(file_reason(error)) from None
    disk.keep_facts(source, partial)
    with writing():
        mtime_ns = system_path(partial).stat().st_mtime_ns
    return Facts(size, mtime_ns, digest.hexdigest())


def digest_of(path: Path, on_bytes: OnBytes) -> str:
    """Read a file through.

    Returns:
        The digest of its bytes, as in `Facts`.
    Raises:
        Trouble: it cannot be read.
        Cancelled: `on_bytes` said so.
    """
    digest = hashlib.blake2b(digest_size=20)
    try:
        with open_regular(path) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                on_bytes(len(chunk))
    except Refusal as refusal:
        raise Trouble(str(refusal)) from None
    except OSError as error:
        raise Trouble(file_reason(error)) from None
    return digest.hexdigest()


def digest_of_bytes(content: bytes) -> str:
    """Give the digest of bytes, as in `Facts`."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def look(path: Path) -> os.stat_result | None:
    """Look at a file, or at a link as such; None where there is nothing.

    Raises:
        Trouble: the folder cannot be looked into.
    """
    try:
        return system_path(path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # what cannot have this name is not there
            return None
        raise Trouble(file_reason(error)) from None
