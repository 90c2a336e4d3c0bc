"""Saves something small in a file: asks where, then writes it on a task."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Tasks


class Saver(QObject):
    """Remembers where the last file went; subclasses know what is in it.

    Args:
        tasks: of the window.
        window: what the dialog belongs to.
    Attributes:
        folder: where the last file went; before the first the user's own, for pictures beside pictures become pictures.
    Signals:
        saved: the file.
        failed: one sentence.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self.folder = Path.home()
        self._tasks, self._window = tasks, window

    def _save(self, title: str, name: str, kind: str, write: Callable[[Path], None]) -> None:
        """Ask for a file, and write it.

        Args:
            title: of the dialog.
            name: of the file, as it is proposed.
            kind: what such files are called.
            write: writes it; on a thread of its own.
        """
        target = picking.choose_new_file(self._window, title, self.folder / name, kind)
        if target is None:
            return
        self.folder = target.parent

        def job(_control: JobControl) -> Path:
            write(target)
            return target

        task = self._tasks.start(job)
        task.succeeded.connect(self.saved)
        task.failed.connect(lambda error: self.failed.emit(sentence(str(error))))
