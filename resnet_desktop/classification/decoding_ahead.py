"""Threads that decode pictures while the network is busy with earlier ones."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Generic, TypeVar

Decoded = TypeVar("Decoded")


class DecodingAhead(Generic[Decoded]):
    """A context that takes paths one by one, decodes them in threads, and gives them back in their order.

    The threads take the paths themselves, one thread at a time: a search that has to wait for a slow disk holds up
    neither them nor the network. Leaving the context ends the threads, each after the picture in its hands.

    Args:
        paths: taken only as far as there is room ahead.
        decode: called in the threads; must not raise.
        workers: number of threads, from 1.
        room: most pictures that are decoded and not yet taken, from 1.
    """

    def __init__(self, paths: Iterable[Path], decode: Callable[[Path], Decoded], workers: int, room: int) -> None:
        self._paths: Iterator[Path] = iter(paths)
        self._decode = decode
        self._items: queue.SimpleQueue[tuple[Path, Future[Decoded]] | None] = queue.SimpleQueue()
        self._head: tuple[Path, Future[Decoded]] | None = None
        self._room = threading.Semaphore(room)
        self._turn = threading.Lock()
        self._is_over = False
        self._error: BaseException | None = None
        self._threads = [threading.Thread(target=self._work, name=f"decoding-{n + 1}") for n in range(workers)]

    def __enter__(self) -> "DecodingAhead[Decoded]":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        for thread in self._threads:
            thread.join()

    def take(self, timeout_s: float) -> tuple[Path, Decoded] | None:
        """Give the next picture, in the order of the paths.

        Returns:
            The path and what it was decoded to; None when the paths are at their end, now and ever after.
        Raises:
            TimeoutError: it is not decoded yet.
        """
        deadline = time.monotonic() + timeout_s
        if self._head is None:
            try:
                self._head = self._items.get(timeout=timeout_s)
            except queue.Empty:
                raise TimeoutError from None
        if self._head is None:
            self._items.put(None)
            return None
        path, future = self._head
        decoded = future.result(max(deadline - time.monotonic(), 0))
        self._head = None
        self._room.release()
        return path, decoded

    def check(self) -> None:
        """Raise what the iteration over the paths raised, if it did; to be called at the end."""
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        while True:
            self._room.acquire()
            with self._turn:
                item = None if self._is_over else self._next_item()
            if item is None:
                return
            path, future = item
            try:
                future.set_result(self._decode(path))
            except BaseException as error:  # noqa: BLE001  # not swallowed: it comes out of `take`
                future.set_exception(error)

    def _next_item(self) -> tuple[Path, Future[Decoded]] | None:
        try:
            item = next(self._paths), Future[Decoded]()
        except StopIteration:
            item = None
        except BaseException as error:  # noqa: BLE001  # not swallowed: it comes out of `check`
            self._error, item = error, None
        self._items.put(item)
        if item is None:
            self._end()
        return item

    def _end(self) -> None:
        """Let every thread see that it is over, also those that wait for room."""
        self._is_over = True
        self._room.release(len(self._threads))
