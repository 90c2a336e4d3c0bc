"""The Train page's five steps, one above the other; all but the first are made when they are first opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.data.panel import DataPanel
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.later import Later

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.judging.judgement_panel import JudgementPanel
    from resnet_desktop.desktop.train.live.panel import LivePanel
    from resnet_desktop.desktop.train.planning.panel import PlanPanel
    from resnet_desktop.desktop.train.runs.runs_panel import RunsPanel

TITLES = ("Pictures", "Plan", "Training", "Judgement", "Runs")
PICTURES, PLAN, TRAINING, JUDGEMENT, RUNS = range(len(TITLES))


class StepStack(QStackedWidget):
    """Shows one step at a time, and passes on what its parts ask for.

    Args:
        state: what all parts are about.
        follower: the run that is shown, and the one that trains.
        tasks: of the window.
        classifier: reads pictures.
    Attributes:
        data: the pictures.
        plan: the plan.
        live: the training.
        judgement: how good its model is.
        runs: all runs.
    Signals:
        readiness_changed: the plan's name, or what is wrong with it, is another one.
        live_made: the `LivePanel` was made.
        start_asked: somebody wants to start what is planned.
        step_asked: the number of a step that somebody wants to see.
        again_asked: somebody wants to train the shown run again, with what was corrected since.
        resume_asked: the name of a run that somebody wants to go on.
        run_deleted: the name of a run that is gone.
        model_deleted: the name of a model that is gone with its run.
        use_asked: the name of a model that somebody wants to use.
        pictures_asked: a list of pictures that somebody wants to see on the Classify page.
    """

    readiness_changed = Signal()
    live_made = Signal(object)
    start_asked = Signal()
    step_asked = Signal(int)
    again_asked = Signal()
    resume_asked = Signal(str)
    run_deleted = Signal(str)
    model_deleted = Signal(str)
    use_asked = Signal(str)
    pictures_asked = Signal(list)

    def __init__(self, state: TrainState, follower: RunFollower, tasks: Tasks, classifier: Classifier) -> None:
        super().__init__()
        self._state, self._follower, self._tasks, self._classifier = state, follower, tasks, classifier
        self.data = DataPanel(state, tasks, classifier)
        self.plan = Later(self._make_plan)
        self.live = Later(self._make_live)
        self.judgement = Later(self._make_judgement)
        self.runs = Later(self._make_runs)
        for part in (self.data, _scrolling(self.plan), self.live, self.judgement, self.runs):
            self.addWidget(part)

    def refresh(self) -> None:
        """Read runs and judgement anew, because a training has ended."""
        for part in (self.judgement, self.runs):
            if part.is_made:
                part.content.refresh()

    def _make_plan(self) -> "PlanPanel":
        from resnet_desktop.desktop.train.planning.panel import PlanPanel  # noqa: PLC0415  made later

        plan = PlanPanel(self._state, self._tasks)
        plan.readiness_changed.connect(self.readiness_changed)
        return plan

    def _make_live(self) -> "LivePanel":
        from resnet_desktop.desktop.train.live.panel import LivePanel  # noqa: PLC0415

        live = LivePanel(self._state, self._tasks, self._follower)
        live.start_asked.connect(self.start_asked)
        live.resume_asked.connect(self.resume_asked)
        live.use_asked.connect(self.use_asked)
        live.again_asked.connect(self.again_asked)
        self.live_made.emit(live)
        return live

    def _make_judgement(self) -> "JudgementPanel":
        from resnet_desktop.desktop.train.judging.judgement_panel import JudgementPanel  # noqa: PLC0415

        judgement = JudgementPanel(self._state, self._tasks, self._classifier)
        judgement.pictures_asked.connect(self.pictures_asked)
        judgement.again_asked.connect(self.again_asked)
        judgement.runs_asked.connect(lambda: self.step_asked.emit(RUNS))
        judgement.training_asked.connect(lambda: self.step_asked.emit(TRAINING))
        return judgement

    def _make_runs(self) -> "RunsPanel":
        from resnet_desktop.desktop.train.runs.runs_panel import RunsPanel  # noqa: PLC0415

        runs = RunsPanel(self._state, self._tasks)
        runs.start_asked.connect(self.start_asked)
        runs.use_asked.connect(self.use_asked)
        runs.resume_asked.connect(self.resume_asked)
        runs.pictures_asked.connect(self.pictures_asked)
        runs.deleted.connect(self._tell_deleted)
        return runs

    def _tell_deleted(self, name: str, with_model: bool) -> None:
        self.run_deleted.emit(name)
        if with_model:
            self.model_deleted.emit(name)


def _scrolling(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(part)
    part.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
