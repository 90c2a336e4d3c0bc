import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.errors import UserError


@pytest.fixture
def gate() -> threading.Event:
    return threading.Event()


@pytest.fixture
def begun() -> list[str]:
    return []


@pytest.fixture
def story() -> list[tuple[str, object]]:
    return []


@pytest.fixture
def wish(tasks: Tasks, story: list[tuple[str, object]]) -> LastWish:
    made = LastWish(tasks)
    for name in ("granted", "refused"):
        getattr(made, name).connect(lambda key, value, name=name: story.append((name, (key, value))))
    made.stopped.connect(lambda key: story.append(("stopped", key)))
    return made


@pytest.fixture
def work(gate: threading.Event, begun: list[str]) -> Callable[[str], Callable[[JobControl], str]]:
    """Makes a job that waits at the gate and gives its own name back."""

    def make(name: str) -> Callable[[JobControl], str]:
        def job(control: JobControl) -> str:
            begun.append(name)
            while not gate.wait(0.01):
                control.check()
            return name.upper()

        return job

    return make


def test_a_wish_is_granted_with_its_key(wish: LastWish, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wish.granted) as heard:
        wish.wish("a", lambda _control: 1)
    assert heard.args == ["a", 1]


def test_of_several_wishes_only_the_last_is_begun_after_the_one_that_runs(
    wish: LastWish,
    work: Callable[[str], Callable[[JobControl], str]],
    gate: threading.Event,
    begun: list[str],
    story: list[tuple[str, object]],
    qtbot: QtBot,
) -> None:
    wish.wish("a", work("a"))
    qtbot.waitUntil(lambda: begun == ["a"])
    wish.wish("b", work("b"))
    wish.wish("c", work("c"))
    qtbot.waitUntil(lambda: begun == ["a", "c"])
    gate.set()
    qtbot.waitUntil(lambda: len(story) == 2)
    assert story == [("stopped", "a"), ("granted", ("c", "C"))]


def test_the_same_wish_again_goes_on_undisturbed(
    wish: LastWish,
    work: Callable[[str], Callable[[JobControl], str]],
    gate: threading.Event,
    begun: list[str],
    story: list[tuple[str, object]],
    qtbot: QtBot,
) -> None:
    wish.wish("a", work("a"))
    qtbot.waitUntil(lambda: begun == ["a"])
    wish.wish("a", work("a"))
    gate.set()
    qtbot.waitUntil(lambda: story == [("granted", ("a", "A"))])
    assert begun == ["a"]


def test_a_wish_that_was_taken_back_and_wished_again_is_begun_again(
    wish: LastWish,
    work: Callable[[str], Callable[[JobControl], str]],
    gate: threading.Event,
    begun: list[str],
    story: list[tuple[str, object]],
    qtbot: QtBot,
) -> None:
    wish.wish("a", work("a"))
    qtbot.waitUntil(lambda: begun == ["a"])
    wish.withdraw()
    wish.wish("a", work("a"))
    gate.set()
    qtbot.waitUntil(lambda: story[-1:] == [("granted", ("a", "A"))])


def test_a_failure_comes_with_its_key_and_the_next_wish_still_works(wish: LastWish, qtbot: QtBot) -> None:
    def fail(_control: JobControl) -> None:
        raise UserError("no")

    with qtbot.waitSignal(wish.refused) as heard:
        wish.wish("a", fail)
    assert heard.args is not None
    assert heard.args[0] == "a"
    assert str(heard.args[1]) == "no"
    with qtbot.waitSignal(wish.granted):
        wish.wish("b", lambda _control: 2)


def test_what_ends_after_it_was_deleted_is_told_to_nobody(
    tasks: Tasks, gate: threading.Event, work: Callable[[str], Callable[[JobControl], str]], qtbot: QtBot
) -> None:
    gone = LastWish(tasks)
    gone.wish("a", work("a"))
    gone.withdraw()
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    gate.set()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not tasks.is_busy)
    assert raised == []
