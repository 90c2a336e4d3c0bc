"""Long work of the window's own thread, done in short pieces between which the window answers."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

_SLICE_S = 0.008
"""So long the window does not answer; less than a frame of a usual screen."""

_PIECE = 512
_ONE_STEP = 2
"""Calls of ``next`` that a single step takes: it, and finding that there is no other."""

Item = TypeVar("Item")


def pieces(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a sequence into pieces that are worth a look at the clock."""
    return (items[start : start + _PIECE] for start in range(0, len(items), _PIECE))


class Slices(QObject):
    """Does one piece of work after another, each as a whole, in the order in which they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: deque[tuple[Iterator[object], Callable[[], None]]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    @property
    def is_busy(self) -> bool:
        """Whether something is left to do."""
        return bool(self._works)

    def do(self, steps: Iterator[object], then: Callable[[], None] = lambda: None) -> None:
        """Do work.

        What is a single step and has nothing before it is done when this returns.

        Args:
            steps: does a small part of the work at each ``next``.
            then: what follows when it is done.
        """
        self._works.append((steps, then))
        if len(self._works) == 1:
            self._turn(_ONE_STEP)

    def drop(self) -> None:
        """Leave undone what is not done yet."""
        self._works.clear()
        self._timer.stop()

    def _turn(self, least: int = 0) -> None:
        end = time.monotonic() + _SLICE_S
        while self._works and (least > 0 or time.monotonic() < end):
            least -= 1
            steps, then = self._works[0]
            if next(steps, self) is self:  # at its end
                self._works.popleft()
                then()
        if self._works and not self._timer.isActive():
            self._timer.start()
        elif not self._works:
            self._timer.stop()
