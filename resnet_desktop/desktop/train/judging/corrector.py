"""The corrections of the shown run's data folder: read once, changed here, written in the background."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.training.mistakes_corrections import Corrections

_LANE = "corrections"


class Corrector(QObject):
    """What somebody says of single pictures.

    Attributes:
        corrections: of the folder; None before `use`.
    Signals:
        changed: something else is said of a picture, or of another folder.
        failed: the error that kept a change from being written; it was taken back.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._folder: Path | None = None
        self._labels: Mapping[str, str] = {}
        self.corrections: Corrections | None = None

    def use(self, folder: Path, corrections: "Corrections", labels: Mapping[str, str]) -> None:
        """Correct another folder.

        Args:
            folder: of the shown run's data.
            corrections: what is said of it already.
            labels: the class of each picture that the run was trained or judged with.
        """
        self._folder, self.corrections, self._labels = folder, corrections, labels
        self.changed.emit()

    @property
    def changes(self) -> tuple[int, int]:
        """How many pictures would have another class, and how many would be left out, were the run trained again."""
        return self.corrections.changes_of(self._labels) if self.corrections is not None else (0, 0)

    def change_of(self, path: str) -> tuple[bool, str | None]:
        """Tell whether something is said of a picture, and the class it was given; None where it was left out."""
        if self.corrections is None or path not in self.corrections:
            return False, None
        return True, self.corrections.relabelled.get(path)

    def relabel(self, path: str, name: str) -> None:
        """Say that a picture is of another class."""
        if self.corrections is not None:
            self._keep(self.corrections.relabel(path, name))

    def exclude(self, path: str) -> None:
        """Leave a picture out."""
        if self.corrections is not None:
            self._keep(self.corrections.exclude(path))

    def forget(self, path: str) -> None:
        """Take a picture as its folder says."""
        if self.corrections is not None:
            self._keep(self.corrections.forget(path))

    def _keep(self, corrections: "Corrections") -> None:
        folder, before, self.corrections = self._folder, self.corrections, corrections
        self.changed.emit()
        if folder is None:
            return

        def write(_control: JobControl) -> None:
            from resnet_desktop.training.mistakes_corrections import write_corrections  # noqa: PLC0415

            write_corrections(folder, corrections)

        def take_back(error: BaseException) -> None:
            if self.corrections is corrections:
                self.corrections = before
                self.changed.emit()
            self.failed.emit(error)

        self._tasks.start(write, lane=_LANE).failed.connect(take_back)
