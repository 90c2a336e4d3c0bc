"""How a command behaves in a terminal: progress on standard error, Ctrl-C, output that may end early."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO

from resnet_desktop.jobs import Control


@contextmanager
def cancel_on_interrupt(control: Control) -> Iterator[None]:
    """Let Ctrl-C ask the work to stop, so that it ends tidily; a second one ends it at once.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed twice.
    """
    if threading.current_thread() is not threading.main_thread():  # only there can signals be handled
        yield
        return

    def handle(_number: int, _frame: FrameType | None) -> None:
        if control.is_cancelled:
            raise KeyboardInterrupt
        control.cancel()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Progress:
    """A line on standard error with count, rate and time left; nothing where nobody watches.

    Args:
        noun: what is counted, in the plural.
        stream: usually standard error.
        is_quiet: show nothing at all.
    """

    def __init__(self, noun: str, stream: TextIO | None = None, *, is_quiet: bool = False) -> None:
        stream = stream or sys.stderr
        self._bar: Any = None
        if is_quiet or not stream.isatty():
            return
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # it would start a thread
        self._bar = tqdm(file=stream, unit=f" {noun}", dynamic_ncols=True, leave=False, mininterval=0.1)

    def advance(self, total: int | None) -> None:
        """Count one more; the total may become known at any time."""
        if self._bar is not None:
            if total != self._bar.total:
                self._bar.total = total
                self._bar.refresh()
            self._bar.update()

    @contextmanager
    def aside(self, file: TextIO) -> Iterator[None]:
        """Take the line away while something is written that may go to the same terminal."""
        is_shared = self._bar is not None and file.isatty()
        if is_shared:
            self._bar.clear()
        yield
        if is_shared:
            file.flush()
            self._bar.refresh()

    def close(self) -> None:
        """Take the line away for good."""
        if self._bar is not None:
            self._bar.close()
