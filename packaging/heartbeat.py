"""How long the window's thread stands still: a timer that notices when it was late."""

import time
from typing import NamedTuple

from PySide6.QtCore import QTimer

BEAT_MS = 5


class Stall(NamedTuple):
    """A stretch between two beats.

    Attributes:
        passed_ms: time on the wall, which is what a person feels.
        used_ms: processor time of the window's thread, which other programs hardly change.
    """

    passed_ms: float
    used_ms: float


class Heartbeat:
    """A timer of the window's thread; needs an application."""

    def __init__(self) -> None:
        self._last = _now()
        self._longest = Stall(0, 0)
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def longest(self) -> Stall:
        """The longest stall since the last call, each number by itself."""
        self._beat()
        longest, self._longest = self._longest, Stall(0, 0)
        return longest

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now, last = _now(), self._last
        self._last = now
        self._longest = Stall(
            max(self._longest.passed_ms, now.passed_ms - last.passed_ms - BEAT_MS),
            max(self._longest.used_ms, now.used_ms - last.used_ms),
        )


def _now() -> Stall:
    return Stall(1000 * time.perf_counter(), 1000 * time.thread_time())
