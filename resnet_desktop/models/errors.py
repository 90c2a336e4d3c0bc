"""What can be wrong with a model on disk; every sentence about it is written here."""

import reprlib
from pathlib import Path

from resnet_desktop.errors import UserError

_short = reprlib.Repr()
_short.maxlevel = 2
_short.maxlist = _short.maxtuple = _short.maxdict = 4
_short.maxstring = _short.maxlong = _short.maxother = 60


def shown(value: object) -> str:
    """Write a stranger's value so that it stays one short line without control characters, whatever is in it."""
    return _short.repr(value)


def printable(text: str) -> str:
    """Give a text as it is where it can be printed on one line; escape what cannot, such as a broken file name."""
    return text if text.isprintable() else ascii(text)


class ModelError(UserError):
    """A model, or a part of one, cannot be used.

    Attributes:
        path: the file or folder that is at fault.
        reason: what is wrong with it, without the file's name; one line.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{printable(path.name)}: {reason}")


class WeightsError(ModelError):
    """A weights file is not what it should be.

    Attributes:
        path: the file.
        expected: what should have been there, such as ``"the shape (7, 7, 3, 64)"``.
        actual: what was found, such as ``"conv1/kernel has the shape (3, 3, 3, 64)"``.
    """

    def __init__(self, path: Path, expected: str, actual: str) -> None:
        self.expected = expected
        self.actual = actual
        super().__init__(path, f"{actual}; expected {expected}")
