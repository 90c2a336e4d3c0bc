"""A thread that looks which pictures are known already, so that only the others are decoded."""

import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from resnet_desktop.classification.results import Result
from resnet_desktop.classification.sessions.identity import FileStamp, ModelStamp
from resnet_desktop.classification.sessions.result_cache import ResultCache
from resnet_desktop.jobs import Control

_ROOM = 4_096
"""Pictures looked at ahead: so many known ones between two unknown ones do not keep these from sharing a batch."""

_UNKNOWN_ROOM = 16
"""Unknown pictures that wait for a decoding thread; those have their own room."""

_POLL_S = 0.1

Item = TypeVar("Item")


@dataclass(frozen=True)
class Looked:
    """A picture that was looked at.

    Attributes:
        stamp: what its file is; None where there is none.
        result: what is known; None where it must be computed.
    """

    stamp: FileStamp | None
    result: Result | None


class LookingAhead:
    """Takes paths one by one, in a thread, and gives back what is known of each, and the unknown ones once more.

    Args:
        paths: taken as far as there is room ahead.
        cache: what is known.
        model: the one that is to classify them.
        by_content: whether the content of files that are not known by path is looked for too, which reads them whole.
    """

    def __init__(self, paths: Iterable[Path], cache: ResultCache, model: ModelStamp, *, by_content: bool) -> None:
        self._paths = paths
        self._cache = cache
        self._model = model
        self._by_content = by_content
        self._looked: queue.Queue[Looked | None] = queue.Queue(_ROOM)
        self._unknown: queue.Queue[Path | None] = queue.Queue(_UNKNOWN_ROOM)
        self._is_over = threading.Event()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="looking-ahead")
        self._thread.start()

    def take(self, control: Control) -> Looked | None:
        """Give the next picture, in the order of the paths; None when they are at their end.

        Raises:
            Cancelled: `control` was cancelled.
            Exception: what the iteration over the paths raised, after the paths before.
        """
        while True:
            control.check()
            try:
                looked = self._looked.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if looked is None and self._error is not None:
                raise self._error
            return looked

    def unknown(self) -> Iterator[Path]:
        """Give the pictures without a result, in the order of the paths; for one thread at a time."""
        while not self._is_over.is_set():
            try:
                path = self._unknown.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if path is None:
                return
            yield path

    def end(self) -> None:
        """Look no further; `unknown` ends too."""
        self._is_over.set()

    def join(self) -> None:
        """Wait until the thread has let go of the paths."""
        self._thread.join()

    def _run(self) -> None:
        try:
            for path in self._paths:
                looked = self._look(path)
                self._put(self._looked, looked)
                if looked.result is None:
                    self._put(self._unknown, path)
                if self._is_over.is_set():
                    return
        except Exception as error:  # noqa: BLE001  # not swallowed: it comes out of `take`
            self._error = error
        finally:
            self._put(self._unknown, None)
            self._put(self._looked, None)

    def _look(self, path: Path) -> Looked:
        stamp = FileStamp.of(path)
        result = self._cache.known(path, stamp, self._model)
        if result is None and stamp is not None and self._by_content:
            stamp = stamp.with_content(path)
            result = self._cache.known(path, stamp, self._model)
            if result is not None:
                self._cache.keep(result, stamp, self._model)
        return Looked(stamp, result)

    def _put(self, where: "queue.Queue[Item | None]", item: Item | None) -> None:
        while not self._is_over.is_set():
            try:
                where.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return
