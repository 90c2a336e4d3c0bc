from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop import paths
from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.models import Library
from resnet_desktop.quantisation.comparing import Measured
from resnet_desktop.quantisation.faster import Faster
from resnet_desktop.training import validation_pictures
from tests.helpers.tiny_model import tiny_card, tiny_weights

Open = Callable[[], ModelsPage]


def found(problem: str = "") -> Faster:
    before, after = Measured("bf16", 105.0, 0.998, 0.919), Measured("int8", 195.25, 0.991, None)
    return Faster("shapes", before, after, 300, 900, 900, "drawings", 2, problem)


@pytest.fixture
def plain(open_page: Open, library: Library) -> ModelsPage:
    """Shows a model without ranges; its training is here."""
    (paths.runs_dir() / "shapes").mkdir(parents=True)
    card = tiny_card(int8_ranges=None)
    library.save(card, tiny_weights(card), can_replace=True)
    return open_page()


@pytest.fixture
def outcome(monkeypatch: pytest.MonkeyPatch) -> list[Faster]:
    """What comes of making a model faster."""
    told = [found()]
    monkeypatch.setattr(validation_pictures, "pictures_for", lambda *_: ([], "drawings"))
    monkeypatch.setattr("resnet_desktop.quantisation.faster.make_faster", lambda *_: told[0])
    return told


@pytest.mark.usefixtures("outcome")
def test_before_and_after_stand_side_by_side(plain: ModelsPage, qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(plain.faster.changed) as changed:
        QTest.mouseClick(plain.faster.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    rows = plain.faster.table.content.rows
    cells = [[column.text(side) for column in rows.columns] for side in rows.records]
    assert changed.args == ["shapes"]
    assert cells == [
        ["Before", "bf16", "105 pictures/s", "91.9 %", "99.8 %"],
        ["After", "int8", "195 pictures/s", "unknown", "99.1 %"],
    ]
    assert "2 files could not be read." in plain.faster.told.text()


def test_what_is_not_worth_it_is_not_kept_and_says_why(
    plain: ModelsPage, outcome: list[Faster], qtbot: QtBot, tasks: Tasks
) -> None:
    outcome[0] = found("On this processor int8 is not faster than bf16")
    with qtbot.assertNotEmitted(plain.faster.changed):
        QTest.mouseClick(plain.faster.make, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not tasks.is_busy)
    assert "The model stays as it is." in plain.faster.told.text()


def test_a_model_that_was_not_trained_here_needs_a_folder(open_page: Open, tmp_path: Path) -> None:
    plain = open_page()
    assert not plain.faster.make.isEnabled()
    plain.faster.pictures.use(tmp_path)
    assert plain.faster.make.isEnabled()


def test_why_it_failed_is_seen_until_other_pictures_are_chosen(
    plain: ModelsPage, tmp_path: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    plain.faster.pictures.use(tmp_path / "nowhere")
    QTest.mouseClick(plain.faster.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy and not plain.faster.message.visibleRegion().isEmpty())
    assert plain.faster.message.text
    plain.faster.pictures.use(tmp_path)
    assert plain.faster.message.isHidden()
    assert plain.faster.make.isEnabled()


def test_ranges_can_be_forgotten(open_page: Open, library: Library, qtbot: QtBot, tasks: Tasks) -> None:
    page = open_page()
    assert page.faster.state_line.text() == "This model computes in int8 where the processor can."
    QTest.mouseClick(page.faster.off, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    card = library.entry("shapes").card
    assert card is not None
    assert card.int8_ranges is None
    assert page.faster.off.isHidden()
    assert page.faster.make.text() == "Make faster"


def test_a_model_in_use_is_loaded_again(
    open_page: Open, qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    page._current.load("shapes")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    loaded: list[str] = []
    monkeypatch.setattr(page._current, "load", loaded.append)
    page.faster.changed.emit("shapes")
    page.faster.changed.emit("zebra")
    assert loaded == ["shapes"]
