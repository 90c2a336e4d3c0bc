from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.finding.nothing_found import NothingFound
from resnet_desktop.desktop.classify.listing import arranging
from tests.desktop.fakes import made_up_result

PATHS = [Path(f"/photos/{number}.jpg") for number in range(5)]


@pytest.fixture
def nothing(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> NothingFound:
    """On a page with five classified pictures."""
    monkeypatch.setattr(arranging, "LEAST_PAUSE_S", 0.01)
    page = program.window.classify
    session = page.session
    made = NothingFound(page.query, session.pictures, session.arranging, page.browser)
    session.pictures.add(Entry(path, made_up_result(path)) for path in PATHS)
    session.changed.emit()
    qtbot.waitUntil(page.browser.isVisible)
    return made


def test_a_query_that_finds_nothing_says_so_over_the_list_and_can_be_taken_away(
    nothing: NothingFound, program: Program, qtbot: QtBot
) -> None:
    page = program.window.classify
    assert not nothing.isVisible()
    page.query.ask("name:zebra")
    qtbot.waitUntil(nothing.isVisible)
    assert nothing.subject.text() == "name:zebra"
    assert nothing.text.text() == "5 pictures were looked at."
    assert page.browser.rect().contains(nothing.geometry())
    QTest.mouseClick(nothing.show_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not nothing.isVisible())
    assert page.session.pictures.rowCount() == 5


def test_it_goes_when_a_picture_comes_that_is_wanted(nothing: NothingFound, program: Program, qtbot: QtBot) -> None:
    pictures = program.window.classify.session.pictures
    program.window.classify.query.ask("waiting")
    qtbot.waitUntil(nothing.isVisible)
    pictures.add([Entry(Path("/photos/new.jpg"))])
    qtbot.waitUntil(lambda: not nothing.isVisible())
    assert pictures.rowCount() == 1


def test_an_empty_list_is_somebody_else_s_to_tell(nothing: NothingFound, program: Program, qtbot: QtBot) -> None:
    program.window.classify.query.ask("waiting")
    qtbot.waitUntil(nothing.isVisible)
    program.window.classify.query.ask("")
    qtbot.waitUntil(lambda: program.window.classify.session.pictures.rowCount() == 5)
    program.window.classify.session.remove(range(5))
    assert not nothing.isVisible()
