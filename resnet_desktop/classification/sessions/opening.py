"""Finding the session to go on with: whatever is wrong with its file, the program starts and says so."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop import paths
from resnet_desktop.classification.sessions.database import open_database, put_aside
from resnet_desktop.classification.sessions.errors import BusyError, UnusableError, save_error
from resnet_desktop.classification.sessions.schema import SESSION
from resnet_desktop.classification.sessions.store import SessionStore

SESSION_FILE = "session.sqlite"
MOST_SESSIONS = 8
"""How many windows at the same time have sessions that are saved."""


@dataclass(frozen=True)
class OpenedSession:
    """A session, and what a person should know about it.

    Attributes:
        store: the session; in memory when no file can be used.
        notice: one or two sentences; empty when all is as it was left.
    """

    store: SessionStore
    notice: str = ""

    @property
    def is_saved(self) -> bool:
        """Whether the session is in a file."""
        return self.store.path is not None


def open_session(folder: Path | None = None) -> OpenedSession:
    """Open the session that was left, or begin one.

    The first program takes ``session.sqlite``; one that is started meanwhile takes ``session-2.sqlite``, and so on. A
    session belongs to one program until that ends, however it ends. A file that is damaged or from a newer version
    is put aside under another name.

    Args:
        folder: where sessions lie; None for the program's own folder.
    """
    folder = folder or paths.sessions_dir()
    notice = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST_SESSIONS + 1):
            path = folder / (SESSION_FILE if number == 1 else f"session-{number}.sqlite")
            try:
                store, notice = _open(path)
            except BusyError:
                continue
            if number > 1 and not notice:
                notice = "Another window of this program is open, so this one has a session of its own."
            return OpenedSession(store, notice)
        notice = f"This session is not being saved: {MOST_SESSIONS} windows of this program are open."
    except (OSError, sqlite3.Error) as error:
        notice = str(save_error(error))
    return OpenedSession(SessionStore(open_database(None, SESSION, is_exclusive=True)), notice)


def _open(path: Path) -> tuple[SessionStore, str]:
    try:
        return SessionStore(open_database(path, SESSION, is_exclusive=True), path), ""
    except UnusableError as error:
        aside = put_aside(path, error.word)
        notice = f"{error} It was put aside as {aside.name!r} in {str(path.parent)!r}, and a new one was begun."
    return SessionStore(open_database(path, SESSION, is_exclusive=True), path), notice
