"""A line to one thread of a process that reads pictures."""

from multiprocessing.connection import Connection

from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.jobs import Control

_POLL_S = 0.05


class ProcessDied(Exception):
    """The process ended before it answered.

    Attributes:
        was_asked: it may have ended by what it was asked.
    """

    def __init__(self, *, was_asked: bool) -> None:
        super().__init__()
        self.was_asked = was_asked


class Lane:
    """The line: a question out, an answer in, by one caller at a time, who may go without waiting for an answer.

    Attributes:
        owed: answers that are still to come.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stale = 0
        self.owed = 0

    def begin(self) -> None:
        """Take the line over: what is owed now was for somebody else."""
        self._stale = self.owed

    def ask(self, question: bytes) -> None:
        """Send a question.

        Raises:
            ProcessDied: there is nobody to answer.
        """
        try:
            self._connection.send_bytes(question)
        except OSError:
            raise ProcessDied(was_asked=False) from None
        self.owed += 1

    def answer(self, control: Control) -> bytes:
        """Wait for the next answer.

        Raises:
            Cancelled: `control` was cancelled.
            ProcessDied: it did.
        """
        try:
            self._wait(control)
            return self._connection.recv_bytes()
        except (EOFError, OSError):
            raise ProcessDied(was_asked=True) from None

    def answer_into(self, room: UInt8Array, control: Control) -> int:
        """Wait for the next answer, without another copy of it.

        Args:
            room: (bytes,) uint8, as much as it may need.
            control: ends the waiting.
        Returns:
            How many bytes it has.
        Raises:
            Cancelled: `control` was cancelled.
            ProcessDied: it did.
        """
        try:
            self._wait(control)
            return self._connection.recv_bytes_into(room)
        except (EOFError, OSError):
            raise ProcessDied(was_asked=True) from None

    def _wait(self, control: Control) -> None:
        while True:
            while not self._connection.poll(_POLL_S):
                control.check()
            self.owed -= 1
            if not self._stale:
                return
            self._stale -= 1
            self._connection.recv_bytes()
