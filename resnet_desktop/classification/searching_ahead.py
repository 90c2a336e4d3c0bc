"""A search that runs ahead of the work on what it finds, so that the work's end can be foreseen."""

import os
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

from resnet_desktop.images import PictureSearch
from resnet_desktop.jobs import Control

_POLL_S = 0.1


class SearchingAhead:
    """A context that searches in a thread of its own and gives the paths as they are asked for.

    Only paths wait in memory, as text: about 15 MB for 100,000. Leaving the context ends the search.

    Args:
        search: what to run; not to be used by others meanwhile.
        control: ends the waiting for a path, by `Cancelled`.
    Attributes:
        total: number of pictures, None until the search is at its end.
    """

    def __init__(self, search: PictureSearch, control: Control) -> None:
        self._search = search
        self._control = control
        self._found: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._is_over = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="searching")
        self.total: int | None = None

    def __enter__(self) -> "SearchingAhead":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def __iter__(self) -> Iterator[Path]:
        """Give the paths once, in the order of the search; raise at the end what the search raised."""
        while True:
            self._control.check()
            try:
                path = self._found.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if path is None:
                break
            yield Path(path)
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        count = 0
        try:
            for path in self._search:
                if self._is_over.is_set():
                    return
                self._found.put(os.fspath(path))
                count += 1
            self.total = count
        except Exception as error:  # noqa: BLE001  # not swallowed: it comes out of the iteration
            self._error = error
        finally:
            self._found.put(None)
