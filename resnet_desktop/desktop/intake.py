"""What comes into the window: files and folders that are opened, and what is pasted."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from resnet_desktop import paths
from resnet_desktop.desktop import incoming, picking
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.settings import LAST_FOLDER, Settings
from resnet_desktop.desktop.tasks import Tasks


class Intake(QObject):
    """Asks for files and folders, and reads the clipboard.

    Signals:
        came: a list of files and folders.
        folder_opened: where somebody was last, to be proposed the next time.
        noticed: a sentence that is worth a moment.
        complained: a sentence about what went wrong.
    """

    came = Signal(list)
    folder_opened = Signal(str)
    noticed = Signal(str)
    complained = Signal(str)

    def __init__(self, window: QWidget, classifier: Classifier, tasks: Tasks, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._classifier = classifier
        self._tasks = tasks
        self._settings = settings

    def open_files(self) -> None:
        """Let somebody choose pictures."""
        chosen = picking.choose_files(self._window, self._settings.text(LAST_FOLDER), self._classifier.suffixes())
        if chosen:
            self.folder_opened.emit(str(chosen[0].parent))
            self.came.emit(chosen)

    def open_folder(self) -> None:
        """Let somebody choose a folder."""
        chosen = picking.choose_folder(self._window, self._settings.text(LAST_FOLDER))
        if chosen:
            self.folder_opened.emit(str(chosen[0]))
            self.came.emit(chosen)

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        if found := incoming.local_paths(mime):
            self.came.emit(found)
        elif (image := incoming.image_of(mime)) is not None:
            self.keep_image(image)
        else:
            self.noticed.emit(wording.NOTHING_TO_PASTE)

    def keep_image(self, image: QImage) -> None:
        """Take a picture that is no file, by making it one."""
        folder: Path = paths.cache_dir() / "pasted"
        task = self._tasks.start(lambda control: incoming.keep_image(image, folder, control))
        task.succeeded.connect(lambda path: self.came.emit([path]))
        task.failed.connect(lambda error: self.complained.emit(str(error)))
