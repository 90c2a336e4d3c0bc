"""Reads pictures in another process, so that this one's interpreter lock and memory have nothing to do with it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.images.reading import Input, Read, read_input
from resnet_desktop.images.reading_lane import Lane, ProcessDied
from resnet_desktop.images.reading_process import ReadingProcess
from resnet_desktop.jobs import Cancelled, Control

DEADLY = "Reading this picture ended the process that did it: it is damaged, or takes more memory than there is."

_POLL_S = 0.05
_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # to the log, if there is one, and never to a terminal


class OutsideReader:
    """Reads in a process of its own; in the caller's thread until that is up, and where there can be none.

    A process that dies is replaced. The pictures that it was reading are tried again one by one, each in a process of
    its own: the one that ends this too has an error, and the others lose nothing but time.

    Args:
        lanes: pictures that are read side by side, from 1; further callers wait.
        work: what the process does.
    """

    def __init__(self, lanes: int, work: Read = read_input) -> None:
        self._lanes = lanes
        self._work = work
        self._changed = threading.Condition()
        self._one_trial = threading.Lock()
        self._alive: set[ReadingProcess] = set()
        self._process: ReadingProcess | None = None
        self._is_awaited = False
        self._is_closed = False
        self._keeper: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """What the system calls the process that reads; None while there is none."""
        process = self._process
        return None if process is None else process.pid

    def start(self) -> None:
        """Have a process made ready; returns at once, and does nothing where that was done before."""
        with self._changed:
            if self._keeper is None and not self._is_closed:
                # A daemon: a program that ends by an error does not hang on it.
                self._keeper = threading.Thread(target=self._keep, name="keeping the reading process", daemon=True)
                self._keeper.start()

    def close(self) -> None:
        """End the process at once; whoever waits for it gets `Cancelled`. Nothing is read by another one afterwards."""
        with self._changed:
            self._is_closed = True
            for process in self._alive:
                process.kill()
            self._changed.notify_all()
        if self._keeper is not None:
            self._keeper.join()

    def read(self, path: Path, preprocessing: Preprocessing, control: Control) -> Input | str:
        """Read a file; see `Read`.

        Raises:
            Cancelled: `control` was cancelled, or the reader closed.
        """
        while (process := self._current(control)) is not None:
            try:
                return process.read(path.absolute(), preprocessing, control)  # it may stand in another folder
            except ProcessDied as death:
                self._note_death(process)
                if death.was_asked:
                    return self._try_alone(path.absolute(), preprocessing, control)
        return read_input(path, preprocessing)

    @contextmanager
    def search_lane(self, control: Control) -> Iterator[Lane | None]:
        """Have the process's line for a search for a while; None where there is none, or another search has it.

        Raises:
            Cancelled: `control` was cancelled, or the reader closed.
        """
        process = self._current(control)
        if process is None:
            yield None
            return
        with process.search_lane() as lane:
            yield lane

    def _current(self, control: Control) -> ReadingProcess | None:
        """Give the process. After a death the next one is waited for: the next picture may be as deadly."""
        with self._changed:
            while self._process is None and self._is_awaited and not self._is_closed:
                control.check()
                self._changed.wait(_POLL_S)
            if self._is_closed and self._keeper is not None:
                raise Cancelled
            return self._process

    def _try_alone(self, path: Path, preprocessing: Preprocessing, control: Control) -> Input | str:
        while not self._one_trial.acquire(timeout=_POLL_S):
            control.check()
        try:
            process = self._begin(1)
            try:
                return process.read(path, preprocessing, control) if process.wait_until_ready() else DEADLY
            finally:
                process.kill()
                self._bury(process)
        except (ProcessDied, OSError):
            return DEADLY
        finally:
            self._one_trial.release()

    def _keep(self) -> None:
        is_ready = True
        try:
            while is_ready:
                process = self._begin(self._lanes)
                if is_ready := process.wait_until_ready():
                    self._publish(process, is_awaited=False)
                self._bury(process)
                self._note_death(process)
            if not self._is_closed:
                _log.warning("The process that reads pictures does not come up; they are read in the program's own.")
        except Cancelled:
            return
        except OSError as error:
            _log.warning("There is no process for reading pictures: %s", error)
        finally:
            self._publish(None, is_awaited=False)

    def _begin(self, lanes: int) -> ReadingProcess:
        with self._changed:
            if self._is_closed:
                raise Cancelled
            process = ReadingProcess(lanes, self._work)
            self._alive.add(process)
        return process

    def _bury(self, process: ReadingProcess) -> None:
        process.wait_until_dead()
        with self._changed:
            self._alive.discard(process)

    def _publish(self, process: ReadingProcess | None, *, is_awaited: bool) -> None:
        with self._changed:
            self._process, self._is_awaited = process, is_awaited
            self._changed.notify_all()

    def _note_death(self, process: ReadingProcess) -> None:
        with self._changed:
            if self._process is process:
                self._process, self._is_awaited = None, True
