"""The window's only threads: a job runs on one, its news arrive in the window's thread, and it ends exactly once."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from resnet_desktop.desktop.threads import Call, Threads
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Cancelled, Control, Progress

AFTER_PAINTING_MS = 30
"""What a page only fills in begins so long after it was opened: its task would take the processor from the painting."""
NEWS_INTERVAL_MS = 50
"""Progress and partial results reach the window at most this often: 20 times a second."""
_LEAVING_MS = 1
"""Until the window looks again whether a thread has left a task whose end it told."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Outcome:
    """How a job ended: with a result, or with the exception that left it."""

    result: object = None
    error: BaseException | None = None


class JobControl(Control):
    """What a job of the window holds: a `Control` that also passes partial results on, in order and in batches.

    The window's side reads it with `take_news`; all methods may be called from any thread.
    """

    def __init__(self, on_news: Callable[[], None]) -> None:
        super().__init__(self._keep_progress)
        self._on_news = on_news
        self._lock = threading.Lock()
        self._items: list[object] = []
        self._progress: Progress | None = None
        self._has_called = False

    def hand_over(self, item: object) -> None:
        """Pass one partial result to the window."""
        with self._lock:
            self._items.append(item)
        self._call()

    def take_news(self) -> tuple[list[object], Progress | None]:
        """Take everything handed over since the last call, and the latest progress if there was any."""
        with self._lock:
            items, self._items = self._items, []
            progress, self._progress = self._progress, None
            self._has_called = False
        return items, progress

    def _keep_progress(self, progress: Progress) -> None:
        with self._lock:
            self._progress = progress
        self._call()

    def _call(self) -> None:
        with self._lock:
            if self._has_called:
                return
            self._has_called = True
        self._on_news()


class Task(QObject):
    """One run of a job, as the window sees it. All signals are emitted in the window's thread.

    Exactly one of `succeeded`, `failed`, `cancelled` is emitted, then `finished`; nothing comes after that.

    Attributes:
        title: what it does, for the list of tasks; empty for small work that is not listed.
        lane: it waits for those that were started before it in the same lane; empty for none.
        progress: the latest progress.
    Signals:
        progressed: a `Progress`.
        received: a list of what the job handed over, in order.
        succeeded: the job's result.
        failed: the exception that ended the job.
        cancelled: the job stopped because it was asked to.
        finished: after one of the three.
    """

    progressed = Signal(object)
    received = Signal(list)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _news_arrived = Signal()

    def __init__(self, job: Callable[[JobControl], Any], title: str, lane: str, threads: Threads) -> None:
        super().__init__()
        self.title = title
        self.lane = lane
        self.progress = Progress(0)
        self._job = job
        self._control = JobControl(self._news_arrived.emit)
        self._outcome: _Outcome | None = None
        self._is_finished = False
        self._threads = threads
        self._call: Call | None = None
        self._since_delivery = QElapsedTimer()
        self._delivery = QTimer(self, singleShot=True)
        self._delivery.timeout.connect(self._deliver)
        self._news_arrived.connect(self._deliver_soon, Qt.ConnectionType.QueuedConnection)

    @property
    def is_cancelled(self) -> bool:
        """True once `cancel` was called; the job may still be on its way to its next check."""
        return self._control.is_cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._control.cancel()

    def start(self) -> None:
        """Run the job; one that was cancelled before its turn ends at once, without running."""
        if self.is_cancelled:
            self._outcome = _Outcome(error=Cancelled())
            self._news_arrived.emit()
        else:
            self._call = self._threads.start(self._run, self.title or "task")

    def settle(self) -> None:
        """Wait for the job and deliver its end now; what is already delivered stays so."""
        if self._call is not None:
            self._call.wait()
        if self._outcome is None:
            self._outcome = _Outcome(error=Cancelled())
        self._deliver()

    def _run(self) -> None:
        try:
            outcome = _Outcome(result=self._job(self._control))
        except BaseException as error:  # noqa: BLE001  the one place where all errors end: as the task's own end
            outcome = _Outcome(error=error)
        self._outcome = outcome
        self._news_arrived.emit()

    def _deliver_soon(self) -> None:
        if self._outcome is not None or not self._since_delivery.isValid():
            self._deliver()
        elif not self._delivery.isActive():
            self._delivery.start(max(0, NEWS_INTERVAL_MS - self._since_delivery.elapsed()))

    def _deliver(self) -> None:
        if self._is_finished:
            return
        outcome = self._outcome  # read before the news: what was handed over before the end comes before the end
        if outcome is not None and self._call is not None and not self._call.is_over:
            # Its last act was to say so, and after it nobody touches the task from outside. To wait for that here would
            # hold up the window while the thread waits for the processor.
            self._delivery.start(_LEAVING_MS)
            return
        self._since_delivery.start()
        items, progress = self._control.take_news()
        if progress is not None:
            self.progress = progress
            self.progressed.emit(progress)
        if items:
            self.received.emit(items)
        if outcome is not None:
            self._is_finished = True
            self._delivery.stop()
            self._emit_end(outcome)
            self.finished.emit()

    def _emit_end(self, outcome: _Outcome) -> None:
        match outcome.error:
            case None:
                self.succeeded.emit(outcome.result)
            case Cancelled():
                self.cancelled.emit()
            case error:
                if not isinstance(error, UserError):
                    _log.error("Task %r failed", self.title, exc_info=error)
                self.failed.emit(error)


class Tasks(QObject):
    """Starts tasks, holds them while they run, and ends them all when the window closes.

    Signals:
        changed: a listed task started or finished.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = Threads()
        self._running: list[Task] = []
        self._waiting: dict[str, deque[Task]] = {}
        self._busy_lanes: set[str] = set()
        self._is_closed = False

    @property
    def listed(self) -> list[Task]:
        """The running tasks that have a title, oldest first."""
        return [task for task in self._running if task.title]

    @property
    def is_busy(self) -> bool:
        """True while any task runs, listed or not."""
        return bool(self._running)

    def start(self, job: Callable[[JobControl], Any], *, title: str = "", lane: str = "") -> Task:
        """Run a job on a thread that does nothing else meanwhile.

        Args:
            job: ``job(control) -> result``; everything it needs was read from the widgets before.
            title: what it does, for the list of tasks; empty for small work that is not listed.
            lane: tasks of one lane run one after another, in the order started; empty for no lane.
        Returns:
            The task. Its signals come through the event loop, so connecting to them after this call misses none.
        """
        task = Task(job, title, lane, self._threads)
        if self._is_closed:
            task.cancel()
        task.finished.connect(partial(self._forget, task))
        if lane and lane in self._busy_lanes:
            self._waiting.setdefault(lane, deque()).append(task)
        else:
            self._run(task)
        return task

    def close(self) -> None:
        """Cancel everything, wait until the last thread has ended, and start nothing any more."""
        self._is_closed = True
        everything = [*self._running, *(task for waiting in self._waiting.values() for task in waiting)]
        for task in everything:
            task.cancel()
        for task in everything:
            task.settle()
        self._threads.close()

    def _run(self, task: Task) -> None:
        if task.lane:
            self._busy_lanes.add(task.lane)
        self._running.append(task)
        task.start()
        if task.title:
            self.changed.emit()

    def _forget(self, task: Task) -> None:
        waiting = self._waiting.get(task.lane, deque())
        if task in self._running:
            self._running.remove(task)
            self._busy_lanes.discard(task.lane)
            if waiting:
                self._run(waiting.popleft())
        elif task in waiting:
            waiting.remove(task)
        task.deleteLater()
        if task.title:
            self.changed.emit()
