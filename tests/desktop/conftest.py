"""A whole program with a made-up model, in a window that is really shown (on Qt's offscreen platform)."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import app
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.tasks import Tasks
from tests.desktop.fakes import FakeClassifier


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
    return lambda program: qtbot.waitUntil(lambda: not program.tasks.listed, timeout=10_000)
