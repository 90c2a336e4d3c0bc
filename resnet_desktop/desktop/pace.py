"""How fast work goes and how long it will take; pure numbers."""

from collections import deque

WINDOW_S = 5.0
"""The rate is that of the last seconds, so that it follows a folder of larger pictures."""


class Pace:
    """Measures the rate of something that is counted.

    Time comes from outside, in seconds of any clock that does not go back.
    """

    def __init__(self, started: float) -> None:
        self._marks: deque[tuple[float, int]] = deque([(started, 0)])

    def mark(self, now: float, done: int) -> None:
        """Note how many items are done.

        Args:
            now: time, s.
            done: items since the start.
        """
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= WINDOW_S:
            self._marks.popleft()

    @property
    def items(self) -> int:
        """Items done in the measured stretch."""
        return self._marks[-1][1] - self._marks[0][1]

    @property
    def seconds(self) -> float:
        """Length of the measured stretch, s."""
        return self._marks[-1][0] - self._marks[0][0]

    def left(self, total: int) -> float | None:
        """Estimate the seconds until all are done; None until two seconds have been measured.

        Args:
            total: all items.
        """
        if self.items <= 0 or self.seconds < 2:
            return None
        return (total - self._marks[-1][1]) * self.seconds / self.items
