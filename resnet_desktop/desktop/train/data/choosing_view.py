"""Where to begin: which pictures?"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.train.data import wording
from resnet_desktop.desktop.train.data.choices import Choices
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState


class ChoosingView(QWidget):
    """An empty state with the ways to choose.

    Attributes:
        state: the words.
        folder: chooses a folder.
        cifar10: takes CIFAR-10 from the web.
        archive: chooses an archive.
        reviewed: takes what was reviewed on the Classify page; hidden where nothing was.
        back: goes back to the pictures that are there.
    Signals:
        folder_asked, cifar10_asked, archive_asked, reviewed_asked, back_asked: the button was pressed.
    """

    folder_asked = Signal()
    cifar10_asked = Signal()
    archive_asked = Signal()
    reviewed_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = MessageState("folder", is_target=True)
        self.state.say(wording.EMPTY_TITLE, wording.EMPTY_TEXT)
        self.folder = Button("Choose a folder…", "folder", "primary")
        self.cifar10 = Button("", "save")
        self.archive = Button("Choose an archive…", "add")
        self.reviewed = Button("", "confirmed")
        self.reviewed.setToolTip(wording.REVIEWED_TIP)
        self.back = Button("Back", kind="flat")
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for button in (self.folder, self.cifar10, self.archive, self.reviewed, self.back):
            layout.addWidget(button)
        self.state.add_button(column)
        self.folder.clicked.connect(self.folder_asked)
        self.cifar10.clicked.connect(self.cifar10_asked)
        self.archive.clicked.connect(self.archive_asked)
        self.reviewed.clicked.connect(self.reviewed_asked)
        self.back.clicked.connect(self.back_asked)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.state)
        self.show_choices(Choices(), can_go_back=False)

    def show_choices(self, choices: Choices, *, can_go_back: bool) -> None:
        """Say what there is.

        Args:
            choices: of what somebody can choose from.
            can_go_back: there are pictures.
        """
        self.cifar10.setText(wording.download_words(choices.bytes_here, wording.CIFAR10_BYTES))
        self.reviewed.setText(wording.reviewed_words(choices.reviewed))
        self.reviewed.setVisible(choices.reviewed > 0)
        self.back.setVisible(can_go_back)
