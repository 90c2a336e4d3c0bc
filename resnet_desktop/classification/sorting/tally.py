"""How far the work is, in bytes and files."""

from resnet_desktop.formatting import count, plural
from resnet_desktop.jobs import Control, Progress


class Tally:
    """Adds up what is done, and passes on that the work should stop."""

    def __init__(self, control: Control, files: int, size: int) -> None:
        self._control = control
        self._files = files
        self._size = max(size, 1)
        self._files_done = 0
        self._size_done = 0
        self._in_file = 0

    def on_bytes(self, size: int) -> None:
        """Some bytes of a file were worked on.

        Raises:
            Cancelled: the work should stop.
        """
        self._control.check()
        self._in_file += size
        self._report()

    def finish_file(self, size: int) -> None:
        """A file of this size is done, or given up, however many of its bytes were worked on."""
        self._files_done += 1
        self._size_done += size
        self._in_file = 0
        self._report()

    def _report(self) -> None:
        done = min(self._size_done + self._in_file, self._size)
        message = f"{count(self._files_done)} of {plural(self._files, 'file')}"
        self._control.report(Progress(done, self._size, message))
