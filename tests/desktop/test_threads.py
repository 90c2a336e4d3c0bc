import gc
import threading
import time
import weakref
from collections.abc import Iterator

import pytest

from resnet_desktop.desktop.threads import MOST_WAITING, Threads


@pytest.fixture
def threads() -> Iterator[Threads]:
    made = Threads()
    yield made
    made.close()


def wait_until_one_waits(threads: Threads) -> None:
    end = time.monotonic() + 5
    while not threads.waiting:
        assert time.monotonic() < end


def test_one_call_after_another_has_the_same_thread(threads: Threads) -> None:
    seen: list[int] = []
    for _ in range(5):
        threads.start(lambda: seen.append(threading.get_ident())).wait()
        wait_until_one_waits(threads)
    assert len(seen) == 5
    assert len(set(seen)) == 1


def test_calls_at_the_same_time_have_threads_of_their_own(threads: Threads) -> None:
    meeting = threading.Barrier(4)
    calls = [threads.start(lambda: meeting.wait(5)) for _ in range(4)]
    for call in calls:
        call.wait()
    assert not meeting.broken


def test_a_call_is_over_when_its_thread_has_left_it(threads: Threads) -> None:
    gate = threading.Event()
    call = threads.start(lambda: gate.wait(5))
    assert not call.is_over
    gate.set()
    call.wait()
    assert call.is_over


def test_what_was_done_is_not_held(threads: Threads) -> None:
    class Job:
        def run(self) -> None:
            pass

    job = Job()
    held = weakref.ref(job)
    threads.start(job.run).wait()
    wait_until_one_waits(threads)
    del job
    gc.collect()
    assert held() is None


def test_a_thread_is_called_after_what_it_does(threads: Threads) -> None:
    seen: list[str] = []
    threads.start(lambda: seen.append(threading.current_thread().name), "Reading").wait()
    assert seen == ["Reading"]
    wait_until_one_waits(threads)
    assert "Reading" not in [thread.name for thread in threading.enumerate()]


def test_only_some_threads_wait() -> None:
    threads = Threads()
    meeting = threading.Barrier(MOST_WAITING + 4)
    for call in [threads.start(lambda: meeting.wait(5)) for _ in range(MOST_WAITING + 4)]:
        call.wait()
    threads.close()
    assert threads.waiting == 0


def test_closing_waits_for_what_runs_and_leaves_no_thread() -> None:
    threads, gate, ended = Threads(), threading.Event(), []
    before = threading.active_count()

    def work() -> None:
        gate.wait(5)
        ended.append(1)

    threads.start(work)
    threading.Timer(0.05, gate.set).start()
    threads.close()
    assert ended == [1]
    assert threading.active_count() <= before + 1  # the timer may be on its way out
