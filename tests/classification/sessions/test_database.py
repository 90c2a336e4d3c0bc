import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from resnet_desktop.classification.sessions.database import (
    Kind,
    delete_database,
    open_database,
    put_aside,
    transaction,
)
from resnet_desktop.classification.sessions.errors import BusyError, UnusableError

FIRST = ("CREATE TABLE animal (name TEXT)", "INSERT INTO animal VALUES ('cat')")
SECOND = ("ALTER TABLE animal ADD COLUMN legs INTEGER", "UPDATE animal SET legs = 4")
KIND = Kind("zoo", 0x1234, (FIRST,))
NEXT = replace(KIND, migrations=(FIRST, SECOND))


@contextmanager
def opened(path: Path | None, kind: Kind = KIND, *, is_exclusive: bool = True) -> Iterator[sqlite3.Connection]:
    with closing(open_database(path, kind, is_exclusive=is_exclusive)) as connection:
        yield connection


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "zoo.sqlite"
    with opened(path):
        pass
    return path


def animals(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT * FROM animal").fetchall()


def test_a_new_file_has_the_tables_and_keeps_what_is_written(file: Path) -> None:
    with opened(file) as connection:
        connection.execute("INSERT INTO animal VALUES ('dog')")
    with opened(file) as connection:
        assert animals(connection) == [("cat",), ("dog",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_older_file_is_brought_to_the_newest_version(file: Path) -> None:
    with opened(file) as connection:
        connection.execute("INSERT INTO animal VALUES ('dog')")
    for _ in range(2):
        with opened(file, NEXT) as connection:
            assert animals(connection) == [("cat", 4), ("dog", 4)]


def test_a_migration_that_fails_leaves_the_old_version(file: Path) -> None:
    broken = replace(KIND, migrations=(FIRST, SECOND, ("DELETE FROM animal", "this is no SQL")))
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), opened(file, broken):
        pass
    with opened(file) as connection:
        assert animals(connection) == [("cat",)]


def test_a_newer_file_is_refused_and_not_touched(file: Path) -> None:
    with opened(file, NEXT):
        pass
    before = file.read_bytes()
    with pytest.raises(UnusableError, match="from a newer version") as caught, opened(file):
        pass
    assert caught.value.word == "newer"
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"this is no database, however long it may be" * 100, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_file_of_something_else_is_refused_and_not_touched(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "zoo.sqlite"
    path.write_bytes(content)
    with pytest.raises(UnusableError, match="is damaged") as caught, opened(path):
        pass
    assert caught.value.word == "damaged"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "zoo.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE animal (name TEXT)")
    with pytest.raises(UnusableError, match="is damaged"), opened(path):
        pass


def test_a_file_that_was_cut_off_is_refused(file: Path) -> None:
    with opened(file) as connection:
        connection.executemany("INSERT INTO animal VALUES (?)", [("a long name " * 50,)] * 500)
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(UnusableError, match="is damaged"), opened(file):
        pass


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "zoo.sqlite"
    path.touch()
    with opened(path) as connection:
        assert animals(connection) == [("cat",)]


def test_it_belongs_to_one_at_a_time(file: Path) -> None:
    with opened(file), pytest.raises(BusyError), opened(file):
        pass
    with opened(file):
        pass


def test_it_can_be_shared_where_that_is_wanted(file: Path) -> None:
    with opened(file, is_exclusive=False) as first, opened(file, is_exclusive=False) as second:
        first.execute("INSERT INTO animal VALUES ('dog')")
        assert len(animals(second)) == 2


def test_a_transaction_is_written_as_a_whole_or_not_at_all() -> None:
    def fail(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            connection.execute("INSERT INTO animal VALUES ('dog')")
            with transaction(connection):
                connection.execute("INSERT INTO animal VALUES (?)", (1 / 0,))

    with opened(None) as connection:
        with pytest.raises(ZeroDivisionError):
            fail(connection)
        assert animals(connection) == [("cat",)]
        with transaction(connection), transaction(connection):
            connection.execute("INSERT INTO animal VALUES ('fox')")
        assert animals(connection) == [("cat",), ("fox",)]


def test_a_letter_that_is_damaged_costs_only_itself() -> None:
    with opened(None) as connection:
        connection.execute("UPDATE animal SET name = CAST(x'63ff74' AS TEXT)")
        assert animals(connection) == [("c\ufffdt",)]


def test_what_is_put_aside_replaces_nothing(file: Path) -> None:
    file.with_name("zoo.sqlite-wal").write_bytes(b"wal")
    file.with_name("zoo.damaged-1.sqlite").write_bytes(b"older")
    content = file.read_bytes()
    new = put_aside(file, "damaged")
    assert new.name == "zoo.damaged-2.sqlite"
    assert new.read_bytes() == content
    assert new.with_name("zoo.damaged-2.sqlite-wal").read_bytes() == b"wal"
    assert file.with_name("zoo.damaged-1.sqlite").read_bytes() == b"older"
    assert not file.exists()


def test_a_database_is_deleted_with_what_is_beside_it(file: Path) -> None:
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).touch()
    delete_database(file)
    assert list(file.parent.iterdir()) == []
