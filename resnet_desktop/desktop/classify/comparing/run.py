"""One comparison on its way: its task, how far it is, how fast."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop import formatting
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.running import LOADING, comparing
from resnet_desktop.desktop.current_model import ENGINE_LANE
from resnet_desktop.desktop.long_lived import LongLived
from resnet_desktop.desktop.model_list import ListedModel
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task, Tasks
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry


class ComparisonRun(QObject):
    """Starts comparisons, one at a time.

    Attributes:
        title: what is being done.
        line: how far, how fast, how long.
        progress: how far, in numbers.
    Signals:
        changed: any of these.
        succeeded: a `Compared`; also of a part, where somebody stopped it.
        failed: the exception that ended it.
        cancelled: it was stopped before there was anything.
    """

    changed = Signal()
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, classifier: Classifier, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.line = ""
        self.progress = Progress(0)
        self._classifier = classifier
        self._tasks = tasks
        self._task: Task | None = None
        self._pace: Pace | None = None
        self._long_lived = LongLived()

    @property
    def is_running(self) -> bool:
        """True from the start to the end."""
        return self._task is not None

    def start(self, entries: "list[Entry]", model: LoadedModel, second: ListedModel) -> None:
        """Compare two models; nothing happens while another comparison runs.

        Args:
            entries: the pictures.
            model: the one in use.
            second: the other one.
        """
        if self._task is not None:
            return
        self._pace, self.progress = None, Progress(0)
        self.title, self.line = wording.busy_title(True), wording.WAITING
        self._task = self._tasks.start(
            comparing(self._classifier, entries, model, second.name),
            title=f"Comparing with “{second.title}”",
            lane=ENGINE_LANE,
        )
        self._task.progressed.connect(self._show)
        self._task.succeeded.connect(self._succeed)
        self._task.failed.connect(self._fail)
        self._task.cancelled.connect(self._stop)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop; what was compared is told. One that has not begun ends at once."""
        task = self._task
        if task is None or task.is_cancelled:
            return
        if task in self._tasks.listed:
            task.cancel()
            self.line = wording.STOPPING
            self.changed.emit()
        else:  # it waits for its turn, and will end then
            self.abandon()
            self.cancelled.emit()

    def abandon(self) -> None:
        """Stop, and tell nothing about it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            for signal in (task.progressed, task.succeeded, task.failed, task.cancelled):
                signal.disconnect()

    def _show(self, progress: Progress) -> None:
        self._long_lived.grow(max(0, progress.done - self.progress.done))
        self.progress = progress
        is_loading = progress.message == LOADING
        if not is_loading:
            self._pace = self._pace or Pace(time.monotonic())
            self._pace.mark(time.monotonic(), progress.done)
        self.title = wording.busy_title(is_loading)
        if self._task is not None and not self._task.is_cancelled:
            self.line = "" if self._pace is None else self._busy_line(self._pace)
        self.changed.emit()

    def _busy_line(self, pace: Pace) -> str:
        total = self.progress.total
        rate = formatting.rate(pace.items, pace.seconds, "pictures")
        return wording.busy_line(self.progress.done, total, rate, pace.left(total) if total else None)

    def _succeed(self, compared: object) -> None:
        self._task = None
        self.succeeded.emit(compared)

    def _fail(self, error: BaseException) -> None:
        self._task = None
        self.failed.emit(error)

    def _stop(self) -> None:
        self._task = None
        self.cancelled.emit()
