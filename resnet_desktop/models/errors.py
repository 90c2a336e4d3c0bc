"""What can be wrong with a model on disk; every sentence about it is written here."""

from pathlib import Path

from resnet_desktop.errors import UserError

_SHOWN_CHARACTERS = 80


def shown(value: object) -> str:
    """Write a stranger's value so that it stays one short line, whatever is in it."""
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


class ModelError(UserError):
    """A model, or a part of one, cannot be used.

    Attributes:
        path: the file or folder that is at fault.
        reason: what is wrong with it, without the file's name; one line.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path.name}: {reason}")


class WeightsError(ModelError):
    """A weights file is not what it should be.

    Attributes:
        path: the file.
        expected: what should have been there, such as ``"a shape of (7, 7, 3, 64)"``.
        actual: what was found, such as ``"conv1/kernel has the shape (3, 3, 3, 64)"``.
    """

    def __init__(self, path: Path, expected: str, actual: str) -> None:
        self.expected = expected
        self.actual = actual
        super().__init__(path, f"{actual}; expected {expected}")
