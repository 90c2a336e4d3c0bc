"""The SQLite file of thumbnails while a task uses it."""

import io
import logging
import os
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array

VERSION = 1
_QUALITY = 80
_PATIENCE_S = 2.0
_HOUR_S = 3600
_LOOK_AFTER = 64
"""Additions between two looks at the size of the file."""

_TABLE = """
CREATE TABLE IF NOT EXISTS thumbnail (
    path BLOB NOT NULL, side INTEGER NOT NULL, bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    used_h INTEGER NOT NULL, jpeg BLOB NOT NULL, UNIQUE (path, side));
CREATE INDEX IF NOT EXISTS by_use ON thumbnail (used_h);
"""
_log = logging.getLogger(__name__)


class Shelf:
    """The file while a task uses it. Whatever goes wrong with it, thumbnails are only made anew."""

    def __init__(self, connection: sqlite3.Connection | None, most_bytes: int) -> None:
        self._connection = connection
        self._most_bytes = most_bytes
        self._additions = 0
        self.is_damaged = False

    def get(self, path: Path, status: os.stat_result, side: int) -> "UInt8Array | None":
        """Give the thumbnail of a file.

        Args:
            path: the file, absolute.
            status: of the file now; a thumbnail of an older state is none.
            side: px, from `stored_side`.
        Returns:
            (side, side, 3) uint8, RGB; None where there is none, or a damaged one.
        """
        found = self._ask(
            "SELECT rowid, used_h, jpeg FROM thumbnail WHERE path = ? AND side = ? AND bytes = ? AND modified_ns = ?",
            (os.fsencode(path), side, status.st_size, status.st_mtime_ns),
        )
        if not found:
            return None
        row, used_h, jpeg = found[0]
        if used_h != _now_h():
            self._ask("UPDATE thumbnail SET used_h = ? WHERE rowid = ?", (_now_h(), row))
        return _read(jpeg, side)

    def put(self, path: Path, status: os.stat_result, square: "UInt8Array") -> None:
        """Keep the thumbnail of a file, in place of older ones.

        Args:
            path: the file, absolute.
            status: of the file before it was read.
            square: (side, side, 3) uint8, RGB.
        """
        values = (os.fsencode(path), square.shape[0], status.st_size, status.st_mtime_ns, _now_h(), _write(square))
        self._ask("INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?, ?, ?, ?)", values)
        self._additions += 1
        if self._additions % _LOOK_AFTER == 0:
            self.shrink()

    def shrink(self) -> None:
        """Throw the eighth away that was not used for longest, if there is too much."""
        pages, free, page_bytes = (
            self._number(f"PRAGMA {name}") for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * page_bytes > self._most_bytes:
            leaving = -(-self._number("SELECT count(*) FROM thumbnail") // 8)
            self._ask(
                "DELETE FROM thumbnail WHERE rowid IN (SELECT rowid FROM thumbnail ORDER BY used_h, rowid LIMIT ?)",
                (leaving,),
            )

    def _number(self, sql: str) -> int:
        found = self._ask(sql)
        return int(found[0][0]) if found else 0

    def _ask(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[int, int, bytes]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            _log.info("The thumbnails on disk are not used: %s", error)
            self.is_damaged = _is_damage(error)
            if self.is_damaged:
                self._connection = None
            return []


class DamagedError(Exception):
    """The file is no good, and is to be made anew."""


def connect(file: Path) -> sqlite3.Connection | None:
    """Open the file, or make it; None where that cannot be.

    Raises:
        DamagedError: what is there cannot be used.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_PATIENCE_S, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        _log.info("There are no thumbnails on disk: %s", error)
        return None
    try:
        if connection.execute("PRAGMA user_version").fetchone() not in ((0,), (VERSION,)):
            raise sqlite3.DatabaseError("another version")
        # A power cut may damage the file, and then it is made anew; waiting for the disk would cost more.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.executescript(_TABLE)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except sqlite3.Error as error:
        _log.info("The thumbnails on disk cannot be used: %s", error)
        connection.close()
        if _is_damage(error):
            raise DamagedError from error
        return None
    return connection


def _is_damage(error: sqlite3.Error) -> bool:
    """Tell a file that is no good from one that is busy, or from a full disk."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _now_h() -> int:
    return int(time.time()) // _HOUR_S


def _write(square: "UInt8Array") -> bytes:
    from PIL import Image  # noqa: PLC0415  the window is painted before Pillow is loaded

    file = io.BytesIO()
    Image.fromarray(square).save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _read(jpeg: bytes, side: int) -> "UInt8Array | None":
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            square = np.asarray(image)
    except (OSError, SyntaxError, ValueError):
        return None
    return square if square.shape == (side, side, 3) else None
