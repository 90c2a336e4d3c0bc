"""One session in its file: pictures in their order, results, what a person said, and how the page was left."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from resnet_desktop.classification.entries import Entry
from resnet_desktop.classification.results import Result
from resnet_desktop.classification.review import MOST_STEPS, Change, Step
from resnet_desktop.classification.sessions.database import transaction
from resnet_desktop.classification.sessions.identity import ModelStamp
from resnet_desktop.classification.sessions.records import (
    bytes_to_path,
    json_to_labels,
    labels_to_json,
    path_to_bytes,
    paths_to_json,
    result_to_row,
    rows_to_results,
)
from resnet_desktop.classification.sessions.settings import SessionSettings

_FIRST_CHUNK = 256
_CHUNK = 2_048

_LOAD = """
    SELECT picture.id, path, label, width, height, error, probabilities, indices
    FROM picture LEFT JOIN result ON result.picture = id LEFT JOIN given ON given.picture = id
    WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"""

_STEPS = """
    SELECT number, text, is_done, path, before, after
    FROM step JOIN change ON step = number JOIN picture ON id = picture ORDER BY number, id"""


class SessionStore:
    """The tables of a session as functions; may be used by any thread, one call at a time.

    Every function that writes is a transaction; several of them in a block of `together` are one. What is said about
    a picture that is not in the list is passed over. All of them raise `sqlite3.Error` when the file cannot be read
    or written; nothing is written then.

    Args:
        connection: to a database of the kind `schema.SESSION`; closed by `close`.
        path: its file; None in memory.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self.path = path

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written in the block is written as a whole or not at all."""
        with self._lock, transaction(self._connection):
            yield

    def close(self) -> None:
        """Give the file back; it can be called again."""
        with self._lock:
            self._connection.close()

    def add(self, places: Iterable[Path | str]) -> None:
        """Append pictures; those that are there stay where they are."""
        files = tuple(places)
        if (texts := paths_to_json(files)) is not None:
            # One statement for all: the interpreter's lock changes hands at each, and the window wants it too.
            self._write_many("INSERT OR IGNORE INTO picture (path) SELECT CAST(value AS BLOB) FROM json_each(?)",
                             [(texts,)])  # fmt: skip
            return
        rows = [(raw,) for path in files if (raw := path_to_bytes(path)) is not None]
        self._write_many("INSERT OR IGNORE INTO picture (path) VALUES (?)", rows)

    def use_model(self, model: ModelStamp) -> None:
        """Say which model the results are from. Those of a model that gives others are dropped."""
        with self.together():
            self._connection.execute("DELETE FROM result WHERE NOT EXISTS (SELECT * FROM model WHERE identity = ?)",
                                     (model.identity,))  # fmt: skip
            row = model.name, model.weights_sha256, model.identity, labels_to_json(model.labels)
            self._connection.execute("INSERT OR REPLACE INTO model VALUES (1, ?, ?, ?, ?)", row)

    def put(self, results: Iterable[Result], model: ModelStamp) -> None:
        """Note results; each replaces an older one of its picture. Those of another model than the current are late."""
        rows = [(*result_to_row(result), path_to_bytes(result.path), model.identity) for result in results]
        self._write_many(
            "INSERT OR REPLACE INTO result (picture, width, height, error, probabilities, indices) "
            "SELECT picture.id, ?, ?, ?, ?, ? FROM picture, model WHERE path = ? AND identity = ?", rows)  # fmt: skip

    def reset(self, paths: Iterable[Path]) -> None:
        """Forget results, so that the pictures wait again."""
        self._write_many("DELETE FROM result WHERE picture = (SELECT id FROM picture WHERE path = ?)", _keys(paths))

    def remove(self, paths: Iterable[Path]) -> None:
        """Take pictures out of the list, with all that is known about them; their files stay where they are."""
        with self.together():
            self._write_many("DELETE FROM picture WHERE path = ?", _keys(paths))
            self._connection.execute("DELETE FROM step WHERE number NOT IN (SELECT step FROM change)")

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Note that files are elsewhere now; for each old path the new one. Names that others have stay theirs."""
        rows = [(path_to_bytes(new), path_to_bytes(old)) for old, new in moved.items()]
        self._write_many("UPDATE OR IGNORE picture SET path = ? WHERE path = ?", [row for row in rows if row[0]])

    def clear(self) -> None:
        """Take all pictures out of the list; model and settings stay."""
        with self.together():
            for table in ("change", "step", "given", "result", "picture"):
                self._connection.execute(f"DELETE FROM {table}")

    def do(self, step: Step) -> None:
        """Keep what a person did, after it was done; what could be redone before can no longer be."""
        with self.together():
            self._connection.execute("DELETE FROM step WHERE NOT is_done OR number <= ?", (step.number - MOST_STEPS,))
            self._connection.execute("INSERT OR REPLACE INTO step VALUES (?, ?, 1)", (step.number, step.text))
            changes = [(step.number, change.before, change.after, key) for change, key in _with_keys(step.changes)]
            self._write_many("INSERT INTO change SELECT ?, id, ?, ? FROM picture WHERE path = ?", changes)
            self._give((key, change.after) for change, key in _with_keys(step.changes))

    def undo(self, step: Step) -> None:
        """Keep that a step was undone."""
        with self.together():
            self._connection.execute("UPDATE step SET is_done = 0 WHERE number = ?", (step.number,))
            self._give((key, change.before) for change, key in _with_keys(step.changes))

    def redo(self, step: Step) -> None:
        """Keep that a step was done again."""
        with self.together():
            self._connection.execute("UPDATE step SET is_done = 1 WHERE number = ?", (step.number,))
            self._give((key, change.after) for change, key in _with_keys(step.changes))

    def save_settings(self, settings: SessionSettings) -> None:
        """Keep how the page is."""
        self._write_many("INSERT OR REPLACE INTO settings VALUES (1, ?)", [(settings.to_json(),)])

    def count(self) -> int:
        """How many pictures there are."""
        return int(self._rows("SELECT count(*) FROM picture")[0][0])

    def model(self) -> ModelStamp | None:
        """The model that the results are from; None where none was used yet."""
        rows = self._rows("SELECT name, weights_sha256, identity, labels FROM model")
        labels = json_to_labels(rows[0][3]) if rows else None
        if labels is None:
            return None
        name, weights_sha256, identity, _ = rows[0]
        return ModelStamp(name, weights_sha256, identity, labels)

    def settings(self) -> SessionSettings:
        """How the page was left."""
        rows = self._rows("SELECT json FROM settings")
        return SessionSettings.from_json(rows[0][0] if rows else None)

    def load(self) -> Iterator[list[Entry]]:
        """Read all pictures, in their order, as they are at the time of the call.

        Yields:
            Some entries at a time, few at first: a window can show them at once. Others may write in between.
        """
        model = self.model()
        labels = model.labels if model is not None else ()
        last = self._rows("SELECT max(id) FROM picture")[0][0] or 0
        done, size = -1, _FIRST_CHUNK
        while rows := self._rows(_LOAD, (done, last, size)):
            yield _entries(rows, labels)
            done, size = rows[-1][0], _CHUNK

    def steps(self) -> tuple[list[Step], list[Step]]:
        """The steps for a `Review`: those that can be undone, the oldest first, and redone, the next one first."""
        rows = self._rows(_STEPS)
        done: list[Step] = []
        undone: list[Step] = []
        for (number, text, is_done), group in groupby(rows, key=lambda row: row[:3]):
            changes = tuple(Change(path, *row[4:]) for row in group if (path := bytes_to_path(row[3])) is not None)
            (done if is_done else undone).append(Step(number, text, changes))
        return done, undone

    def _give(self, labels: Iterable[tuple[bytes | None, str]]) -> None:
        everything = list(labels)
        self._write_many(
            "INSERT OR REPLACE INTO given SELECT id, ? FROM picture WHERE path = ?",
            [(label, key) for key, label in everything if label],
        )
        self._write_many(
            "DELETE FROM given WHERE picture = (SELECT id FROM picture WHERE path = ?)",
            [(key,) for key, label in everything if not label],
        )

    def _write_many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with self.together():
            self._connection.executemany(statement, rows)

    def _rows(self, statement: str, values: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


def _entries(rows: Sequence[tuple[Any, ...]], labels: tuple[str, ...]) -> list[Entry]:
    """Make entries of rows of `_LOAD`; those whose path makes no sense are left out."""
    found = [(path, row) for row in rows if (path := bytes_to_path(row[1])) is not None]
    results = rows_to_results([path for path, _ in found], [row[3:] for _, row in found], labels)
    for path, _ in found:
        str(path)  # made once and kept in the path; the window's thread need not do it for each
    return [
        Entry(path, result, row[2] if isinstance(row[2], str) else "")
        for (path, row), result in zip(found, results, strict=True)
    ]


def _keys(paths: Iterable[Path]) -> list[tuple[object, ...]]:
    return [(path_to_bytes(path),) for path in paths]


def _with_keys(changes: Iterable[Change]) -> Iterator[tuple[Change, bytes | None]]:
    return ((change, path_to_bytes(change.path)) for change in changes)
