"""Results that need not be computed again: kept by file and model, whatever list they were in."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from resnet_desktop import paths
from resnet_desktop.classification.results import Result
from resnet_desktop.classification.sessions.database import Kind, delete_database, open_database, transaction
from resnet_desktop.classification.sessions.errors import BusyError, UnusableError, error_code
from resnet_desktop.classification.sessions.identity import FileStamp, ModelStamp
from resnet_desktop.classification.sessions.records import path_to_bytes, result_to_row, row_to_result

CACHE_FILE = "results.sqlite"
MOST_BYTES = 200_000_000
"""About 400,000 results of 50 classes, or a million of 10."""

_KIND = Kind(
    noun="cache of results",
    application_id=0x52444331,  # "RDC1"
    migrations=(
        (
            "CREATE TABLE model (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE)",
            """CREATE TABLE result (
                id INTEGER PRIMARY KEY, used INTEGER NOT NULL,
                model INTEGER NOT NULL REFERENCES model, path BLOB NOT NULL,
                size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, content BLOB NOT NULL,
                width INTEGER NOT NULL, height INTEGER NOT NULL, error TEXT, probabilities BLOB, indices BLOB,
                UNIQUE (model, path))""",
            "CREATE INDEX result_by_content ON result (model, content) WHERE content != x''",
        ),
    ),
)

_FIND = """
    SELECT result.id, used, size, mtime_ns, width, height, error, probabilities, indices
    FROM result JOIN model ON model.id = model WHERE identity = ? AND """
_ADD_MODEL = "INSERT OR IGNORE INTO model (identity) VALUES (?)"
_ADD = """
    INSERT OR REPLACE INTO result
        (used, path, size, mtime_ns, content, width, height, error, probabilities, indices, model)
    SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM model WHERE identity = ?"""
_MARK_USED = "UPDATE result SET used = ? WHERE id = ?"
_DROP = "DELETE FROM result WHERE path = ?"
_DROP_OLDEST = "DELETE FROM result WHERE id IN (SELECT id FROM result ORDER BY used, id LIMIT ?)"
_TOGETHER = 64
"""Results are written in transactions of this size."""

_USED_STEP_S = 3_600
_ABOUT_THE_FILE = ("This ", "The picture ")
"""How errors begin that come from a file's content. Others (no permission, no memory, a disk that is away) may be gone
the next time, without any change of the file."""

_log = logging.getLogger(__name__)


class ResultCache:
    """Results by file and model; may be used by any number of threads, and by several programs at once.

    It never stands in the way: when its file cannot be read or written, nothing is known and nothing is kept.

    Args:
        path: its file; None for the program's own. A damaged one is made anew: all that is lost is time.
        most_bytes: size of the file; when it is reached, the results go that were used longest ago.
        clock: seconds since 1970.
    """

    def __init__(
        self, path: Path | None = None, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.time
    ) -> None:
        self._most_bytes = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._new: list[tuple[object, ...]] = []
        self._used: list[tuple[int, int]] = []
        self._connection = _open(path or paths.cache_dir() / CACHE_FILE)

    def known(self, path: Path, stamp: FileStamp | None, model: ModelStamp) -> Result | None:
        """Give the result of a file that is what it was.

        Args:
            path: the file, absolute.
            stamp: what it is now; None where there is none. With a content, a file with the same content elsewhere is
                as good, but not its error, which may come from its name.
            model: the one that is to classify it.
        Returns:
            The result, with the path as given here; None where it is not known.
        """
        if stamp is None:
            return None
        key = path_to_bytes(path)
        row = self._find("path = ? AND size = ? AND mtime_ns = ?", model, key, stamp.size, stamp.mtime_ns)
        if row is None and stamp.content:
            row = self._find("content = ? AND error IS NULL", model, stamp.content)
        if row is None:
            return None
        now = int(self._clock())
        if now - row[1] > _USED_STEP_S:  # not at each use: reading should not be writing
            with self._lock:
                self._used.append((now, row[0]))
        return row_to_result(path, row[4:], model.labels)

    def is_changed(self, path: Path, model: ModelStamp) -> bool:
        """Whether a file is there whose result is kept, but it is no longer the same file."""
        row = self._find("path = ?", model, path_to_bytes(path))
        stamp = FileStamp.of(path) if row is not None else None
        return row is not None and stamp is not None and (stamp.size, stamp.mtime_ns) != row[2:4]

    def stamp(self, path: Path, model: ModelStamp) -> FileStamp | None:
        """Tell what a file was when a model classified it; None where nobody knows."""
        row = self._find("path = ?", model, path_to_bytes(path))
        return None if row is None else FileStamp(row[2], row[3])

    def keep(self, result: Result, stamp: FileStamp | None, model: ModelStamp) -> None:
        """Remember a result; it is written a little later, with others.

        Args:
            result: of any number of classes.
            stamp: what the file was **before** it was read. A file that was written just now is not remembered.
            model: the one that classified it.
        """
        key, now = path_to_bytes(result.path), self._clock()
        if stamp is None or key is None or not stamp.is_settled(now):
            return
        if result.error is not None and not result.error.startswith(_ABOUT_THE_FILE):
            return
        row = (int(now), key, stamp.size, stamp.mtime_ns, stamp.content, *result_to_row(result), model.identity)
        with self._lock:
            self._new.append(row)
            is_time = len(self._new) >= _TOGETHER
        if is_time:
            self.flush()

    def forget(self, files: Iterable[Path]) -> None:
        """Drop what is known about files, so that they are computed again."""
        self.flush()
        self._write((_DROP, [(path_to_bytes(path),) for path in files]))

    def flush(self) -> None:
        """Write what was kept, and drop the oldest where it is too much."""
        with self._lock:
            new, self._new = self._new, []
            used, self._used = self._used, []
        models = list({row[-1:] for row in new})
        self._write((_ADD_MODEL, models), (_ADD, new), (_MARK_USED, used))

    def close(self) -> None:
        """Write what was kept and give the file back; the cache knows nothing afterwards."""
        self.flush()
        with self._lock:
            self._give_up()

    def _find(self, condition: str, model: ModelStamp, *values: object) -> tuple[Any, ...] | None:
        with self._lock:
            if self._connection is None:
                return None
            try:
                found: tuple[Any, ...] | None = self._connection.execute(
                    f"{_FIND} {condition} LIMIT 1", (model.identity, *values)
                ).fetchone()
            except sqlite3.Error as error:
                self._complain(error)
                return None
        return found

    def _write(self, *statements: tuple[str, Sequence[tuple[object, ...]]]) -> None:
        """Execute statements together, each for all of its rows."""
        with self._lock:
            if self._connection is None or not any(rows for _, rows in statements):
                return
            try:
                with transaction(self._connection):
                    for statement, rows in statements:
                        self._connection.executemany(statement, rows)
                self._make_room(self._connection)
            except sqlite3.Error as error:
                self._complain(error)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        while _bytes_used(connection) > self._most_bytes:
            (count,) = connection.execute("SELECT count(*) FROM result").fetchone()
            if not count:
                return
            with transaction(connection):
                connection.execute(_DROP_OLDEST, (max(count // 10, 1),))

    def _complain(self, error: sqlite3.Error) -> None:
        _log.warning("The cache of results failed: %s", error)
        if error_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
            self._give_up()

    def _give_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _open(path: Path) -> sqlite3.Connection | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return open_database(path, _KIND, is_exclusive=False)
        except UnusableError as error:
            if error.word != "damaged":
                raise
            delete_database(path)
            return open_database(path, _KIND, is_exclusive=False)
    except (OSError, sqlite3.Error, BusyError, UnusableError) as error:
        _log.warning("There is no cache of results: %s", error)
        return None


def _bytes_used(connection: sqlite3.Connection) -> int:
    count, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((count - free) * size)
