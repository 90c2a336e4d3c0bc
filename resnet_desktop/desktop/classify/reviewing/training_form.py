"""What is chosen before a training set is made."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.classify.reviewing.training_jobs import Reviewed, WantedSet
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.form import Form
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.path_field import PathField


class TrainingForm(QWidget):
    """The choices, and what is wrong with them.

    Attributes:
        confirmed: whether pictures are in it about which person and network agree.
        corrected: whether those are about which they do not.
        folder: where to.
        links: files with a second name instead of copies.
        message: what is wrong.
        make: goes on.
        close_button: closes.
    Signals:
        set_asked: a `WantedSet`.
        closing_asked: somebody wants to close it.
    """

    set_asked = Signal(object)
    closing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.confirmed = CheckBox("Confirmed")
        self.corrected = CheckBox("Corrected")
        self.folder = PathField("Folder of the training set")
        self.links = CheckBox(wording.LINKS)
        self.message = MessageLine()
        self.close_button = Button("Close")
        self.close_button.clicked.connect(self.closing_asked)
        self.make = Button("Make it", "continue", "primary")
        self.make.clicked.connect(self._ask)
        for box in (self.confirmed, self.corrected):
            box.toggled.connect(self.message.clear)
        self.folder.path_changed.connect(self.message.clear)
        self.setFocusProxy(self.make)
        self._lay_out()

    def show_reviewed(self, reviewed: Reviewed) -> None:
        """Show what there is, and tick all of it."""
        kinds = ((self.confirmed, "Confirmed", reviewed.confirmed), (self.corrected, "Corrected", reviewed.corrected))
        for box, word, count in kinds:
            box.setText(wording.kind(word, count))
            box.setChecked(count > 0)
            box.setEnabled(count > 0)
            box.updateGeometry()
        self.folder.set_path(str(reviewed.folder))

    def _ask(self) -> None:
        problem = ""
        if not self.confirmed.isChecked() and not self.corrected.isChecked():
            problem = wording.NO_KIND
        elif self.folder.path is None:
            problem = wording.NO_FOLDER
        elif not self.folder.is_whole:
            problem = wording.NO_WHOLE_FOLDER
        if problem or self.folder.path is None:
            self.message.complain(problem)
            return
        self.set_asked.emit(
            WantedSet(self.folder.path, self.confirmed.isChecked(), self.corrected.isChecked(), self.links.isChecked())
        )

    def _lay_out(self) -> None:
        text = label(wording.TRAINING_TEXT, "quiet")
        text.setWordWrap(True)
        form = Form()
        form.add("Pictures", self.confirmed, self.corrected)
        form.add("Folder", self.folder, is_wide=True)
        form.add("Files", self.links, label(wording.LINKS_TEXT, "quiet"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self.make, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(label(wording.TRAINING_TITLE, "section"))
        layout.addWidget(text)
        layout.addLayout(form)
        layout.addStretch()
        layout.addLayout(buttons)
