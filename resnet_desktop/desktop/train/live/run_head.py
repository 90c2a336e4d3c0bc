"""What a run does, how far it is, and the buttons that change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.phase import Phase
from resnet_desktop.desktop.train.live.watched import Watched
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.chip import Chip
from resnet_desktop.desktop.widgets.labels import ElidedLabel, breakable, label
from resnet_desktop.jobs import Progress

_STEPS = 1000


class RunHead(QWidget):
    """Name, state, progress and buttons.

    Attributes:
        name: of the run.
        chip: its state in a word.
        line: its state in a sentence.
        bar: how much of it is done.
        pause: while it trains.
        resume: while it is paused or about to be, or can go on from its checkpoint.
        stop: while there is something to stop.
        use: once there is a model.
        keep: makes a model of the best epoch of a run that ended early.
        again: plans a run that failed and cannot go on once more.
    Signals:
        pause_asked: somebody wants it to wait.
        resume_asked: somebody wants it to go on.
        stop_asked: somebody wants it to end.
        use_asked: somebody wants its model.
        keep_asked: somebody wants a model of its best epoch.
        again_asked: somebody wants to plan it once more.
    """

    pause_asked = Signal()
    resume_asked = Signal()
    stop_asked = Signal()
    use_asked = Signal()
    keep_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("section")
        self.chip = Chip()
        self.line = label("", "quiet")
        self.line.setWordWrap(True)
        self.line.setFont(font(13, has_even_digits=True))
        self.line.setMinimumHeight(self.line.fontMetrics().lineSpacing() + 4)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName("Progress of the training")
        self.pause = Button("Pause")
        self.resume = Button("Resume", "continue")
        self.stop = Button("Stop")
        self.use = Button("Use this model", "confirmed", "primary")
        self.keep = Button("", "confirmed")
        self.keep.setToolTip("Calibrate and judge the best epoch and put it into the library; the run ends with that")
        self.keep.clicked.connect(self.keep_asked)
        self.again = Button("Train again", "retry", "primary")
        self.again.setToolTip("Open its plan, to change what made it fail, on the same pictures")
        self.again.clicked.connect(self.again_asked)
        self.pause.setToolTip("Wait after the batch at hand; Resume goes on at once")
        self.stop.setToolTip("End after the batch at hand, with a checkpoint to resume from")
        self.pause.clicked.connect(self.pause_asked)
        self.resume.clicked.connect(self.resume_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.use.clicked.connect(self.use_asked)
        self._lay_out()

    def show_run(self, watched: Watched, preparing: Progress | None = None) -> None:
        """Show what a run does.

        Args:
            watched: the run.
            preparing: how far what comes before the training is.
        """
        phase = watched.phase
        sign = wording.sign(phase)
        self.name.setText(watched.name)
        if self.chip.word != sign.word:
            self.chip.show_state(sign.word, sign.icon_name, sign.ink)
        words = wording.state_line(watched, preparing)
        if self.line.text() != breakable(words):
            self.line.setText(breakable(words))
        is_waiting = phase in (Phase.PREPARING, Phase.STARTING)
        self.bar.setRange(0, 0 if is_waiting else _STEPS)
        self.bar.setValue(round(_STEPS * wording.share_done(watched.course)))
        self._offer(watched)

    def _offer(self, watched: Watched) -> None:
        """Show the buttons that mean something now; the keys stay with one of them."""
        phase, best = watched.phase, watched.course.best
        offered = {
            self.use: phase is Phase.DONE and bool(watched.course.model),
            self.pause: phase in (Phase.STARTING, Phase.RUNNING),
            self.resume: phase in (Phase.PAUSING, Phase.PAUSED) or watched.can_resume,
            self.stop: phase is Phase.PREPARING or phase.is_at_work,
            self.keep: phase.has_ended and phase is not Phase.DONE and best is not None,
            self.again: phase is Phase.FAILED and not watched.can_resume,
        }
        self.resume.set_kind("primary" if phase.has_ended else "")
        if best is not None:
            self.keep.setText(f"Use epoch {best['epoch']}")
        losing = [button for button, is_offered in offered.items() if button.hasFocus() and not is_offered]
        for button, is_offered in offered.items():
            if is_offered:
                button.show()
        if losing and (left := [button for button, is_offered in offered.items() if is_offered]):
            left[0].setFocus()
        for button, is_offered in offered.items():
            if not is_offered:
                button.hide()
        self.stop.setEnabled(phase is not Phase.STOPPING)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.name, 1)
        top.addWidget(self.chip)
        for button in (self.pause, self.resume, self.stop, self.keep, self.again, self.use):
            top.addWidget(button)
        top.addStrut(self.pause.sizeHint().height())  # nothing jumps where no button is offered
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.line)
        layout.addWidget(self.bar)
