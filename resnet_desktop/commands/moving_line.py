"""One line on a terminal that says how far something is, and goes when it is done."""

import sys
import time
from typing import TextIO

from resnet_desktop.downloads import DOWNLOADING
from resnet_desktop.formatting import about, count, size
from resnet_desktop.jobs import Progress

_MOVES_PER_SECOND = 5
_PACE_S = 1.0
"""No speed is said before."""


class MovingLine:
    """Writes to a text stream, and only where somebody watches.

    Attributes:
        is_watched: whether anything is written.
    Args:
        stream: usually standard error.
        is_quiet: write nothing at all.
    """

    def __init__(self, stream: TextIO | None = None, *, is_quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self.is_watched = self._stream.isatty() and not is_quiet
        self._drawn = 0.0
        self._width = 0
        self._first: tuple[int, float] | None = None

    def show_progress(self, progress: Progress) -> None:
        """Show how far a job is: bytes with rate and time left, other things as a count."""
        if progress.message == DOWNLOADING:
            now = time.monotonic()
            self._first = self._first or (progress.done, now)
            done, begun = self._first
            self.show(download_line(progress, progress.done - done, now - begun))
            return
        number = size if progress.is_bytes else count
        total = f" of {number(progress.total)}" if progress.total else ""
        self.show(f"{progress.message}: {number(progress.done)}{total}")

    def show(self, line: str) -> None:
        """Put another text on the line; not more often than a person can read."""
        now = time.monotonic()
        if not self.is_watched or now - self._drawn < 1 / _MOVES_PER_SECOND:
            return
        self._drawn = now
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def close(self) -> None:
        """Take the line away."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0


def download_line(progress: Progress, came: int, seconds: float) -> str:
    """Write how far a download is.

    Args:
        progress: in bytes.
        came: of them since this download began; what was there before says nothing about its speed.
        seconds: since it began.
    """
    total = progress.total or 0
    pace = ""
    if came > 0 and seconds >= _PACE_S:
        speed = came / seconds
        pace = f"  {size(round(speed))}/s  {about((total - progress.done) / speed)} left"
    return f"{progress.message}: {size(progress.done)} of {size(total)}{pace}"
