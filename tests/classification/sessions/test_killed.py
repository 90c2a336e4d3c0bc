"""Programs that are killed while they save, for real."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from resnet_desktop.classification.sessions import open_session
from tests.classification.sessions.conftest import MODEL, found, picture

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("lines", [1, 3])
def test_a_program_that_is_killed_loses_nothing_that_was_written(lines: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.classification.sessions.grow_a_session", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        saved = 0
        for _ in range(lines):
            saved = int(program.stdout.readline().removeprefix("saved "))
        with closing(open_session(tmp_path).store) as other:
            assert other.path == tmp_path / "session-2.sqlite", "while it lives, its session is its own"
        program.kill()  # it writes without a pause, so most probably in the middle of a transaction

    with closing(sqlite3.connect(tmp_path / "session.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    session = open_session(tmp_path)
    with closing(session.store) as store:
        assert session.notice == ""
        assert store.path == tmp_path / "session.sqlite"
        entries = [entry for chunk in store.load() for entry in chunk]
        assert len(entries) >= saved > 0
        assert [entry.path for entry in entries] == [picture(number) for number in range(len(entries))]
        assert store.model() == MODEL
        for number in range(0, saved, 997):
            result = entries[number].result
            assert result is not None
            assert result.top(50) == found(number).top(50)
        given = [entry.given for entry in entries if entry.given]
        done, _ = store.steps()
        assert [step.text.removeprefix("correcting 1 picture to ") for step in done] == given[-1000:]
        assert len(given) >= saved // 32


def test_a_program_that_ends_by_an_error_has_saved_everything_and_does_not_hang(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from resnet_desktop.classification.sessions import SessionSaver, open_session; "
        "SessionSaver(open_session(Path(sys.argv[1])).store).add([Path('a.jpg'), Path('b.jpg')]); "
        "raise SystemExit(3)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False, timeout=120)
    assert done.returncode == 3
    with closing(open_session(tmp_path).store) as store:
        assert store.count() == 2
