"""Tells when the window was painted first, and how long after the start of the process that was."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

PAINT_TIME_VARIABLE = "RESNET_DESKTOP_PAINT_TIME"
"""Where this is set, the program prints the time of its first paint and quits."""

_ENTRY = time.monotonic()


def seconds_since_start() -> float:
    """Seconds since the process began; since this module was loaded, where the system does not say."""
    if sys.platform == "linux":
        fields = Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")  # field 22 of the line, proc_pid_stat(5): ticks since boot
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    return time.monotonic() - _ENTRY


class FirstPaint(QObject):
    """Watches a window until it has been painted once, with everything in it.

    Signals:
        painted: once.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)  # the window's children are painted in the same pass, after it
        return super().eventFilter(watched, event)
