"""Open a file that a stranger may have put there: a picture, a pipe, a folder, nothing."""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from resnet_desktop.images.reasons import Refusal, file_reason

_LONGEST_PLAIN_WINDOWS_PATH = 247  # of a folder; a file may have 12 characters more
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading, without ever waiting for anything else.

    Args:
        path: any path; links are followed.
    Returns:
        The open file; the caller closes it.
    Raises:
        Refusal: there is no such file, or it is a folder, a pipe, a socket or a device, or it cannot be read.
    """
    name = system_path(path)
    try:
        _check_kind(name.stat().st_mode)  # before opening: opening some devices does something
        descriptor = os.open(name, _FLAGS)  # O_NONBLOCK: it may have become a pipe since
        try:
            _check_kind(os.fstat(descriptor).st_mode)
            return os.fdopen(descriptor, "rb")
        except BaseException:
            os.close(descriptor)
            raise
    except OSError as error:
        raise Refusal(file_reason(error)) from None
    except ValueError:  # a NUL character, or half of a surrogate pair
        raise Refusal("This is not a possible name of a file.") from None


def system_path(path: Path) -> Path:
    r"""Write a path as the operating system takes it, however long it is.

    Windows refuses paths above 260 characters unless they are absolute and start with ``\\?\``.
    """
    if sys.platform != "win32":
        return path
    return Path(windows_path(str(path), os.path.abspath(path)))  # noqa: PTH100  # resolve() would follow links


def windows_path(plain: str, absolute: str) -> str:
    r"""Give a Windows path the prefix ``\\?\`` when it needs it.

    Args:
        plain: the path as it came.
        absolute: the same, absolute and normalized.
    """
    if len(absolute) <= _LONGEST_PLAIN_WINDOWS_PATH or plain.startswith("\\\\?\\"):
        return plain
    if absolute.startswith("\\\\"):
        return "\\\\?\\UNC" + absolute[1:]
    return "\\\\?\\" + absolute


def _check_kind(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Refusal("This is a folder, not a picture.")
    if not stat.S_ISREG(mode):
        raise Refusal("This is a pipe, a socket or a device, not a picture file.")
