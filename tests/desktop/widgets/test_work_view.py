import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import JobControl, Tasks
from resnet_desktop.desktop.widgets.work_view import WorkView, work_line
from resnet_desktop.jobs import Progress


def pace(seconds: float, done: int) -> Pace:
    made = Pace(0)
    made.mark(seconds, done)
    return made


def test_a_line_says_how_far_how_fast_and_how_long() -> None:
    assert work_line(Progress(1200, 3400), "picture", pace(4, 1200)) == (
        "1,200 of 3,400 pictures · 300 pictures/s · a few seconds left"
    )
    assert work_line(Progress(3, 10), "picture", pace(0.2, 3)) == "3 of 10 pictures"
    assert work_line(Progress(10, 10), "picture", pace(4, 10)) == "10 of 10 pictures · 2.5 pictures/s"
    assert work_line(Progress(0), "picture", Pace(0)) == "Working…"
    assert work_line(Progress(7), "sorting", pace(1, 7)) == "7 sortings"


def test_it_follows_the_task_that_it_was_given_last_and_stops_that_one(tasks: Tasks, qtbot: QtBot) -> None:
    may_report = threading.Event()

    def dawdle(control: JobControl) -> None:
        assert may_report.wait(10)
        control.report(Progress(99, 100))

    def work(control: JobControl) -> None:
        control.report(Progress(1, 4))
        while True:
            control.check()
            threading.Event().wait(0.01)

    view = WorkView()
    qtbot.addWidget(view)
    view.show()
    first, second = tasks.start(dawdle, title="Dawdling"), tasks.start(work, title="Working")
    view.follow(first, "sheep")
    view.follow(second, "picture")
    may_report.set()
    with qtbot.waitSignal(first.finished):
        pass
    qtbot.waitUntil(lambda: view.line.text() == "1 of 4 pictures")
    assert view.title.text() == "Working"
    assert (view.bar.value(), view.bar.maximum()) == (1, 4)
    with qtbot.waitSignal(second.cancelled):
        QTest.mouseClick(view.cancel, Qt.MouseButton.LeftButton)
        assert view.line.text() == "Stopping…"
        assert not view.cancel.isEnabled()
