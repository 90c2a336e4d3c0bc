import threading
from pathlib import Path

import pytest

from resnet_desktop.desktop.classify import backlog as module
from resnet_desktop.desktop.classify.backlog import Backlog
from resnet_desktop.jobs import Control

PATHS = [Path(f"/photos/{number}.jpg") for number in range(6)]


def test_files_come_out_in_order_and_then_it_ends() -> None:
    backlog = Backlog()
    backlog.restart(PATHS[:2])
    backlog.put(PATHS[2:4])
    assert list(backlog.drain(Control())) == PATHS[:4]
    assert backlog.total == 4
    assert len(backlog) == 0


def test_while_more_is_to_come_an_empty_queue_is_not_the_end() -> None:
    backlog, taken = Backlog(), []
    backlog.set_filling(True)
    has_taken = threading.Event()

    def consume() -> None:
        for path in backlog.drain(Control()):
            taken.append(path)
            has_taken.set()

    consumer = threading.Thread(target=consume)
    consumer.start()
    for path in PATHS[:3]:
        has_taken.clear()
        backlog.put([path])
        assert has_taken.wait(5)
    assert consumer.is_alive()
    backlog.set_filling(False)
    consumer.join(5)
    assert not consumer.is_alive()
    assert taken == PATHS[:3]


def test_cancellation_ends_the_waiting() -> None:
    backlog, control = Backlog(), Control()
    backlog.set_filling(True)
    consumer = threading.Thread(target=lambda: list(backlog.drain(control)))
    consumer.start()
    control.cancel()
    consumer.join(5)
    assert not consumer.is_alive()


def test_discarded_files_do_not_come_and_do_not_count() -> None:
    backlog = Backlog()
    backlog.restart(PATHS)
    backlog.discard(PATHS[1:3])
    assert backlog.total == 4
    assert list(backlog.drain(Control())) == [PATHS[0], *PATHS[3:]]


def test_what_is_left_can_be_taken_at_once() -> None:
    backlog = Backlog()
    backlog.put(PATHS)
    assert backlog.take_all() == PATHS
    assert backlog.take_all() == []


def test_a_search_that_pours_files_in_is_let_finish_before_more_than_the_first_are_given_out() -> None:
    many = [Path(f"/photos/{number}.jpg") for number in range(10 * module._AT_ONCE)]
    backlog = Backlog()
    backlog.set_filling(True)
    backlog.restart(many[:-1])
    drained = backlog.drain(Control())
    first = [next(drained) for _ in range(module._AT_ONCE)]
    rest: list[Path] = []
    consumer = threading.Thread(target=lambda: rest.extend(drained))
    consumer.start()
    backlog.put(many[-1:])
    were_given = len(rest)
    backlog.set_filling(False)
    consumer.join(5)
    assert were_given == 0
    assert first + rest == many


def test_a_search_that_finds_nothing_for_a_while_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Path(f"/photos/{number}.jpg") for number in range(2 * module._AT_ONCE)]
    monkeypatch.setattr(module, "_PAUSE_S", 0.01)
    backlog = Backlog()
    backlog.set_filling(True)
    backlog.restart(many)
    drained = backlog.drain(Control())
    assert [next(drained) for _ in many] == many
