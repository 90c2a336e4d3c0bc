"""The pictures that wait for the engine: filled by the window, emptied by the classifying task."""

import os
import threading
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from resnet_desktop.jobs import Control

_LOOK_AGAIN_S = 0.05

_AT_ONCE = 32
"""So many files of a search are given out at once: what is seen first, and some batches of the engine."""

_PAUSE_S = 0.3
"""A search that has found nothing for so long is slow, and nobody waits for its end."""

_MOST_HELD_S = 2.0


class Backlog:
    """A queue between two threads that knows whether more is to come.

    Attributes:
        total: files put in since the last `restart`, less those discarded.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._places: deque[Path | str] = deque()
        self._is_filling = False
        self._filled_since = self._last_put = 0.0
        self._given = 0
        self.total = 0

    def __len__(self) -> int:
        return len(self._places)

    def restart(self, places: Iterable[Path | str]) -> None:
        """Begin anew with these files."""
        with self._changed:
            self._places = deque(places)
            self.total = len(self._places)
            self._last_put = time.monotonic()
            self._changed.notify_all()

    def put(self, places: Iterable[Path | str]) -> None:
        """Append files."""
        with self._changed:
            before = len(self._places)
            self._places.extend(places)
            self.total += len(self._places) - before
            self._last_put = time.monotonic()
            self._changed.notify_all()

    def discard(self, paths: Collection[Path]) -> None:
        """Take files out that are no longer wanted; those under way come anyway."""
        leaving = set(map(os.fspath, paths))
        with self._changed:
            before = len(self._places)
            self._places = deque(place for place in self._places if os.fspath(place) not in leaving)
            self.total -= before - len(self._places)

    def take_all(self) -> list[Path | str]:
        """Take everything that is there now."""
        with self._changed:
            places = list(self._places)
            self._places.clear()
        return places

    def set_filling(self, is_filling: bool) -> None:
        """Say whether a search still looks for more, so that an empty queue is not the end."""
        with self._changed:
            if is_filling and not self._is_filling:
                self._filled_since, self._given = time.monotonic(), 0
            self._is_filling = is_filling
            self._changed.notify_all()

    def drain(self, control: Control) -> Iterator[Path]:
        """Give out files as they come; ends when nothing is left and nothing is to come, or on cancellation.

        While a search pours files in, it has the processor: after the first files it is let finish, for two seconds at
        most, and 100,000 files are listed in half the time.
        """
        while not control.is_cancelled:
            with self._changed:
                if self._places and self._is_pouring():
                    self._changed.wait(_LOOK_AGAIN_S)
                    continue
                if self._places:
                    self._given += 1
                    place = self._places.popleft()
                elif self._is_filling:
                    self._changed.wait(_LOOK_AGAIN_S)
                    continue
                else:
                    return
            yield Path(place)

    def _is_pouring(self) -> bool:
        now = time.monotonic()
        return (
            self._is_filling
            and self._given >= _AT_ONCE
            and now - self._last_put < _PAUSE_S
            and now - self._filled_since < _MOST_HELD_S
        )
