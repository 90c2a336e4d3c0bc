import time
from collections.abc import Iterator

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.classify.keeping.slices import Slices, pieces


def test_short_work_is_done_at_once(qapp: QApplication) -> None:  # noqa: ARG001
    done: list[str] = []
    Slices().do(iter(()), lambda: done.append("then"))
    assert done == ["then"]


def test_long_work_lets_the_window_answer_in_between_and_keeps_its_order(qtbot: QtBot) -> None:
    slices, done = Slices(), []

    def work(name: str) -> Iterator[None]:
        for number in range(5):
            time.sleep(0.005)  # what the work itself takes
            done.append(f"{name}{number}")
            yield

    slices.do(work("a"), lambda: done.append("after a"))
    slices.do(work("b"), lambda: done.append("after b"))
    assert slices.is_busy
    assert len(done) < 5, "the window answers in between"
    qtbot.waitUntil(lambda: not slices.is_busy)
    assert done == [*(f"a{n}" for n in range(5)), "after a", *(f"b{n}" for n in range(5)), "after b"]


def test_what_is_dropped_is_not_done(qtbot: QtBot) -> None:
    slices, done = Slices(), []

    def work() -> Iterator[None]:
        for number in range(5):
            time.sleep(0.005)
            done.append(number)
            yield

    slices.do(work(), lambda: done.append(99))
    slices.drop()
    begun = list(done)
    qtbot.wait(30)
    assert done == begun
    assert 99 not in done


def test_pieces_put_together_are_the_whole() -> None:
    assert [each for piece in pieces(range(2000)) for each in piece] == list(range(2000))
    assert list(pieces([])) == []
