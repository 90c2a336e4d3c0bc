"""Measures on request, says how far that is, and what the user's own settings take."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.forecaster import OWN, Forecaster
from resnet_desktop.desktop.train.planning.help_line import HelpLine
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.task_dialog import reason
from resnet_desktop.desktop.widgets.task_popup import show_progress
from resnet_desktop.jobs import Progress

_BUTTON_PX = 144


class ForecastLine(QWidget):
    """A button and a bar, whose room is kept; below them one or two lines of words.

    Attributes:
        words: how far it is, what is known, or what went wrong.
        button: measures, or stops that.
    """

    def __init__(self, forecaster: Forecaster) -> None:
        super().__init__()
        self._forecaster = forecaster
        self._followed: Task | None = None
        self._has_data = False
        self._problem = ""
        self.words = HelpLine("")
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = Button(wording.MEASURE, kind="small")
        self.button.setMinimumWidth(_BUTTON_PX)
        self.button.clicked.connect(self._act)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("Progress")
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.button)
        line.addWidget(self._bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.words)
        forecaster.changed.connect(self.show_state)
        forecaster.failed.connect(self._complain)
        self.show_state()

    def set_data(self, has_data: bool) -> None:
        """Say whether there are pictures to measure with."""
        self._has_data = has_data
        self._problem = ""
        self.show_state()

    def show_state(self) -> None:
        """Show what the forecaster does and knows."""
        task = self._forecaster.task
        if task is not None and task is not self._followed:
            self._problem = ""
            show_progress(self._bar, task)
            task.progressed.connect(lambda progress: self._show_progress(task, progress))
        self._followed = task
        self._bar.setVisible(task is not None)
        self.button.setText("Cancel" if task is not None else wording.MEASURE)
        self.button.setEnabled(task is not None or (self._has_data and not self._forecaster.is_complete))
        if task is None:
            self._say(self._known())

    def _known(self) -> str:
        if not self._has_data:
            return wording.NEEDS_DATA
        if (own := self._forecaster.forecasts.get(OWN)) is not None:
            return f"{wording.OWN}: {wording.time_words(own)} · {wording.cost_words(own)}"
        if self._forecaster.is_complete:
            return wording.MEASURED
        return f"{wording.OWN}: {wording.NOT_MEASURED}." if self._forecaster.forecasts else wording.NOTHING_MEASURED

    def _show_progress(self, task: Task, progress: Progress) -> None:
        if task is self._followed:
            show_progress(self._bar, task)
            self._say(progress.message or wording.MEASURING)

    def _complain(self, error: BaseException) -> None:
        self._problem = reason(error)

    def _say(self, words: str) -> None:
        self.words.show_problem(self._problem)
        self.words.set_text(words)

    def _act(self) -> None:
        if self._forecaster.is_measuring:
            self._forecaster.cancel()
        else:
            self._forecaster.measure()
