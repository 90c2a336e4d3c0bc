"""Opens the dialog of a training set, and says what came of it; lives as long as the page."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.classify.reviewing.training_dialog import TrainingDialog
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.task_dialog import Actions

if TYPE_CHECKING:
    from resnet_desktop.classification.training_set import TrainingSet


class TrainingSets(QObject):
    """Makes training sets of the reviewed pictures of a list.

    Signals:
        noticed: a sentence about what was done, and what can be done next, as `Notice.say` takes them.
        complained: a sentence about what went wrong, and what can be done about it, as `Notice.complain` takes them.
        training_asked: the folder of a training set that somebody wants to train on.
        folder_chosen: the folder in which one was made, to be proposed the next time.
    """

    noticed = Signal(str, object)
    complained = Signal(str, object)
    training_asked = Signal(object)
    folder_chosen = Signal(str)

    def __init__(self, page: QWidget, pictures: PictureModel, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self._pictures = pictures
        self._tasks = tasks

    def open(self, folder: str = "") -> TrainingDialog:
        """Let somebody choose what goes into a training set, and make it.

        Args:
            folder: in which a new one is proposed; empty for the user's own.
        """
        dialog = TrainingDialog(self._page, list(self._pictures.store.entries), folder, self._tasks)
        dialog.complained.connect(self.complained)
        dialog.made.connect(self._say_made)
        dialog.open()
        return dialog

    def _say_made(self, made: "TrainingSet") -> None:
        self.folder_chosen.emit(str(made.folder.parent))
        actions: Actions = (("Open folder", lambda: self._open(made.folder)),)
        if not made.shortcoming:
            actions = (("Train on this", lambda: self.training_asked.emit(made.folder)), *actions)
        self.noticed.emit(wording.made(made), actions)

    def _open(self, folder: Path) -> None:
        if not opening.open_path(folder):
            self.complained.emit(wording.CANNOT_OPEN.format(folder), ())
