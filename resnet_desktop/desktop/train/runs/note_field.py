"""Notes about a run, saved as one types."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.train.runs import wording

_PAUSE_MS = 500
_LANE = "notes"


class NoteField(QPlainTextEdit):
    """Writes half a second after the last letter, and at once when another run or page is shown.

    Attributes:
        folder: of the run that the notes are about; None for none.
    Signals:
        failed: the error that kept a note from being written.
        kept: a run's folder and its note, which is on disk now.
    """

    failed = Signal(object)
    kept = Signal(object, str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.folder: Path | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._write)
        self.textChanged.connect(self._timer.start)
        self.setPlaceholderText(wording.NOTE_HINT)
        self.setToolTip(wording.NOTE_KEPT)
        self.setAccessibleName(wording.NOTE_HINT)
        self.setTabChangesFocus(True)
        self.setFixedHeight(72)

    def show_note(self, folder: Path | None, text: str) -> None:
        """Show the notes of another run; what was typed of the last one is written first."""
        if folder == self.folder:
            return
        self.flush()
        self.folder = folder
        self.blockSignals(True)  # what is read is not typed
        self.setPlainText(text)
        self.blockSignals(False)

    def flush(self) -> None:
        """Write now what was typed and not written yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def hideEvent(self, event: QHideEvent) -> None:
        """Write before nobody looks any more."""
        self.flush()
        super().hideEvent(event)

    def _write(self) -> None:
        folder, text = self.folder, self.toPlainText()
        if folder is None:
            return

        def write(_control: JobControl) -> None:
            from resnet_desktop.training.past_runs import write_note  # noqa: PLC0415

            write_note(folder, text)

        task = self._tasks.start(write, lane=_LANE)
        task.failed.connect(self.failed)
        task.succeeded.connect(lambda _: self.kept.emit(folder, text))
