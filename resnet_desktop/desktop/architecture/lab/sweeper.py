"""Sweeps on tasks: one at a time, for the picture or for a folder."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.jobs import Progress

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_outcomes import Sweep


class Sweeper(QObject):
    """Switches each block off alone.

    Attributes:
        sweep: what is known; of a sweep that was stopped, what was known then. None before the first.
        subject: what it is of, for a person.
        labels: classes of the model that it was made with.
        is_partial: whether it was stopped or goes on.
    Signals:
        begun: the `Task`, which has just been started.
        changed: `sweep` is another.
        ended: nothing runs any more; a sentence about what went wrong, or empty.
    """

    begun = Signal(object)
    changed = Signal()
    ended = Signal(str)

    def __init__(self, state: ArchitectureState, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sweep: Sweep | None = None
        self.subject = ""
        self.labels: tuple[str, ...] = ()
        self.is_partial = False
        self._state, self._tasks = state, tasks
        self._task: Task | None = None
        state.graph_changed.connect(self.forget)

    @property
    def is_busy(self) -> bool:
        """Whether a sweep goes on."""
        return self._task is not None

    def sweep_picture(self) -> None:
        """Sweep the current picture."""
        live, picture = self._state.live, self._state.picture
        if live is None or picture is None or self.is_busy:
            return

        def job(_control: JobControl) -> "Sweep":
            from resnet_desktop.desktop.architecture.lab.truths import truth_by_folder  # noqa: PLC0415  rarely needed
            from resnet_desktop.inspection.lab_sweep import sweep_picture  # noqa: PLC0415  loads NumPy

            return sweep_picture(live, picture.pixels, truth_by_folder(live.model.card.labels)(picture.path))

        self._start(job, picture.name, live.model.card.labels, "")

    def sweep_folder(self, folder: Path) -> None:
        """Sweep all pictures in a folder and below."""
        live = self._state.live
        if live is None or self.is_busy:
            return

        def job(control: JobControl) -> "Sweep":
            from resnet_desktop.desktop.architecture.lab.truths import truth_by_folder  # noqa: PLC0415  rarely needed
            from resnet_desktop.images import find_pictures  # noqa: PLC0415  loads NumPy
            from resnet_desktop.inspection.lab_sweep import sweep_pictures  # noqa: PLC0415  loads NumPy

            paths = []
            for path in find_pictures([folder]):
                control.check()
                paths.append(path)
                control.report(Progress(0, None, wording.LOOKING))
            truth_of = truth_by_folder(live.model.card.labels)
            return sweep_pictures(live, paths, control, truth_of, control.hand_over)

        name = folder.name or str(folder)
        self._start(job, name, live.model.card.labels, wording.task_title(name))

    def cancel(self) -> None:
        """Stop after the batch at hand; what is known stays."""
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """Stop, and know nothing: the network is another."""
        self.cancel()
        self._task = None
        self.sweep, self.subject = None, ""
        self.changed.emit()
        self.ended.emit("")

    def _start(self, job: Callable[[JobControl], "Sweep"], subject: str, labels: tuple[str, ...], title: str) -> None:
        task = self._tasks.start(job, title=title)
        self._task = task
        task.received.connect(lambda parts: self._know(task, subject, labels, parts[-1], is_partial=True))
        task.succeeded.connect(lambda sweep: self._know(task, subject, labels, sweep, is_partial=False))
        task.failed.connect(lambda error: self._end(task, sentence(str(error))))
        task.finished.connect(lambda: self._end(task, ""))
        self.begun.emit(task)

    def _know(self, task: Task, subject: str, labels: tuple[str, ...], sweep: "Sweep", *, is_partial: bool) -> None:
        if task is self._task:
            self.sweep, self.subject, self.labels, self.is_partial = sweep, subject, labels, is_partial
            self.changed.emit()

    def _end(self, task: Task, trouble: str) -> None:
        if task is self._task:
            self._task = None
            self.ended.emit(trouble)
