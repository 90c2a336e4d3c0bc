"""Notes about something, saved as one types."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from resnet_desktop.desktop.tasks import JobControl, Tasks

_PAUSE_MS = 500
_LANE = "notes"


class NoteField(QPlainTextEdit):
    """Writes half a second after the last letter, and at once when something else or another page is shown.

    Args:
        tasks: starts the writing.
        write: ``write(subject, text)`` keeps a note; called by a task.
        hint: what the notes are about.
        tip: where they are kept.
    Attributes:
        subject: what the notes are about, such as a run's folder; None for nothing.
    Signals:
        failed: the error that kept a note from being written.
        kept: a subject and its note, which is on disk now.
    """

    failed = Signal(object)
    kept = Signal(object, str)

    def __init__(self, tasks: Tasks, write: Callable[[Any, str], None], hint: str, tip: str) -> None:
        super().__init__()
        self._tasks = tasks
        self._keep = write
        self.subject: Any = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._write)
        self.textChanged.connect(self._timer.start)
        self.setPlaceholderText(hint)
        self.setToolTip(tip)
        self.setAccessibleName(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(72)

    def show_note(self, subject: Any, text: str) -> None:
        """Show the notes about something else; what was typed about the last one is written first."""
        if subject == self.subject:
            return
        self.flush()
        self.subject = subject
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
        subject, text, keep = self.subject, self.toPlainText(), self._keep
        if subject is None:
            return

        def write(_control: JobControl) -> None:
            keep(subject, text)

        task = self._tasks.start(write, lane=_LANE)
        task.failed.connect(self.failed)
        task.succeeded.connect(lambda _: self.kept.emit(subject, text))
