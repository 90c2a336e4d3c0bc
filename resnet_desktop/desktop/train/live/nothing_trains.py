"""What stands there while no run is shown: a sentence and a button, or why a training could not start."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget

from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState

_LEAST_PX = 240


class NothingTrains(QStackedWidget):
    """An invitation, or an error.

    Attributes:
        invitation: while nothing went wrong.
        error: why a training could not start.
        start: in the invitation.
    Signals:
        start_asked: somebody wants to start a training.
    """

    start_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.invitation = MessageState("training")
        self.error = MessageState("error", "bad")
        self.invitation.say(wording.NOTHING_TITLE, wording.NOTHING_TEXT)
        self.start = Button(wording.START, kind="primary")
        again = Button(wording.START, kind="primary")
        for state, button in ((self.invitation, self.start), (self.error, again)):
            state.add_button(button)
            button.clicked.connect(self.start_asked)
            self.addWidget(state)

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words wrap to the room there is."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def complain(self, text: str) -> None:
        """Say why a training could not start."""
        self.error.say(wording.FAILED_TITLE, text)
        self.setCurrentWidget(self.error)

    def forget(self) -> None:
        """Something trains: an old error says nothing any more."""
        self.setCurrentWidget(self.invitation)
