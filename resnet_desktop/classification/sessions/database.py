"""Opening SQLite files of the program: whole, of the right kind, of a version that is understood."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from resnet_desktop.classification.sessions.errors import BusyError, UnusableError, error_code

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_COMPANIONS = ("", "-wal", "-shm")
"""SQLite keeps what is not yet in the file beside it."""

_IN_MEMORY = Path(":memory:")


@dataclass(frozen=True)
class Kind:
    """What a file holds.

    Attributes:
        noun: what a person calls it.
        application_id: marks files of this kind, 31 bits.
        migrations: statements of SQL; those at place n lead from version n to version n + 1. Version 0 is an empty
            file, so all of them together make the tables. What was released is never changed.
    """

    noun: str
    application_id: int
    migrations: tuple[tuple[str, ...], ...]


def open_database(path: Path | None, kind: Kind, *, is_exclusive: bool) -> sqlite3.Connection:
    """Open a file, or make it, and bring it to the newest version.

    It is in WAL mode: a transaction is there as a whole or not at all, whenever the program is killed.

    Args:
        path: the file; its folder is there. None: a database in memory.
        kind: what it must hold.
        is_exclusive: nobody else may have it open at the same time; the lock ends with the process, however it ends.
    Returns:
        The connection; it begins no transactions by itself, and may be used by one thread at a time.
    Raises:
        BusyError: somebody else has it open.
        UnusableError: it is damaged, or from a newer version; nothing was changed in it.
        sqlite3.Error: it cannot be opened or written.
    """
    connection = sqlite3.connect(
        path or _IN_MEMORY, timeout=0 if is_exclusive else 5, isolation_level=None, check_same_thread=False
    )
    try:
        connection.text_factory = _decoded
        if is_exclusive:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _check(connection, kind)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        with transaction(connection):  # takes the lock, or says that somebody has it
            _migrate(connection, kind)
    except sqlite3.Error as error:
        connection.close()
        if error_code(error) in _BUSY:
            raise BusyError from error
        if error_code(error) in _DAMAGED:
            raise _damaged(kind) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written in the block is written as a whole or not at all; within another transaction it is part of that.

    Raises:
        sqlite3.Error: nothing was written.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def put_aside(path: Path, word: str) -> Path:
    """Rename a file that cannot be used, with what SQLite keeps beside it, so that a new one can take its place.

    Args:
        path: the file, closed.
        word: becomes part of the new name.
    Returns:
        Where it is now; no other file was replaced.
    Raises:
        OSError: it cannot be renamed.
    """
    names = (path.with_name(f"{path.stem}.{word}-{number}{path.suffix}") for number in count(1))
    new = next(name for name in names if not any(_companion(name, end).exists() for end in _COMPANIONS))
    for end in _COMPANIONS:
        if _companion(path, end).exists():
            _companion(path, end).rename(_companion(new, end))
    return new


def delete_database(path: Path) -> None:
    """Delete a file, with what SQLite keeps beside it.

    Raises:
        OSError: it cannot be deleted.
    """
    for end in _COMPANIONS:
        _companion(path, end).unlink(missing_ok=True)


def _check(connection: sqlite3.Connection, kind: Kind) -> None:
    """Refuse a file that cannot be used; an empty one can."""
    version = _version(connection)
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not version and not tables:
        return
    if mark != kind.application_id or version < 1:
        raise _damaged(kind)
    if version > len(kind.migrations):
        raise UnusableError("newer", f"The saved {kind.noun} is from a newer version of this program.")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _damaged(kind)


def _migrate(connection: sqlite3.Connection, kind: Kind) -> None:
    version = _version(connection)  # read within the transaction: another program may just have done it
    for statements in kind.migrations[version:]:
        for statement in statements:
            connection.execute(statement)
    if version < len(kind.migrations):
        connection.execute(f"PRAGMA application_id = {kind.application_id}")
        connection.execute(f"PRAGMA user_version = {len(kind.migrations)}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _damaged(kind: Kind) -> UnusableError:
    return UnusableError("damaged", f"The saved {kind.noun} is damaged.")


def _companion(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")  # a damaged letter must not cost the whole session
