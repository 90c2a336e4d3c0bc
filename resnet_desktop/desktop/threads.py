"""Threads that wait for the next job: a new thread has to get the processor before `Thread.start` returns.

Beside a training that took 12 ms, in which the window stood still.
"""

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue

MOST_WAITING = 8
"""So many threads wait at most; each has a stack, of which little is used."""
_IDLE = "waits for a task"


class Call:
    """One call on a thread.

    Args:
        do: what is done.
        name: of the thread meanwhile.
    """

    def __init__(self, do: Callable[[], object], name: str) -> None:
        self._do, self._name = do, name
        self._running = threading.Lock()
        self._running.acquire()

    @property
    def is_over(self) -> bool:
        """Whether the thread has left it."""
        return not self._running.locked()

    def wait(self) -> None:
        """Wait until the thread has left it."""
        with self._running:
            pass

    def run(self) -> None:
        """Do it; on the thread."""
        threading.current_thread().name = self._name
        try:
            self._do()
        finally:
            self._running.release()


class Threads:
    """Gives each call a thread of its own: one that waits, else a new one. Used from one thread; holds no locks."""

    def __init__(self) -> None:
        self._waiting: deque[SimpleQueue[Call | None]] = deque()
        self._all: list[tuple[threading.Thread, SimpleQueue[Call | None]]] = []

    @property
    def waiting(self) -> int:
        """How many threads wait for a call."""
        return len(self._waiting)

    def start(self, do: Callable[[], object], name: str = "task") -> Call:
        """Call something, which raises nothing, on a thread.

        Args:
            do: what is done.
            name: of the thread meanwhile.
        """
        call = Call(do, name)
        try:
            orders = self._waiting.pop()
        except IndexError:
            self._all = [(thread, orders) for thread, orders in self._all if thread.is_alive()]
            orders = SimpleQueue()
            thread = threading.Thread(target=self._work, args=(orders,))
            self._all.append((thread, orders))
            orders.put(call)
            thread.start()
        else:
            orders.put(call)
        return call

    def close(self) -> None:
        """Wait until every call is over and its thread has ended; nothing may be started after that."""
        for _thread, orders in self._all:
            orders.put(None)
        for thread, _orders in self._all:
            thread.join()
        self._all.clear()
        self._waiting.clear()

    def _work(self, orders: "SimpleQueue[Call | None]") -> None:
        while (call := orders.get()) is not None:
            call.run()
            del call  # what was done is not held while nothing is
            threading.current_thread().name = _IDLE
            if len(self._waiting) >= MOST_WAITING:
                return
            self._waiting.append(orders)
