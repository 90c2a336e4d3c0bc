"""A training as it goes: its state, its numbers, its curves, and what its weights do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.chart_tools import ChartTools
from resnet_desktop.desktop.train.live.charts import LiveCharts
from resnet_desktop.desktop.train.live.earlier_runs import EarlierRuns
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.live.hint_lines import HintLines
from resnet_desktop.desktop.train.live.meanwhile import Meanwhile
from resnet_desktop.desktop.train.live.movement_strip import MovementStrip
from resnet_desktop.desktop.train.live.nothing_trains import NothingTrains
from resnet_desktop.desktop.train.live.number_tiles import NumberTiles
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.live.run_head import RunHead
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.jobs import Progress


class LivePanel(QStackedWidget):
    """The run that the follower shows, or the offer to start one.

    Attributes:
        head: state and buttons.
        tiles: the numbers.
        hints: what the curve says to who has read many.
        charts: the curves.
        tools: how they are looked at.
        earlier: runs that are laid under them.
        movement: how far the weights have moved, painted on the network.
        message: why something could not be done.
        nothing: what stands there while no run is shown.
    Signals:
        start_asked: somebody wants to start a training.
        resume_asked: the name of the run, not shown yet, that somebody wants to go on.
        use_asked: the name of the model that somebody wants to use.
        again_asked: somebody wants to plan the shown run once more.
    """

    start_asked = Signal()
    resume_asked = Signal(str)
    use_asked = Signal(str)
    again_asked = Signal()

    def __init__(self, state: TrainState, tasks: Tasks, follower: RunFollower) -> None:
        super().__init__()
        self._state, self._follower = state, follower
        self._preparing: Progress | None = None
        self.head = RunHead()
        self.tiles = NumberTiles()
        self.hints = HintLines()
        self.movement = MovementStrip()
        self.charts = LiveCharts(self.movement)
        self.earlier = EarlierRuns(tasks)
        self.tools = ChartTools(self.earlier)
        self.message = MessageLine()
        self.meanwhile = Meanwhile()
        self.nothing = NothingTrains(tasks)
        self._lay_out()
        self._connect()
        self._show_course()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was told meanwhile."""
        super().showEvent(event)
        self._show_course()

    def _connect(self) -> None:
        follower = self._follower
        follower.course_changed.connect(self._show_course)
        follower.records_taken.connect(self._show_records)
        follower.phase_changed.connect(self._show_state)
        follower.prepared.connect(self._show_preparing)
        follower.start_failed.connect(self._complain)
        follower.training_ended.connect(self._show_state)
        self.head.pause_asked.connect(follower.pause)
        self.head.resume_asked.connect(self._resume)
        self.head.stop_asked.connect(follower.stop)
        self.head.keep_asked.connect(follower.keep_best)
        self.head.again_asked.connect(self.again_asked)
        self.head.use_asked.connect(lambda: self.use_asked.emit(follower.shown.course.model))
        self.nothing.start_asked.connect(self.start_asked)
        self.nothing.resume_asked.connect(self.resume_asked)
        self.meanwhile.show_asked.connect(self._state.show_run)
        self.tools.log_changed.connect(self.charts.set_log)
        self.tools.strength_changed.connect(self.charts.smooth)
        self.earlier.changed.connect(self._show_curves)

    def _show_course(self) -> None:
        """Another run is shown."""
        shown = self._follower.shown
        self.earlier.show_run(shown.name)
        self._show_curves()
        self._show_told()
        self._show_state()

    def _show_curves(self) -> None:
        self.charts.show_course(self._follower.shown.course, self.earlier.loss(), self.earlier.accuracy())

    def _show_records(self) -> None:
        """The shown run has told more; while nobody looks, nothing is done for it."""
        if self.isVisible():
            self.charts.refresh()
            self._show_told()
            self.head.show_run(self._follower.shown)

    def _show_told(self) -> None:
        shown = self._follower.shown
        self.tiles.show_numbers(wording.numbers(shown))
        self.hints.show_hints([wording.hint_words(hint) for hint in shown.course.hints])
        self.movement.show_movements(shown.course.movements)

    def _show_state(self) -> None:
        shown = self._follower.shown
        if shown.phase is not Phase.PREPARING:
            self._preparing = None
        if shown.phase.is_at_work:
            self.message.hide()
            self.nothing.forget()
        self.head.show_run(shown, self._preparing)
        self.tiles.show_numbers(wording.numbers(shown))
        self.meanwhile.show_training(self._follower.trained, shown)
        self.setCurrentIndex(int(shown.phase is not Phase.NOTHING))

    def _show_preparing(self, progress: Progress) -> None:
        self._preparing = progress
        self.head.show_run(self._follower.shown, progress)

    def _complain(self, error: Exception) -> None:
        self.message.complain(str(error), error)
        self.message.show()
        self.nothing.complain(str(error))

    def _resume(self) -> None:
        self.message.hide()
        self._follower.resume()

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 8, 16, 16)
        layout.setSpacing(16)
        self.message.hide()
        for part in (self.head, self.message, self.meanwhile, self.tiles, self.hints, self.tools):
            layout.addWidget(part)
        layout.addWidget(self.charts, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.addWidget(self.nothing)
        self.addWidget(area)
