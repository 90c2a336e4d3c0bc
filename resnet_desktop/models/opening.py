"""Opening files that a stranger may have made: plain files only, and the system's errors as this project's."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from resnet_desktop.models.errors import ModelError

LARGEST_FILE = 2_000_000_000
"""Bytes. Weights of ResNet-50 at 1,000 classes are 102 MB in float32, at 100,000 classes 914 MB."""


@contextmanager
def open_plain(path: Path, largest: int = LARGEST_FILE) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file for reading, only if it is a plain file of a bearable size.

    Devices and pipes are refused before they are opened: some never end.

    Args:
        path: the file.
        largest: bytes that are allowed.
    Returns:
        The file, unbuffered, and its size in bytes.
    Raises:
        ModelError: it is missing, unreadable, no plain file, too large; also when reading fails later.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ModelError(path, "this is not a file")
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > largest:
                raise ModelError(path, f"the file has {size:,} bytes; it may have {largest:,} at most")
            yield file, size
    except FileNotFoundError as error:
        raise ModelError(path, "the file is missing") from error
    except OSError as error:
        raise ModelError(path, f"the file cannot be read ({error.strerror or error})") from error
