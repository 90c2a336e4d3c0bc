"""Work that stands back is done as any other, only behind the window."""

import os
import sys
import threading

import pytest

from resnet_desktop.desktop.standing_back import NICENESS, standing_back


def fail() -> None:
    raise ValueError("no")


def test_results_and_errors_come_back() -> None:
    assert standing_back(lambda: 3) == 3
    with pytest.raises(ValueError, match="no"):
        standing_back(fail)


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are Linux's own")
def test_the_threads_that_such_work_starts_stand_back_too_and_the_caller_does_not() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def start_another() -> int:
        seen: list[int] = []
        thread = threading.Thread(target=lambda: seen.append(niceness()))
        thread.start()
        thread.join()
        return seen[0]

    before = niceness()
    assert standing_back(start_another) == max(before, NICENESS)
    assert niceness() == before
