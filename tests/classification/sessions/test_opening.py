import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from resnet_desktop import paths
from resnet_desktop.classification.sessions import OpenedSession, open_session
from resnet_desktop.classification.sessions.opening import MOST_SESSIONS
from tests.classification.sessions.conftest import Open, picture


def count_and_close(session: OpenedSession) -> int:
    with closing(session.store) as store:
        return store.count()


def test_sessions_lie_in_the_programs_folder() -> None:
    session = open_session()
    assert (session.notice, session.is_saved) == ("", True)
    assert session.store.path == paths.sessions_dir() / "session.sqlite"
    session.store.close()


def test_what_was_left_is_there_again(open_again: Open) -> None:
    open_again().store.add([picture(1)])
    session = open_again()
    assert session.store.count() == 1
    assert session.notice == ""


def test_a_second_program_has_a_session_of_its_own(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    first.store.add([picture(1)])
    second = open_session(tmp_path)
    assert second.store.path == tmp_path / "session-2.sqlite"
    assert second.notice == "Another window of this program is open, so this one has a session of its own."
    second.store.add([picture(2), picture(3)])
    third = open_session(tmp_path)
    assert third.store.path == tmp_path / "session-3.sqlite"
    for session in (first, second, third):
        session.store.close()
    assert count_and_close(open_session(tmp_path)) == 1, "the first program's session is the one that comes back"


def test_the_ninth_program_is_told_that_its_session_is_not_saved(tmp_path: Path) -> None:
    sessions = [open_session(tmp_path) for _ in range(MOST_SESSIONS + 1)]
    assert [session.is_saved for session in sessions] == [True] * MOST_SESSIONS + [False]
    assert "8 windows of this program are open" in sessions[-1].notice
    sessions[-1].store.add([picture(1)])
    assert sessions[-1].store.count() == 1
    for session in sessions:
        session.store.close()


def test_a_damaged_session_is_put_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    (tmp_path / "session.sqlite").write_bytes(b"not what it was")
    session = open_session(tmp_path)
    assert session.store.path == tmp_path / "session.sqlite"
    assert "The saved session is damaged. It was put aside as 'session.damaged-1.sqlite' in" in session.notice
    assert (tmp_path / "session.damaged-1.sqlite").read_bytes() == b"not what it was"
    session.store.add([picture(1)])
    session.store.close()
    assert count_and_close(open_session(tmp_path)) == 1


def test_a_session_of_a_newer_program_is_put_aside(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.store._connection.execute("PRAGMA user_version = 99")
    session.store.close()
    session = open_session(tmp_path)
    assert "from a newer version of this program. It was put aside as 'session.newer-1.sqlite'" in session.notice
    assert count_and_close(session) == 0
    with closing(sqlite3.connect(tmp_path / "session.newer-1.sqlite")) as newer:
        assert newer.execute("PRAGMA user_version").fetchone() == (99,)


def test_pages_damaged_in_the_middle_are_seen_when_it_is_opened(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.store.add(map(picture, range(3_000)))
    session.store.close()
    path = tmp_path / "session.sqlite"
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = os.urandom(4096)
    path.write_bytes(content)
    session = open_session(tmp_path)
    assert "is damaged" in session.notice
    assert count_and_close(session) == 0
    assert (tmp_path / "session.damaged-1.sqlite").read_bytes() == content


def test_where_nothing_can_be_written_the_program_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file in the way")
    session = open_session(tmp_path / "sessions")
    assert session.notice.startswith("This session is not being saved: file exists")
    assert not session.is_saved
    session.store.add([picture(1)])
    assert count_and_close(session) == 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    session = open_session(tmp_path)
    assert "look at the permissions" in session.notice
    assert count_and_close(session) == 0
    tmp_path.chmod(stat.S_IRWXU)
