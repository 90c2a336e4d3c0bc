"""The Train page: assembles its parts and tells them about one another."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train import wording
from resnet_desktop.desktop.train.again import Again, training_again
from resnet_desktop.desktop.train.live.follower import RunFollower
from resnet_desktop.desktop.train.step_stack import PICTURES, PLAN, TITLES, TRAINING, StepStack
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.notice import Notice
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.desktop.widgets.turning import turn_to


class TrainPage(QWidget):
    """Five steps side by side, of which one is seen: what to train on, how, how it goes, how good it is, and all runs.

    Attributes:
        state: what all parts are about.
        follower: the run that is shown, and the one that trains.
        steps: chooses what is seen.
        data: the pictures.
        plan: the plan; made when it is first opened, as the next three.
        live: the training.
        judgement: how good its model is.
        runs: all runs.
        start_button: begins the training.
        notice: says what is worth a moment.
    Signals:
        live_made: the `LivePanel` was made.
        use_asked: the name of a model that somebody wants to use.
        model_deleted: the name of a model that is gone with its run.
        pictures_asked: a list of pictures that somebody wants to see on the Classify page.
    """

    live_made = Signal(object)
    use_asked = Signal(str)
    model_deleted = Signal(str)
    pictures_asked = Signal(list)

    def __init__(self, classifier: Classifier, tasks: Tasks, follower: RunFollower) -> None:
        super().__init__()
        self._tasks = tasks
        self.state, self.follower = follower.state, follower
        self.notice = Notice(self)
        self.steps = Segments("Step", TITLES)
        self.start_button = Button("Start training", "training", "primary")
        self._line = ElidedLabel("quiet")
        self._stack = StepStack(self.state, self.follower, tasks, classifier)
        self.data, self.plan, self.live = self._stack.data, self._stack.plan, self._stack.live
        self.judgement, self.runs = self._stack.judgement, self._stack.runs
        self._has_looked = self._has_seen_plan = False
        self._lay_out()
        self._connect()
        self._show_state()

    def show_step(self, number: int) -> None:
        """Open one of the steps, counted from 0."""
        self.steps.choose(number)
        turn_to(self._stack, number)

    def use_path(self, path: Path) -> None:
        """Train on a folder of class folders, or on an archive."""
        self.show_step(PICTURES)
        self.data.use_path(path)

    def show_trained(self) -> None:
        """Open the step where a training is watched, with the run that trains."""
        if self.follower.trained is not None:
            self.state.show_run(self.follower.trained.name)
        self.show_step(TRAINING)

    def cancel_work(self) -> bool:
        """Cancel what the open step looks over or measures; False where it does neither. A training goes on."""
        match self.steps.number:
            case step if step == PICTURES:
                return self.data.cancel_work()
            case step if step == PLAN:
                return self.plan.content.cancel_work()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, the first time, with what trains; look for what the command line trains."""
        super().showEvent(event)
        if self._has_looked:
            return
        self._has_looked = True
        if self.follower.trained is None:
            self.follower.find_training()
        else:
            self._begin_with_training()

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(label("Train", "title"))
        header.addStretch()
        header.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addSpacing(4)
        layout.addWidget(self._line)
        layout.addSpacing(8)
        layout.addWidget(self.steps)
        layout.addSpacing(12)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.steps.chosen.connect(lambda number: turn_to(self._stack, number))
        self._stack.currentChanged.connect(self._note_step)
        self._stack.readiness_changed.connect(self._show_state)
        self._stack.live_made.connect(self.live_made)
        self._stack.start_asked.connect(self._go_on)
        self._stack.step_asked.connect(self.show_step)
        self._stack.again_asked.connect(self._train_again)
        self._stack.resume_asked.connect(self._resume)
        self._stack.run_deleted.connect(self._forget_run)
        self._stack.use_asked.connect(self.use_asked)
        self._stack.model_deleted.connect(self.model_deleted)
        self._stack.pictures_asked.connect(self.pictures_asked)
        self.start_button.clicked.connect(lambda _is_on: self._go_on())
        self.state.data_changed.connect(self._show_state)
        looker = self.data.looker
        for signal in (looker.started, looker.looked_over, looker.failed, looker.stopped):
            signal.connect(self._show_state)
        looker.divided_anew.connect(self._say_divided)
        self.follower.phase_changed.connect(self._show_state)
        self.follower.training_ended.connect(lambda _name: self._stack.refresh())
        self.follower.training_found.connect(self._begin_with_training)
        self.follower.start_failed.connect(lambda error: self.notice.complain(sentence(str(error))))

    def _go_on(self) -> None:
        """Start what is planned; lead to what is missing for it, and say so to who is there already."""
        if self.state.data is None:
            self._lead(PICTURES, wording.PICTURES_FIRST)
            return
        plan = self.plan.content
        if plan.problem or not self._has_seen_plan:
            self._lead(PLAN, plan.problem)
            return
        plan.forecaster.cancel()  # beside a training it would measure wrongly, and slow it down
        self.show_step(TRAINING)
        self.start_button.clearFocus()  # it is about to be disabled, and what comes next in the window is Stop
        self.follower.start(plan.name)

    def _begin_with_training(self) -> None:
        """Show what trains to who has not begun with something else here."""
        is_untouched = self.steps.number == PICTURES and self.state.data is None and self.data.looker.task is None
        if self._has_looked and is_untouched:
            self.show_trained()

    def _lead(self, step: int, missing: str) -> None:
        if self.steps.number == step:
            self.notice.say(missing)
        self.show_step(step)

    def _note_step(self, number: int) -> None:
        self._has_seen_plan = self._has_seen_plan or number == PLAN

    def _resume(self, name: str) -> None:
        self.state.show_run(name)
        self.show_step(TRAINING)
        self._when_read(self.follower.resume)

    def _forget_run(self, name: str) -> None:
        if name == self.state.run:
            self.state.show_run("")

    def _when_read(self, then: Callable[[], None]) -> None:
        """Do something once the run that is shown has been read from its folder."""
        if self.follower.shown.can_resume:
            then()
            return

        def look() -> None:
            if self.follower.shown.can_resume:
                self.follower.phase_changed.disconnect(look)
                then()

        self.follower.phase_changed.connect(look)

    def _train_again(self) -> None:
        """Take pictures and plan of the run that is shown, with what was corrected since, and lead to the plan."""
        task = self._tasks.start(training_again(self.state.run))
        task.succeeded.connect(self._plan_again)
        task.failed.connect(lambda error: self.notice.complain(sentence(str(error))))

    def _plan_again(self, again: Again) -> None:
        self.state.use_plan(again.plan)
        self.state.use_data(again.data, again.data_plan, again.run)
        self.show_step(PLAN)
        self.notice.say(wording.again_words(again))

    def _show_state(self) -> None:
        self._line.setText(wording.state_line(self.state.data, self.follower.shown.name, self.follower.phase))
        self.start_button.setEnabled(self.follower.trained is None and self.data.looker.task is None)

    def _say_divided(self) -> None:
        if self.state.data is not None and self._stack.currentWidget() is not self.data:
            self.notice.say(wording.divided_words(self.state.data, self.state.plan))
