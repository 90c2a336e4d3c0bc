"""What can go wrong with files, as sentences."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.errors import UserError


class SortingError(UserError):
    """Nothing was begun, or nothing more can be done: ``str(error)`` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be done with one file.

    Attributes:
        path: the file; it is where it was.
        reason: one sentence for a person.
    """

    path: Path
    reason: str


class Trouble(Exception):
    """One file could not be worked on.

    Attributes:
        reason: one sentence for a person.
        is_hopeless: the next file would fare no better.
    """

    def __init__(self, reason: str, *, is_hopeless: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_hopeless = is_hopeless


APPEARED = "A file of this name has appeared there since; it was not touched."
CHANGED = "It was changed in the meantime; it was not touched."

_REASONS = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your share of this disk is used up.",
    errno.EROFS: "The disk cannot be written to.",
    errno.EACCES: "There is no permission to change this folder, or another program has the file open.",
    errno.EPERM: "There is no permission to change this folder, or another program has the file open.",
    errno.EEXIST: APPEARED,
    errno.ENOENT: "The folder is not there any more.",
    errno.ENOTDIR: "There is a file where a folder should be.",
    errno.EINVAL: "The disk does not accept this name.",
    errno.EILSEQ: "The disk does not accept this name.",
    errno.ENAMETOOLONG: "The name is too long for this disk.",
    errno.EFBIG: "The file is too large for this disk.",
    errno.EIO: "The disk or the network failed.",
    errno.ENODEV: "The disk is not connected any more.",
    errno.ENXIO: "The disk is not connected any more.",
}
_HOPELESS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV, errno.ENXIO}


def disk_reason(error: OSError) -> str:
    """Say why a disk did not take something."""
    known = _REASONS.get(error.errno or 0)
    return known or f"The disk did not take it ({' '.join(str(error.strerror or error).split())})."


def trouble_of(error: OSError) -> Trouble:
    """Make a disk's refusal a sentence."""
    return Trouble(disk_reason(error), is_hopeless=error.errno in _HOPELESS)


@contextmanager
def writing() -> Iterator[None]:
    """Turn a disk's refusals into sentences.

    Raises:
        Trouble: instead of any `OSError` in the block.
    """
    try:
        yield
    except OSError as error:
        raise trouble_of(error) from error
