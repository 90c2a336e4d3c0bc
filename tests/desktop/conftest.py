"""A whole program with a made-up model, in a window that is really shown (on Qt's offscreen platform)."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import app
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import FakeClassifier

PATIENCE_MS = 30_000
"""Processes that share the tests, and other programs, may hold one up for seconds."""


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits long where pytest-qt gives up after five seconds; what is there is seen as soon as with it."""
    for name in ("waitExposed", "waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def no_widget_of_another_test(qapp: QApplication) -> None:
    """Delete now what the test before made: a theme would be applied to all of it before an event loop deletes it.

    Not at the end of that test: what its tasks still had to say comes in between.
    """
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_button_held_by_another_test(qapp: QApplication) -> None:
    """Let go of what the test before held: whatever waits for somebody to rest would wait for ever."""
    if held := qapp.mouseButtons():
        somewhere = QWidget()
        for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            if held & button:
                QTest.mouseRelease(somewhere, button)


@pytest.fixture
def classifier() -> FakeClassifier:
    return FakeClassifier()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:  # noqa: ARG001  signals need the application
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def make_program(qapp: QApplication, qtbot: QtBot, classifier: FakeClassifier) -> Iterator[Callable[[], Program]]:
    """Opens the program's window and loads the model, as a start does."""
    made: list[Program] = []

    def make() -> Program:
        app.set_up(qapp)
        program = app.assemble(qapp, classifier)
        made.append(program)
        program.window.show()
        qtbot.waitExposed(program.window)
        program.current.load()
        qtbot.waitUntil(lambda: not program.tasks.listed)
        return program

    yield make
    for program in made:
        classifier.gate.set()
        program.window.close()
        program.window.deleteLater()


@pytest.fixture
def program(make_program: Callable[[], Program]) -> Program:
    return make_program()


@pytest.fixture
def photos(tmp_path: Path, sample_photos: list[Path]) -> list[Path]:
    """The sample photos in a folder of their own, so that tests may do to them what they like."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return [Path(shutil.copy(photo, folder)) for photo in sample_photos]


@pytest.fixture
def wait_until_idle(qtbot: QtBot) -> Callable[[Program], None]:
    """Waits until nothing runs that the window lists."""
    return lambda program: qtbot.waitUntil(lambda: not program.tasks.listed)
