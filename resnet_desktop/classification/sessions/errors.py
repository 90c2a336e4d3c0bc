"""Why a file of the program cannot be used or written."""

import sqlite3

from resnet_desktop.errors import UserError

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; make room, and it is saved by itself",
    sqlite3.SQLITE_IOERR: "the disk does not take it; see that it is connected and has room",
    sqlite3.SQLITE_READONLY: "its file may not be written; look at the permissions of the program's data folder",
    sqlite3.SQLITE_PERM: "its file may not be written; look at the permissions of the program's data folder",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened; look at the permissions of the program's data folder",
    sqlite3.SQLITE_CORRUPT: "its file was damaged meanwhile; start the program anew",
    sqlite3.SQLITE_NOTADB: "its file was damaged meanwhile; start the program anew",
}


class SaveError(UserError):
    """A session is not on the disk; the program goes on without."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This session is not being saved: {reason}.")


class BusyError(UserError):
    """Another program has the file open."""

    def __init__(self) -> None:
        super().__init__("This session is open in another window of the program.")


class UnusableError(UserError):
    """A file is there but cannot be used; `put_aside` keeps it.

    Attributes:
        word: what is wrong with it, as a part of its new name: ``damaged`` or ``newer``.
    """

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word = word


def save_error(error: sqlite3.Error | OSError) -> SaveError:
    """Say in one sentence why a session cannot be saved."""
    if isinstance(error, OSError):
        return SaveError(f"{(error.strerror or str(error)).lower()}: {error.filename or 'its file'}")
    return SaveError(_REASONS.get(error_code(error), str(error)))


def error_code(error: sqlite3.Error) -> int:
    """SQLite's number for what went wrong, such as ``SQLITE_FULL``; 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more exactly what failed
