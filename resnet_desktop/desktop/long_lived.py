"""Keeps Python's garbage collector from walking over hundreds of thousands of records that live as long as the list.

A full collection with 100,000 classified pictures holds up every thread for 0.1 s and comes whenever the number of
records has grown by a quarter. Frozen objects are left out of it; those without cycles still go when nobody holds them.
"""

import gc

_OFTEN = 2_000


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
