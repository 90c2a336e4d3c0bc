import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.threads import Threads
from resnet_desktop.desktop.widgets.task_popup import TaskPopup, numbers
from resnet_desktop.jobs import Progress


@pytest.fixture
def anchor(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setGeometry(100, 500, 400, 32)
    widget.show()
    return widget


@pytest.fixture
def popup(tasks: Tasks, anchor: QWidget) -> TaskPopup:
    return TaskPopup(tasks, anchor)


def waiting(control: JobControl) -> None:
    control.report(Progress(1, 4))
    while True:
        control.check()
        threading.Event().wait(0.01)


def said(popup: TaskPopup) -> list[str]:
    return [each.text() for each in popup.findChildren(QLabel) if each.isVisible()]


def test_each_task_has_its_title_and_how_far_it_is(
    popup: TaskPopup, anchor: QWidget, tasks: Tasks, qtbot: QtBot
) -> None:
    tasks.start(waiting, title="Counting sheep")
    popup.open_above(anchor)
    qtbot.waitUntil(lambda: said(popup) == ["Counting sheep", "1 of 4"])


def test_cancel_is_answered_at_once_also_where_the_task_needs_a_while(
    popup: TaskPopup, anchor: QWidget, tasks: Tasks, qtbot: QtBot
) -> None:
    may_end = threading.Event()

    def dawdle(control: JobControl) -> None:
        may_end.wait(5)
        control.check()

    tasks.start(dawdle, title="Counting sheep")
    popup.open_above(anchor)
    (cancel,) = popup.findChildren(QAbstractButton)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert said(popup) == ["Counting sheep", "Stopping…"]
    assert not cancel.isEnabled()
    may_end.set()
    qtbot.waitUntil(lambda: not popup.isVisible())


def test_the_list_follows_tasks_that_come_and_go(popup: TaskPopup, anchor: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
    first = tasks.start(waiting, title="First")
    popup.open_above(anchor)
    height = popup.height()
    tasks.start(waiting, title="Second")
    assert popup.height() > height
    first.cancel()
    qtbot.waitUntil(lambda: "First" not in said(popup))
    assert said(popup)[0] == "Second"
    assert popup.height() == height
    assert popup.geometry().bottom() + 1 == anchor.mapToGlobal(QPoint(0, -4)).y()


def test_without_tasks_nothing_opens(popup: TaskPopup, anchor: QWidget) -> None:
    popup.open_above(anchor)
    assert not popup.isVisible()


@pytest.mark.parametrize(
    ("progress", "left_s", "words"),
    [
        (Progress(0), None, "Working…"),
        (Progress(1200), None, "1,200"),
        (Progress(1200, 3400), None, "1,200 of 3,400"),
        (Progress(1200, 3400), 130.0, "1,200 of 3,400 · about 2 min left"),
        (Progress(3400, 3400), 0.0, "3,400 of 3,400"),
    ],
)
def test_the_numbers_say_how_far_and_how_long(
    make_task: Callable[[Progress], Task], progress: Progress, left_s: float | None, words: str
) -> None:
    assert numbers(make_task(progress), left_s) == words


@pytest.fixture
def make_task(qtbot: QtBot) -> Callable[[Progress], Task]:  # noqa: ARG001  a task needs the application
    def make(progress: Progress) -> Task:
        task = Task(lambda _control: None, "", "", Threads())
        task.progress = progress
        return task

    return make
