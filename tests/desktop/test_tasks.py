import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.tasks import NEWS_INTERVAL_MS, JobControl, Task, Tasks
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Progress

ENDS = ("succeeded", "failed", "cancelled")


class Story(QObject):
    """Writes down what a task says, in order, and checks that it says it in the window's thread."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.lines: list[tuple[str, Any]] = []
        for name in ("progressed", "received", "succeeded", "failed"):
            getattr(task, name).connect(lambda value, name=name: self._note(name, value))
        for name in ("cancelled", "finished"):
            getattr(task, name).connect(lambda name=name: self._note(name, None))

    def _note(self, name: str, value: object) -> None:
        assert QThread.currentThread() is self.thread()
        self.lines.append((name, value))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.lines]

    def value(self, name: str) -> Any:
        return next(value for line, value in self.lines if line == name)


def work_until_cancelled(control: JobControl) -> None:
    for _ in iter(int, 1):  # without end
        control.check()


def finish(qtbot: QtBot, task: Task) -> Story:
    story = Story(task)
    with qtbot.waitSignal(task.finished):
        pass
    return story


def test_a_job_that_returns_succeeds_once_and_then_is_finished(qtbot: QtBot, tasks: Tasks) -> None:
    story = finish(qtbot, tasks.start(lambda _control: 42))
    assert story.lines == [("succeeded", 42), ("finished", None)]


def test_a_job_that_raises_fails_with_its_exception(qtbot: QtBot, tasks: Tasks) -> None:
    def job(_control: JobControl) -> None:
        raise UserError("The disk is full.")

    story = finish(qtbot, tasks.start(job))
    assert story.names == ["failed", "finished"]
    assert str(story.value("failed")) == "The disk is full."


def test_an_unexpected_exception_is_logged_with_its_way_and_an_expected_one_is_not(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    def unexpected(_control: JobControl) -> None:
        raise RuntimeError("infer request was cancelled")

    def expected(_control: JobControl) -> None:
        raise UserError("There is no such model.")

    with caplog.at_level(logging.ERROR):
        finish(qtbot, tasks.start(expected))
        assert not caplog.records
        finish(qtbot, tasks.start(unexpected))
    assert "infer request was cancelled" in caplog.text


def test_even_an_exception_that_would_end_the_program_only_ends_the_task(qtbot: QtBot, tasks: Tasks) -> None:
    def job(_control: JobControl) -> None:
        raise SystemExit(3)

    story = finish(qtbot, tasks.start(job))
    assert story.names == ["failed", "finished"]


def test_a_cancelled_job_ends_as_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    has_begun = threading.Event()

    def job(control: JobControl) -> None:
        has_begun.set()
        work_until_cancelled(control)

    task = tasks.start(job)
    assert has_begun.wait(5)
    task.cancel()
    assert finish(qtbot, task).names == ["cancelled", "finished"]


def test_a_job_that_was_done_before_it_noticed_the_cancellation_succeeds(qtbot: QtBot, tasks: Tasks) -> None:
    task = tasks.start(lambda _control: "all of it")
    task.cancel()
    assert finish(qtbot, task).value("succeeded") == "all of it"


def test_what_is_handed_over_arrives_whole_in_order_and_before_the_end(qtbot: QtBot, tasks: Tasks) -> None:
    def job(control: JobControl) -> None:
        for number in range(10_000):
            control.hand_over(number)

    story = finish(qtbot, tasks.start(job))
    received = [number for name, batch in story.lines if name == "received" for number in batch]
    assert received == list(range(10_000))
    assert story.names[-2:] == ["succeeded", "finished"]


def test_results_before_a_failure_arrive_too(qtbot: QtBot, tasks: Tasks) -> None:
    def job(control: JobControl) -> None:
        control.hand_over("one")
        raise UserError("Then the disk was gone.")

    story = finish(qtbot, tasks.start(job))
    assert story.names == ["received", "failed", "finished"]


def test_progress_comes_at_most_twenty_times_a_second_and_the_last_one_always(qtbot: QtBot, tasks: Tasks) -> None:
    seconds = 0.5

    def job(control: JobControl) -> None:
        end = time.monotonic() + seconds
        done = 0
        while time.monotonic() < end:
            done += 1
            control.report(Progress(done, None))
        control.report(Progress(-1))

    story = finish(qtbot, tasks.start(job))
    reports = [value for name, value in story.lines if name == "progressed"]
    assert 1 < len(reports) <= seconds * 1000 / NEWS_INTERVAL_MS + 2  # the first and the last are not held back
    assert reports[-1] == Progress(-1)


def test_tasks_of_one_lane_run_one_after_another_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    met: list[int] = []
    meeting = threading.Barrier(2, timeout=0.02)

    def job(number: int) -> Callable[[JobControl], None]:
        def run(_control: JobControl) -> None:
            order.append(number)
            try:
                meeting.wait()
                met.append(number)
            except threading.BrokenBarrierError:  # nobody else was at work
                pass

        return run

    started = [tasks.start(job(number), lane="engine") for number in range(5)]
    finish(qtbot, started[-1])
    assert order == [0, 1, 2, 3, 4]
    assert met == []


def test_a_task_without_a_lane_does_not_wait(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    slow = tasks.start(lambda _control: gate.wait(5), lane="engine")
    assert finish(qtbot, tasks.start(lambda _control: "quick")).value("succeeded") == "quick"
    gate.set()
    finish(qtbot, slow)


def test_a_task_cancelled_while_it_waits_never_runs(qtbot: QtBot, tasks: Tasks) -> None:
    gate, ran = threading.Event(), []
    tasks.start(lambda _control: gate.wait(5), lane="engine")
    second = tasks.start(lambda _control: ran.append("second"), lane="engine")
    third = tasks.start(lambda _control: ran.append("third"), lane="engine")
    second.cancel()
    second_story = Story(second)
    gate.set()
    finish(qtbot, third)
    assert second_story.names == ["cancelled", "finished"]
    assert ran == ["third"]


def test_only_tasks_with_a_title_are_listed_and_only_while_they_run(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    task = tasks.start(lambda _control: gate.wait(5), title="Looking for pictures")
    tasks.start(lambda _control: gate.wait(5))
    assert [each.title for each in tasks.listed] == ["Looking for pictures"]
    gate.set()
    finish(qtbot, task)
    assert tasks.listed == []


def test_closing_cancels_joins_and_delivers_every_end(qtbot: QtBot) -> None:  # noqa: ARG001
    tasks = Tasks()

    def job(control: JobControl) -> None:
        control.hand_over("partial")
        work_until_cancelled(control)

    stories = [Story(tasks.start(job, lane=lane)) for lane in ("", "engine", "engine", "")]
    tasks.close()
    assert all(story.names[-2:] == ["cancelled", "finished"] for story in stories)
    assert [sum(name in ENDS for name in story.names) for story in stories] == [1, 1, 1, 1]
    assert not [thread for thread in threading.enumerate() if thread.name == "task"]


def test_nothing_runs_after_closing(qtbot: QtBot) -> None:
    tasks, ran = Tasks(), []
    tasks.close()
    story = finish(qtbot, tasks.start(lambda _control: ran.append(1)))
    assert story.names == ["cancelled", "finished"]
    assert ran == []
