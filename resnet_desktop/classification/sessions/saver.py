"""A thread that writes a session to its file as it grows."""

import atexit
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from resnet_desktop.classification.results import Result
from resnet_desktop.classification.review import Step
from resnet_desktop.classification.sessions.errors import SaveError, save_error
from resnet_desktop.classification.sessions.identity import ModelStamp
from resnet_desktop.classification.sessions.settings import SessionSettings
from resnet_desktop.classification.sessions.store import SessionStore

INTERVAL_S = 0.25
"""What came in this time is written together; a program that is killed loses no more."""

_TRY_AGAIN_S = 15.0


class SessionSaver:
    """Takes what happens in a session, at once, and writes it in the same order, in small transactions.

    Its functions do what those of `SessionStore` with the same names do; they return at once and may be called from any
    thread. When the file cannot be written, that is told once, the program goes on, and everything is kept and tried
    again every now and then and at the end.

    Args:
        store: where to; closed by `close`.
        on_trouble: is called, in the saver's thread, with the error when saving fails, and with None when all is saved
            again. It must not call back.
    """

    def __init__(self, store: SessionStore, on_trouble: Callable[[SaveError | None], None] = lambda _: None) -> None:
        self._store = store
        self._on_trouble = on_trouble
        self._changed = threading.Condition()
        self._waiting: list[Callable[[], None]] = []
        self._given = self._written = self._failures = 0
        self._is_hurried = self._is_closing = False
        self._trouble: SaveError | None = None
        self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
        self._thread.start()
        atexit.register(self.close)  # a program that ends by an error saves, and does not hang on this thread

    @property
    def trouble(self) -> SaveError | None:
        """Why what came last is not saved; None where it is, or will be in a moment."""
        return self._trouble

    def add(self, places: Iterable[Path | str]) -> None:
        """Append pictures."""
        self._take(partial(self._store.add, tuple(places)))

    def use_model(self, model: ModelStamp) -> None:
        """Say which model the results are from."""
        self._take(partial(self._store.use_model, model))

    def put(self, results: Iterable[Result], model: ModelStamp) -> None:
        """Note results."""
        self._take(partial(self._store.put, tuple(results), model))

    def reset(self, paths: Iterable[Path]) -> None:
        """Forget results."""
        self._take(partial(self._store.reset, tuple(paths)))

    def remove(self, paths: Iterable[Path]) -> None:
        """Take pictures out of the list."""
        self._take(partial(self._store.remove, tuple(paths)))

    def rename(self, moved: Mapping[Path, Path]) -> None:
        """Note that files are elsewhere now."""
        self._take(partial(self._store.rename, dict(moved)))

    def clear(self) -> None:
        """Take all pictures out of the list."""
        self._take(self._store.clear)

    def do(self, step: Step) -> None:
        """Keep what a person did."""
        self._take(partial(self._store.do, step))

    def undo(self, step: Step) -> None:
        """Keep that a step was undone."""
        self._take(partial(self._store.undo, step))

    def redo(self, step: Step) -> None:
        """Keep that a step was done again."""
        self._take(partial(self._store.redo, step))

    def save_settings(self, settings: SessionSettings) -> None:
        """Keep how the page is."""
        self._take(partial(self._store.save_settings, settings))

    def flush(self, timeout_s: float) -> bool:
        """Wait until all that was taken is in the file.

        Returns:
            Whether it is; False when it cannot be written, or the time was not enough.
        """
        with self._changed:
            goal, failures = self._given, self._failures
            self._is_hurried = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._written >= goal or self._failures > failures, timeout_s)
            return self._written >= goal

    def close(self) -> SaveError | None:
        """Write what is left, end the thread and close the store; can be called again.

        Returns:
            Why something was lost; None where all is saved.
        """
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        self._thread.join()
        self._store.close()
        atexit.unregister(self.close)
        return self._trouble

    def _take(self, change: Callable[[], None]) -> None:
        with self._changed:
            self._waiting.append(change)
            self._given += 1
            self._changed.notify_all()

    def _run(self) -> None:
        is_last = False
        try:
            while not is_last:
                with self._changed:
                    self._changed.wait_for(lambda: self._waiting or self._is_closing)
                    pause = INTERVAL_S if self._trouble is None else _TRY_AGAIN_S
                    self._changed.wait_for(lambda: self._is_closing or self._is_hurried, pause)
                    is_last, self._is_hurried = self._is_closing, False
                    changes = list(self._waiting)
                self._write(changes)
        except BaseException:
            self._trouble = SaveError("an error in the program stopped it; start the program anew")
            raise

    def _write(self, changes: list[Callable[[], None]]) -> None:
        """Write changes together; they wait until that has succeeded."""
        trouble = None
        try:
            with self._store.together():
                for change in changes:
                    change()
        except (sqlite3.Error, OSError) as error:
            trouble = save_error(error)
            trouble.__cause__ = error
        with self._changed:
            was_in_trouble = self._trouble is not None
            self._trouble = trouble
            self._failures += trouble is not None
            if trouble is None:
                del self._waiting[: len(changes)]
                self._written += len(changes)
            self._changed.notify_all()
        if was_in_trouble != (trouble is not None):
            self._on_trouble(trouble)
