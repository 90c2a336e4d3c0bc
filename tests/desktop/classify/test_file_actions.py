from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.app import Program


@pytest.fixture
def full(program: Program, photos: list[Path], qtbot: QtBot) -> Program:
    page = program.window.classify
    page.add(photos)
    qtbot.waitUntil(lambda: page.session.pictures.rowCount() == len(photos) and not page.session.work.is_searching)
    return program


def test_the_paths_of_all_selected_pictures_are_copied(full: Program, photos: list[Path]) -> None:
    page = full.window.classify
    page.browser.selection.choose_all(photos[:2])
    page.files.copy.trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "\n".join(map(str, photos[:2]))
    assert [Path(url.toLocalFile()) for url in data.urls()] == photos[:2]


@pytest.mark.parametrize("is_shown", [True, False])
def test_the_picture_that_is_looked_at_is_shown_in_its_folder(
    full: Program, photos: list[Path], monkeypatch: pytest.MonkeyPatch, is_shown: bool
) -> None:
    page = full.window.classify
    asked: list[Path] = []

    def show(path: Path) -> bool:
        asked.append(path)
        return is_shown

    monkeypatch.setattr(opening, "show_in_folder", show)
    page.browser.selection.choose(photos[1])
    page.files.show_in_folder.trigger()
    assert asked == [photos[1]]
    assert page.notice.text == ("" if is_shown else f"No program here can show the folder {photos[1].parent}.")


def test_what_needs_pictures_can_be_chosen_only_while_there_are_some(full: Program, qtbot: QtBot) -> None:
    page = full.window.classify
    names = ["Export the results…", "Sort into folders…", "Write classes as keywords…", "Make a training set…"]
    entries = {action.text(): action for action in page.export_menu.actions()}
    assert all(entries[name].isEnabled() for name in names)
    page.session.clear()
    qtbot.waitUntil(lambda: not any(entries[name].isEnabled() for name in names))
    assert entries["Undo sorting or keywords…"].isEnabled()
