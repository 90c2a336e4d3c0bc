"""One thing after another, where only the latest wish counts."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.tasks import JobControl, Task, Tasks


@dataclass(frozen=True)
class _Wish:
    key: Hashable
    job: Callable[[JobControl], Any]
    title: str


class LastWish(QObject):
    """Runs one task at a time. A wish that is overtaken before its turn is never begun; one that runs is cancelled.

    What is nearly done may still come to its end after it was overtaken, so listeners look at the key.

    Signals:
        begun: the key, and the `Task` that works on it.
        received: the key, and a list of what the job handed over.
        granted: the key, and the job's result.
        refused: the key, and the exception that ended the job.
        stopped: the key of a job that was cancelled.
    """

    begun = Signal(object, object)
    received = Signal(object, list)
    granted = Signal(object, object)
    refused = Signal(object, object)
    stopped = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._current: _Wish | None = None
        self._next: _Wish | None = None
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def wish(self, key: Hashable, job: Callable[[JobControl], Any], title: str = "") -> None:
        """Want something; what was wanted before is not wanted any more.

        Args:
            key: what it is; nothing happens where this is being done already.
            job: ``job(control) -> result``.
            title: for the list of tasks; empty for small work.
        """
        if self._task is None:
            self._start(_Wish(key, job, title))
        elif self._current is not None and self._current.key == key and not self._task.is_cancelled:
            self._next = None
        else:
            self._next = _Wish(key, job, title)
            self._task.cancel()

    def withdraw(self) -> None:
        """Want nothing."""
        self._next = None
        if self._task is not None:
            self._task.cancel()

    def _start(self, wish: _Wish) -> None:
        task = self._tasks.start(wish.job, title=wish.title)
        self._current, self._next, self._task = wish, None, task
        task.received.connect(self._receive)  # methods, which Qt does not call once this is deleted
        task.succeeded.connect(self._grant)
        task.failed.connect(self._refuse)
        task.cancelled.connect(self._stop)
        task.finished.connect(self._end)
        self.begun.emit(wish.key, task)

    @property
    def _key(self) -> Hashable:
        return self._current.key if self._current is not None else None

    def _receive(self, items: list[object]) -> None:
        self.received.emit(self._key, items)

    def _grant(self, result: object) -> None:
        self.granted.emit(self._key, result)

    def _refuse(self, error: BaseException) -> None:
        self.refused.emit(self._key, error)

    def _stop(self) -> None:
        self.stopped.emit(self._key)

    def _end(self) -> None:
        self._current, self._task = None, None
        if self._next is not None:
            self._start(self._next)
