"""Why there are no maps: no picture, another network, still computing, or an error."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState

_LEAST_PX = 200


class NothingToSee(QStackedWidget):
    """One of four messages, each with what can be done about it.

    Attributes:
        no_picture: there is no picture.
        choose: its button.
        no_model: there are no weights.
        computing: all is on its way.
        failed: it went wrong.
    Signals:
        picture_asked: somebody wants to choose a picture.
        retry_asked: it should be tried again.
    """

    picture_asked = Signal()
    retry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.no_picture = MessageState("picture")
        self.no_picture.say(wording.NO_PICTURE_TITLE, wording.NO_PICTURE)
        self.choose = Button(wording.CHOOSE_PICTURE, "add")
        self.choose.clicked.connect(self.picture_asked)
        self.no_picture.add_button(self.choose)
        self.no_model = MessageState("model")
        self.no_model.say(wording.NO_MODEL_TITLE, wording.NO_MODEL)
        self.computing = MessageState("map")
        self.computing.say(wording.COMPUTING_TITLE, wording.COMPUTING)
        self.failed = MessageState("error", "bad")
        again = Button(wording.RETRY, "retry")
        again.clicked.connect(self.retry_asked)
        self.failed.add_button(again)
        for message in (self.no_picture, self.no_model, self.computing, self.failed):
            message.setMinimumWidth(_LEAST_PX)  # its words wrap to the width that it has
            self.addWidget(message)

    def follow(self, state: ArchitectureState, activations: LiveActivations) -> bool:
        """Say why there are no maps.

        Returns:
            False where there are some.
        """
        if state.live is None:
            self.setCurrentWidget(self.no_model)
        elif state.picture is None:
            self.setCurrentWidget(self.no_picture)
        elif activations.error is not None:
            self.failed.say(wording.FAILED_TITLE, sentence(str(activations.error)))
            self.setCurrentWidget(self.failed)
        elif activations.latest is None:
            self.setCurrentWidget(self.computing)
        else:
            return False
        return True
