"""Decoders warn; a person gets pixels or one sentence. Silence for one thread, without a trace elsewhere."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


class _Depth(threading.local):
    value = 0


_depth = _Depth()


class _OnlyWhileDecoding:
    """Stands where a warnings filter has the pattern of the message: it fits in threads that are decoding."""

    def match(self, _message: str) -> bool:
        return _depth.value > 0


_FILTER = ("ignore", _OnlyWhileDecoding(), Warning, None, 0)


@contextmanager
def quiet() -> Iterator[None]:
    """Ignore Python warnings that this thread gives inside the block.

    `warnings.catch_warnings` swaps the filters of the whole process, so other threads would fall silent too, and two
    overlapping blocks would leave the wrong filters behind. This puts one filter in front instead, which fits only in
    threads that are inside such a block: everyone else's warnings, and their filters, stay as they are.
    """
    filters: list[object] = warnings.filters  # type: ignore[assignment]  # typed as a sequence; documented as a list
    if not filters or filters[0] is not _FILTER:
        filters.insert(0, _FILTER)
        for later in range(len(filters) - 1, 0, -1):
            if filters[later] is _FILTER:
                del filters[later]
    _depth.value += 1
    try:
        yield
    finally:
        _depth.value -= 1
