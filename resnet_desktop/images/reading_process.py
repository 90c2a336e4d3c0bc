"""A process that reads pictures for this one, as its parent sees it."""

import contextlib
import multiprocessing
import threading
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.images.reading import Input, Read, read_input
from resnet_desktop.images.reading_child import run_child
from resnet_desktop.images.reading_lane import Lane
from resnet_desktop.images.reading_records import READY, bytes_to_answer, request_to_bytes, room_for_answer
from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_POLL_S = 0.05


class ReadingProcess:
    """A spawned process that lives until `kill`, or until this one ends; its functions may be called by any thread.

    Args:
        lanes: pictures that it reads side by side, from 1.
        read: what it does.
    Raises:
        OSError: the system has no room for another process.
    """

    def __init__(self, lanes: int, read: Read = read_input) -> None:
        context = multiprocessing.get_context("spawn")
        pairs = [context.Pipe() for _ in range(2 + lanes)]
        theirs = [pair[1] for pair in pairs]
        try:
            # A daemon: whatever way this program ends, it does not wait for it.
            self._process: SpawnProcess = context.Process(
                target=run_child, args=(*theirs[:2], theirs[2:], read), name="reading pictures", daemon=True
            )
            self._process.start()
        except BaseException:
            for ours, _ in pairs:
                ours.close()
            raise
        finally:
            for connection in theirs:
                connection.close()  # only the process holds them now, so its death ends our reading
        self._life, search_line, *lines = [pair[0] for pair in pairs]
        self._changed = threading.Condition()
        self._free = deque(map(Lane, lines))
        self._search_lane: Lane | None = Lane(search_line)

    @property
    def pid(self) -> int | None:
        """What the system calls it."""
        return self._process.pid

    def wait_until_ready(self) -> bool:
        """Wait until it can read; False where it died on the way."""
        try:
            return self._life.recv_bytes() == READY
        except (EOFError, OSError):
            return False

    def wait_until_dead(self) -> None:
        """Wait for its end, whatever it comes from, and leave nothing of it behind."""
        wait([self._process.sentinel])
        self._process.join()
        with self._changed:
            self._changed.notify_all()
        with contextlib.suppress(OSError):
            self._life.close()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def read(self, path: Path, preprocessing: Preprocessing, control: Control) -> Input | str:
        """Have a file read; see `Read`.

        Raises:
            Cancelled: `control` was cancelled; the process finishes the picture, and nobody waits for it.
            ProcessDied: it did, by this picture or by another one.
        """
        room = room_for_answer(preprocessing)
        with self._lane(control) as lane:
            lane.ask(request_to_bytes(path, preprocessing))
            size = lane.answer_into(room, control)
        return bytes_to_answer(room[:size], preprocessing)

    @contextlib.contextmanager
    def search_lane(self) -> Iterator[Lane | None]:
        """Have the line for a search for a while; None while another search has it."""
        with self._changed:
            lane, self._search_lane = self._search_lane, None
        if lane is None:
            yield None
            return
        lane.begin()
        try:
            yield lane
        finally:
            self._search_lane = lane

    @contextlib.contextmanager
    def _lane(self, control: Control) -> Iterator[Lane]:
        with self._changed:
            while not self._free:
                control.check()
                self._changed.wait(_POLL_S)
            lane = self._free.pop()
        lane.begin()
        try:
            yield lane
        finally:
            with self._changed:
                if lane.owed:
                    self._free.appendleft(lane)  # to be taken last
                else:
                    self._free.append(lane)
                self._changed.notify()
