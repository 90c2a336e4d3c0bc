"""Saves a sweep as CSV."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_outcomes import Sweep


class SweepSaver(QObject):
    """Asks where, then saves on a task.

    Attributes:
        folder: where the last one went.
    Signals:
        saved: the file.
        failed: one sentence.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = Path.home()
        self._tasks, self._window = tasks, parent

    def save(self, sweep: "Sweep", subject: str) -> None:
        """Save a sweep.

        Args:
            sweep: the numbers.
            subject: what it is of: a picture's or a folder's name.
        """
        proposed = self.folder / f"{Path(subject).stem} without each block.csv"
        target = picking.choose_new_file(self._window, wording.EXPORT_TIP, proposed, "Comma-separated values")
        if target is None:
            return
        self.folder = target.parent

        def write(_control: JobControl) -> Path:
            from resnet_desktop.inspection.lab_outcomes import save_csv  # noqa: PLC0415  loads NumPy

            save_csv(target, sweep)
            return target

        task = self._tasks.start(write)
        task.succeeded.connect(self.saved)
        task.failed.connect(lambda error: self.failed.emit(sentence(str(error))))
