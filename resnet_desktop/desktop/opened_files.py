"""Files that the desktop hands to a running program: on macOS a double-click comes as an event, not as an argument."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpenedFiles(QObject):
    """Collects files from `QFileOpenEvent`; the first may come before the window can take them.

    Signals:
        opened: files that were asked for at one time, as a list of paths.
    """

    opened = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Path] = []
        self._is_ready = False

    def begin(self) -> None:
        """Hand on what has come so far, and from now on whatever comes."""
        self._is_ready = True
        self._hand_on()

    def take(self, event: QEvent) -> bool:
        """Note the file of an event; there is one event for each file.

        Returns:
            False where the event is about something else.
        """
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self._waiting.append(Path(event.file()))
        if self._is_ready and len(self._waiting) == 1:
            # Ten chosen pictures are ten events in a row: one list of them is one addition.
            QMetaObject.invokeMethod(self, "_hand_on", Qt.ConnectionType.QueuedConnection)
        return True

    @Slot()
    def _hand_on(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.opened.emit(waiting)


class Application(QApplication):
    """Qt's application, which notes the files that it is asked to open.

    An event filter would be shorter, but one on the application sees every event of every widget, in Python.

    Attributes:
        opened_files: what was asked for.
    """

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.opened_files = OpenedFiles()

    def event(self, event: QEvent) -> bool:
        """Take files; leave all else to Qt."""
        return self.opened_files.take(event) or super().event(event)
