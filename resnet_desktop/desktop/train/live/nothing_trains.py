"""What stands there while no run is shown: what can be begun or can go on, or why a training could not start."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.last_run import LastRun, find_last_run, last_run_words
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState

_LEAST_PX = 240
_WIDEST_NAME_PX = 240


class NothingTrains(QStackedWidget):
    """An invitation, or an error.

    Args:
        tasks: on which the last run is looked for.
    Attributes:
        invitation: while nothing went wrong.
        error: why a training could not start.
        start: in the invitation.
        resume: in the invitation, where the last run was left before its end.
    Signals:
        start_asked: somebody wants to start a training.
        resume_asked: the name of the run that somebody wants to go on.
    """

    start_asked = Signal()
    resume_asked = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._last: LastRun | None = None
        self.invitation = MessageState("training")
        self.error = MessageState("error", "bad")
        self.invitation.say(wording.NOTHING_TITLE, wording.NOTHING_TEXT)
        self.resume = Button("", "continue", "primary")
        self.resume.clicked.connect(lambda _is_on: self._ask_resume())
        self.invitation.add_button(self.resume)
        self.resume.hide()
        self.start = Button(wording.START, kind="primary")
        again = Button(wording.START, kind="primary")
        for state, button in ((self.invitation, self.start), (self.error, again)):
            state.add_button(button)
            button.clicked.connect(self.start_asked)
            self.addWidget(state)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words wrap to the room there is."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what can go on."""
        super().showEvent(event)
        self._tasks.start(find_last_run).succeeded.connect(self._offer)

    def complain(self, text: str) -> None:
        """Say why a training could not start."""
        self.error.say(wording.FAILED_TITLE, text)
        self.setCurrentWidget(self.error)

    def forget(self) -> None:
        """Something trains: an old error says nothing any more."""
        self.setCurrentWidget(self.invitation)

    def _offer(self, last: LastRun | None) -> None:
        self._last = last
        self.resume.setVisible(last is not None)
        self.start.set_kind("primary" if last is None else "")
        if last is not None:
            self.resume.setText(wording.resume_words(self._shortened(last.name)))
        self.invitation.say(wording.NOTHING_TITLE, wording.NOTHING_TEXT if last is None else last_run_words(last))

    def _shortened(self, name: str) -> str:
        return self.resume.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_NAME_PX)

    def _ask_resume(self) -> None:
        if self._last is not None:
            self.resume_asked.emit(self._last.name)
