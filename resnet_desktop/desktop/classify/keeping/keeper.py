"""Opens the session that was left, and hands on what happens from then on to whoever writes it."""

import atexit
import logging
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from resnet_desktop.desktop.classify.keeping.opening import Handful, Left, open_left
from resnet_desktop.desktop.classify.wording import opened_partly, sentence
from resnet_desktop.desktop.tasks import Task, Tasks

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry, Result
    from resnet_desktop.classification.review import Step
    from resnet_desktop.classification.sessions import (
        ModelStamp,
        OpenedSession,
        SaveError,
        SessionSaver,
        SessionSettings,
        SessionStore,
    )

CLOSING_S = 5.0
"""So long closing waits for a slow disk."""

SAVED_AGAIN = "This session is being saved again."
_log = logging.getLogger(__name__)


class Keeper(QObject):
    """Keeps a session in its file; until `open` is called, and where no file can be used, it keeps nothing.

    The functions that are named like those of `SessionSaver` do what they do there, and return at once.

    Signals:
        left_came: how the page was left, a `Left`.
        entries_came: pictures that were in the list, in order.
        opened: all of them are there; a `Review`, or None where what was said about pictures did not come.
        noticed: one sentence that is worth a moment.
        troubled: one sentence: what happens is not being saved, and why.
    """

    left_came = Signal(object)
    entries_came = Signal(object)
    opened = Signal(object)
    noticed = Signal(str)
    troubled = Signal(str)
    _trouble_changed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._saver: SessionSaver | None = None
        self._unsaved: SessionStore | None = None
        self._is_emptied = False
        self._left_count = self._came = 0
        # Queued: it comes from the saver's thread.
        self._trouble_changed.connect(self._tell_trouble, Qt.ConnectionType.QueuedConnection)

    @property
    def is_opening(self) -> bool:
        """True while pictures may still come."""
        return self._task is not None

    @property
    def is_bringing(self) -> bool:
        """True while pictures are coming for sure; an empty session is no news."""
        return self._task is not None and self._left_count > 0

    def open(self) -> None:
        """Open the session that was left, by a task; once."""
        task = self._task = self._tasks.start(open_left)  # not listed: mostly it is over before it could be read
        task.received.connect(self._take)
        task.succeeded.connect(self._end)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._stop)

    def cancel_opening(self) -> None:
        """Open no more pictures; the others are there again at the next start."""
        if self._task is not None:
            self._task.cancel()

    def close(self) -> None:
        """Write what is left, for some seconds at most, and give the file back; after all tasks have ended."""
        saver, self._saver = self._saver, None
        if saver is None:
            return
        end = time.monotonic() + CLOSING_S
        while not (is_saved := saver.flush(max(0, end - time.monotonic()))):
            if saver.trouble is not None or time.monotonic() >= end:
                break
        if not is_saved and saver.trouble is None:
            atexit.unregister(saver.close)  # which would wait for ever
            _log.error("The session was not saved to its end: the disk takes too long.")
        elif (trouble := saver.close()) is not None:
            _log.error("The session was not saved to its end: %s", trouble)

    def add(self, places: Iterable[Path | str]) -> None:
        """Keep that pictures were added."""
        if self._saver is not None:
            self._saver.add(places)

    def use_model(self, model: "ModelStamp") -> None:
        """Keep which model the results are from; those of others are dropped."""
        if self._saver is not None:
            self._saver.use_model(model)

    def put(self, results: "Iterable[Result]", model: "ModelStamp") -> None:
        """Keep results."""
        if self._saver is not None:
            self._saver.put(results, model)

    def reset(self, paths: Iterable[Path]) -> None:
        """Keep that pictures wait again."""
        if self._saver is not None:
            self._saver.reset(paths)

    def remove(self, paths: Iterable[Path]) -> None:
        """Keep that pictures left the list."""
        if self._saver is not None:
            self._saver.remove(paths)

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Keep that files are elsewhere now."""
        if self._saver is not None:
            self._saver.rename(moved)

    def clear(self) -> None:
        """Keep that all pictures left the list, also those that are not there yet."""
        self._is_emptied = self.is_opening
        self.cancel_opening()
        if self._saver is not None:
            self._saver.clear()

    def do(self, step: "Step") -> None:
        """Keep what a person did."""
        if self._saver is not None:
            self._saver.do(step)

    def undo(self, step: "Step") -> None:
        """Keep that a step was undone."""
        if self._saver is not None:
            self._saver.undo(step)

    def redo(self, step: "Step") -> None:
        """Keep that a step was done again."""
        if self._saver is not None:
            self._saver.redo(step)

    def save_settings(self, settings: "SessionSettings") -> None:
        """Keep how the page is."""
        if self._saver is not None:
            self._saver.save_settings(settings)

    def _take(self, parts: "list[OpenedSession | Left | Handful]") -> None:
        entries: list[Entry] = []
        for part in parts:
            match part:
                case Handful():
                    entries += part.entries
                case Left():
                    self._left_count = part.count
                    self.left_came.emit(part)
                case opened:
                    self._begin(opened)
        self._came += len(entries)
        if entries and not self._is_emptied:
            self.entries_came.emit(entries)

    def _begin(self, opened: "OpenedSession") -> None:
        from resnet_desktop.classification.sessions import SessionSaver  # noqa: PLC0415  loaded by the task

        if opened.notice:
            self.noticed.emit(opened.notice)
        if not opened.is_saved:
            self._unsaved = opened.store  # nothing is gained by a copy in memory
            return
        self._saver = SessionSaver(opened.store, self._trouble_changed.emit)
        if self._is_emptied:
            self._saver.clear()

    def _end(self, review: object) -> None:
        self._task = None
        if self._unsaved is not None:
            self._unsaved.close()
            self._unsaved = None
        self.opened.emit(None if self._is_emptied else review)
        self._is_emptied = False

    def _fail(self, error: BaseException) -> None:
        self.noticed.emit(f"The last session could not be opened to its end: {sentence(str(error))}")
        self._end(None)

    def _stop(self) -> None:
        if not self._is_emptied and (words := opened_partly(self._came, self._left_count)):
            self.noticed.emit(words)
        self._end(None)

    def _tell_trouble(self, trouble: "SaveError | None") -> None:
        if trouble is None:
            self.noticed.emit(SAVED_AGAIN)
        else:
            self.troubled.emit(sentence(str(trouble)))
