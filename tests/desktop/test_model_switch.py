"""The real library behind the window: models are listed, switched and remembered by their names."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import app
from resnet_desktop.desktop.app import Program
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.current_model import State
from resnet_desktop.models import default_library
from resnet_desktop.network import NETWORKS
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing bundled; the user's models ``birds`` and ``pets``, and ``broken``."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr("resnet_desktop.models.library.resource_path", tmp_path.joinpath)
    for name in ("birds", "broken", "pets"):
        card = tiny_card(name, title=name.capitalize(), int8_ranges=None)
        default_library().save(card, tiny_weights(card))
    (default_library().user / "broken" / "card.json").write_text("{")


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    app.set_up(qapp)
    made = app.assemble(qapp, Classifier())
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def open_menu(program: Program, qtbot: QtBot) -> Callable[[], dict[str, bool]]:
    """Clicks on the model; gives the entries of models, and whether each can be chosen."""

    def click() -> dict[str, bool]:
        button = program.window.status.model
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(button.model_menu.isVisible)
        actions = button.model_menu.actions()
        return {action.text(): action.isEnabled() for action in actions if "\t" in action.text()}

    return click


def test_without_a_bundled_model_the_window_starts_with_the_users_first(program: Program, qtbot: QtBot) -> None:
    program.current.load()
    qtbot.waitUntil(lambda: program.current.state is State.READY, timeout=30_000)
    assert program.window.status.model.text() == "birds"


def test_a_model_is_switched_by_the_menu_with_arrows_and_enter(
    program: Program, open_menu: Callable[[], dict[str, bool]], qtbot: QtBot
) -> None:
    program.current.load("birds")
    qtbot.waitUntil(lambda: program.current.state is State.READY, timeout=30_000)
    entries = open_menu()
    assert list(entries.values()) == [True, False, True]
    birds, broken, _ = entries
    assert birds == "birds\t3 classes · 93.8 % right"
    assert broken.startswith("broken\tcard.json")
    menu = program.window.status.model.model_menu
    with qtbot.waitSignal(program.current.model_chosen, timeout=30_000) as chosen:
        QTest.keyClick(menu, Qt.Key.Key_Up)  # compares models
        QTest.keyClick(menu, Qt.Key.Key_Up)  # the last of them
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == ["pets"]
    assert program.window.status.model.text() == "pets"


def test_a_model_that_breaks_meanwhile_is_told_and_the_one_in_use_stays(
    program: Program, open_menu: Callable[[], dict[str, bool]], qtbot: QtBot
) -> None:
    program.current.load("birds")
    qtbot.waitUntil(lambda: program.current.state is State.READY, timeout=30_000)
    open_menu()
    weights = default_library().user / "pets" / "weights.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    menu = program.window.status.model.model_menu
    menu.actions()[2].trigger()
    menu.hide()
    qtbot.waitUntil(lambda: program.current.state is State.FAILED)
    assert program.current.name == "birds"
    assert program.current.problem.startswith("“pets” could not be made ready: ")
    assert program.current.problem.endswith("“birds” stays in use.")
    assert program.current.problem in program.window.status.model.toolTip()
