from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import making_ahead
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.making_ahead import MakingAhead
from resnet_desktop.desktop.widgets.later import Later

Made = TypeVar("Made", bound=QWidget)


class Page(QWidget):
    """Counts how often it was painted, and holds a place of its own."""

    def __init__(self, inner: Later[QLabel]) -> None:
        super().__init__()
        self.painted = self.shown = 0
        QVBoxLayout(self).addWidget(inner)

    def paintEvent(self, _event: object) -> None:  # noqa: N802  Qt's name
        self.painted += 1

    def showEvent(self, _event: object) -> None:  # noqa: N802  Qt's name
        self.shown += 1


class Window(QStackedWidget):
    """What is seen, and a page that is not."""

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []
        self.inner = Later(lambda: self._note("inner", QLabel("inner")))
        self.outer = Later(lambda: self._note("outer", Page(self.inner)), [lambda: self.order.append("piece")])
        self.addWidget(QLabel("seen"))
        self.addWidget(self.outer)
        self.resize(320, 240)
        self.ahead = MakingAhead(self, [self.outer])

    def _note(self, name: str, made: Made) -> Made:
        self.order.append(name)
        return made


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_everything_is_made_and_painted_once_before_it_is_opened_and_nothing_is_shown(
    qtbot: QtBot, window: Window
) -> None:
    with qtbot.waitSignal(window.ahead.finished):
        window.ahead.begin()
    assert window.order == ["piece", "outer", "inner"]
    page = window.outer.content
    assert (page.painted, page.shown) == (1, 0)
    assert page.width() == window.width()
    window.setCurrentWidget(window.outer)
    assert window.order == ["piece", "outer", "inner"]
    assert page.shown == 1


def test_what_somebody_opened_before_is_not_made_again(qtbot: QtBot, window: Window) -> None:
    window.setCurrentWidget(window.outer)
    with qtbot.waitSignal(window.ahead.finished):
        window.ahead.begin()
    assert window.order == ["outer", "inner"]


def test_nothing_is_made_until_somebody_has_rested(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_ahead, "REST_MS", 200)
    window.ahead.begin()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    since_typing = QElapsedTimer()
    since_typing.start()
    qtbot.waitUntil(lambda: bool(window.order))
    assert since_typing.elapsed() >= 180  # the key's own time was a little earlier
    with qtbot.waitSignal(window.ahead.finished):
        pass
    assert window.order == ["piece", "outer", "inner"]


def test_a_closed_window_makes_nothing_more(qtbot: QtBot, window: Window) -> None:
    window.ahead.begin()
    window.close()
    qtbot.waitUntil(lambda: not window.ahead.is_waiting)
    assert window.order == []


def test_making_the_pages_ahead_starts_no_work(qtbot: QtBot, program: Program) -> None:
    started = []
    program.tasks.changed.connect(lambda: started.append(program.tasks.listed))
    with qtbot.waitSignal(program.making_ahead.finished, timeout=60_000):
        program.making_ahead.begin()
    pages = program.window.pages
    assert all(place.is_made for place in pages.made_later)
    assert pages.train.content.runs.is_made
    assert not program.tasks.is_busy
    assert started == []
