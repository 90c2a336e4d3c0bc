"""Ctrl-C in the terminal closes the window as its own button does, so that what runs is ended and joined."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupts(QObject):
    """Tells when the process is interrupted.

    While Qt waits for events, Python runs no signal handlers. So Python writes the signal's number to a socket, and Qt,
    which watches that, comes back to Python: https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd

    Attributes:
        has_come: somebody pressed Ctrl-C.
    """

    def __init__(self, close: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.has_come = False
        self._close = close
        self._near, self._far = socket.socketpair()
        self._far.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._before = signal.signal(signal.SIGINT, self._note)
        signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)

    def stop(self) -> None:
        """Give Ctrl-C back to Python."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, self._before)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.has_come = True

    def _wake(self) -> None:
        self._near.recv(64)
        if self.has_come:
            self._close()
