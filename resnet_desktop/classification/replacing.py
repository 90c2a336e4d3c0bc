"""Writing a file little by little so that the old one stays until the new one is complete."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def replacing_file(path: Path, encoding: str, errors: str) -> Iterator[TextIO]:
    """Give a text file to fill; at the end of the block it takes the place of ``path``.

    What is no regular file (a pipe, ``/dev/stdout``) cannot be replaced, so it is written to at once.

    Args:
        path: the file to make or to replace; links are followed.
        encoding: of the text.
        errors: what happens to characters that it cannot encode, as for `open`.
    Raises:
        OSError: the folder is missing or cannot be written, or the disk is full; an old file is untouched. With any
            exception out of the block it is the same.
    """
    path = Path(os.path.realpath(path))  # resolve() would fail on links that lead round in a circle
    if path.exists() and not path.is_file():
        with path.open("w", encoding=encoding, errors=errors, newline="") as file:
            yield file
        return
    partial = path.with_name(f".resnet-desktop-{os.getpid()}.partial")
    try:
        with _open_new(partial, path, encoding, errors) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, partial)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def _open_new(partial: Path, path: Path, encoding: str, errors: str) -> TextIO:
    try:
        return partial.open("x", encoding=encoding, errors=errors, newline="")
    except OSError as error:  # about the file that the user named
        raise OSError(error.errno, error.strerror, str(path)) from error
