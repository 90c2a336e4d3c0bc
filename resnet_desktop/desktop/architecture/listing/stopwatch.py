"""Times the layers of the network that is shown, on this machine."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.jobs import Progress
from resnet_desktop.network.groups import blocks, stages

if TYPE_CHECKING:
    from resnet_desktop.engines.timing import LayerTimes


class Stopwatch(QObject):
    """Measures when it is asked to; what was measured holds until the network changes.

    Attributes:
        times: what was measured; None before, and once another network is shown.
        trouble: one sentence on why the last measurement gave nothing; else empty.
    Signals:
        times_changed: there are times, or there are none any more.
        running_changed: a measurement began or ended.
        progressed: a `Progress`.
    """

    times_changed = Signal()
    running_changed = Signal()
    progressed = Signal(object)

    def __init__(self, state: ArchitectureState, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.times: LayerTimes | None = None
        self.trouble = ""
        self._state, self._tasks = state, tasks
        self._task: Task | None = None
        self._measured = state.graph
        state.graph_changed.connect(self._follow_graph)

    @property
    def is_running(self) -> bool:
        """Whether it measures now."""
        return self._task is not None

    def measure(self) -> None:
        """Measure the network that is shown; nothing happens while it does so already."""
        if self._task is not None:
            return
        graph, live = self._state.graph, self._state.live
        weights = live.model.weights if live is not None else None

        def time_layers(control: JobControl) -> "LayerTimes":
            from resnet_desktop.engines.timing import measure  # noqa: PLC0415  loads NumPy and OpenVINO

            return measure(graph, weights, control)

        self.trouble = ""
        self._measured = graph
        self._task = task = self._tasks.start(time_layers, title=f"Timing the layers of {graph.network.title}")
        task.progressed.connect(self._tell_progress)
        task.succeeded.connect(lambda times: self._keep(task, times))
        task.failed.connect(lambda error: self._complain(task, str(error)))
        task.finished.connect(lambda: self._end(task))
        self.running_changed.emit()

    def cancel(self) -> None:
        """Stop measuring."""
        if self._task is not None:
            self._task.cancel()

    def milliseconds_of_all(self) -> dict[str, float]:
        """Of every layer that has a time of its own, and of blocks and stages; empty where nothing was measured."""
        if self.times is None:
            return {}
        each = dict(self.times.milliseconds)
        for group in (*blocks(self._state.graph), *stages(self._state.graph)):
            each[group.name] = sum(self.times.milliseconds.get(layer.name, 0.0) for layer in group.layers)
        return each

    def _follow_graph(self) -> None:
        """What was measured is of no use for another network."""
        if self._task is not None and self._measured != self._state.graph:
            self._task.cancel()
            self._task = None
            self.running_changed.emit()
        if self.times is not None and self.times.graph != self._state.graph:
            self.times = None
            self.times_changed.emit()

    def _tell_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _keep(self, task: Task, times: "LayerTimes") -> None:
        if task is self._task:
            self.times = times
            self.times_changed.emit()

    def _complain(self, task: Task, sentence: str) -> None:
        if task is self._task:
            self.trouble = sentence

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.running_changed.emit()
