"""Keeps Python's garbage collector from walking over hundreds of thousands of records that live as long as the list.

A full collection with 100,000 classified pictures holds up every thread for 0.1 s and comes whenever the number of
records has grown by a quarter. Frozen objects are left out of it; those without cycles still go when nobody holds them.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OFTEN = 2_000
_NEVER = 1_000_000
_lock = threading.Lock()
_jobs: list[tuple[int, int, int]] = []


@contextmanager
def many_records() -> Iterator[None]:
    """Let a job make very many records: no full collection comes until it ends, and none looks at what it leaves.

    A record of 100,000 sorted pictures has a million objects: each full collection held up all threads for 0.5 s. The
    young ones go on. Jobs may overlap; the last one to end puts things right.
    """
    with _lock:
        _jobs.append(gc.get_threshold())
        gc.set_threshold(*_jobs[0][:2], _NEVER)
    try:
        yield
    finally:
        with _lock:
            threshold = _jobs.pop()
            if not _jobs:
                gc.freeze()
                gc.set_threshold(*threshold)


class LongLived:
    """Freezes what is there each time some thousands of records have come."""

    def __init__(self) -> None:
        self._fresh = 0

    def grow(self, count: int) -> None:
        """Note that records came."""
        self._fresh += count
        if self._fresh >= _OFTEN:
            self._fresh = 0
            gc.collect(1)  # the young garbage, which would be frozen too; a millisecond
            gc.freeze()

    def end(self) -> None:
        """Note that the records are gone: collections look at everything again."""
        self._fresh = 0
        gc.unfreeze()
