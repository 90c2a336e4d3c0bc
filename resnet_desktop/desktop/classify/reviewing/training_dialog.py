"""Makes a training set of what was reviewed: what and where to, then the work."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.classify.reviewing.training_form import TrainingForm
from resnet_desktop.desktop.classify.reviewing.training_jobs import Reviewed, WantedSet, counting, making
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.task_dialog import Ends, TaskDialog

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.training_set import TrainingSet


class TrainingDialog(TaskDialog):
    """Makes a training set.

    Attributes:
        form: what is chosen.
    Signals:
        made: a `TrainingSet`.
    """

    made = Signal(object)

    def __init__(self, parent: QWidget, entries: "Sequence[Entry]", folder: str, tasks: Tasks) -> None:
        super().__init__(wording.TRAINING_TITLE, parent)
        self.resize(680, 400)
        self._entries = entries
        self._tasks = tasks
        self.form = TrainingForm()
        self.form.set_asked.connect(self._make)
        self.form.closing_asked.connect(self.reject)
        self.add_page(self.form)
        self.show_page(self.form, self.form.make)
        self.form.setEnabled(False)
        count = tasks.start(counting(entries, Path(folder) if folder else Path.home()))
        count.succeeded.connect(self._begin)

    def _begin(self, reviewed: Reviewed) -> None:
        self.form.setEnabled(True)
        if reviewed.confirmed or reviewed.corrected:
            self.form.show_reviewed(reviewed)
            self.form.setFocus()
            return
        missing, close = MessageState("confirmed"), Button("Close", kind="primary")
        missing.say(wording.NOTHING_REVIEWED, wording.NOTHING_REVIEWED_TEXT)
        missing.add_button(close)
        close.clicked.connect(self.reject)
        self.add_page(missing)
        self.show_page(missing, close)

    def _make(self, wanted: WantedSet) -> None:
        self.form.message.clear()
        task = self._tasks.start(making(self._entries, wanted), title=wording.TRAINING_TASK)
        self.run(task, "picture", Ends(self._say_made, self._complain, self._stop))

    def _say_made(self, training_set: "TrainingSet") -> None:
        self.made.emit(training_set)
        self.accept()

    def _complain(self, error: BaseException) -> None:
        words = wording.failed(error)
        self.show_page(self.form, self.form.make)
        self.form.message.complain(words)
        if not self.isVisible():
            self.complained.emit(words, (("Try again", self.show_again),))

    def _stop(self) -> None:
        self.show_page(self.form, self.form.make)
        self.form.message.say(wording.CANCELLED)
        if not self.isVisible():
            self.deleteLater()
