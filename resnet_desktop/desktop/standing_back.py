"""Work whose threads let the window go first."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

NICENESS = 10
"""How far behind the window's thread such work stands where the processor is short, 0 to 19."""

Made = TypeVar("Made")


def standing_back(work: Callable[[], Made]) -> Made:
    """Do something in a thread of lower priority, and wait for it.

    On Linux a thread's priority is its own, and those that it starts inherit it: an engine that is made here computes
    with it for ever. Elsewhere nothing changes. Not for work in Python: whoever holds the interpreter's lock and has to
    wait for the processor holds up the window.

    Args:
        work: is called once; what it raises is raised here.
    """
    if sys.platform != "linux":
        return work()
    made: Future[Made] = Future()

    def run() -> None:
        try:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), max(NICENESS, os.nice(0)))
            made.set_result(work())
        except BaseException as error:  # noqa: BLE001  # not swallowed: it comes out below
            made.set_exception(error)

    thread = threading.Thread(target=run, name="standing back")
    thread.start()
    thread.join()
    return made.result()
