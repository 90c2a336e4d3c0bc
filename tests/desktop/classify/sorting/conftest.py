"""A page with photos in two folders that the network has seen, and the dialogs of sorting on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, Result
from resnet_desktop.desktop import app
from resnet_desktop.desktop.classify.scope import Scope
from resnet_desktop.desktop.classify.sorting.plan_dialog import SortDialog
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.classify.sorting.sort_form import SortForm
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.classify.sorting.sortings import Sortings
from resnet_desktop.desktop.tasks import Tasks
from tests.helpers.trees import seen, write


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two folders with files of the same names."""
    root = tmp_path / "library"
    for name in ("a/one.jpg", "a/two.jpg", "b/one.jpg", "b/three.jpg", "b/broken.jpg"):
        write(root / name, f"the bytes of {name}" * 50)
    return root


@pytest.fixture
def entries(library: Path) -> list[Entry]:
    """Two cats of the same name, a dog that a person corrected to a cow, an unsure rocket, and a broken file."""
    return [
        seen(library / "a/one.jpg", "cat"),
        seen(library / "b/one.jpg", "cat"),
        seen(library / "a/two.jpg", "dog", given="cow"),
        seen(library / "b/three.jpg", "rocket", 0.3),
        Entry(library / "b/broken.jpg", Result.failed(library / "b/broken.jpg", "The picture data is damaged.")),
    ]


@pytest.fixture
def request_for_all(entries: list[Entry]) -> SortRequest:
    return SortRequest((Scope("all", len(entries), entries.copy), Scope("selected", 1, lambda: entries[:1])))


@pytest.fixture
def sortings(qapp: QApplication, qtbot: QtBot, tasks: Tasks) -> Iterator[Sortings]:
    app.set_up(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    yield Sortings(page, tasks)
    tasks.close()


@pytest.fixture
def told(sortings: Sortings) -> list[str]:
    """What the page is told."""
    said: list[str] = []
    sortings.noticed.connect(lambda words, _actions: said.append(words))
    sortings.complained.connect(lambda words, _actions: said.append(f"complaint: {words}"))
    return said


@pytest.fixture
def moves(sortings: Sortings) -> list[tuple[Path, Path]]:
    """The moves that the page is told, all of them."""
    said: list[tuple[Path, Path]] = []
    sortings.moved.connect(said.extend)
    return said


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[SortingDialog, QPushButton], None]:
    """Presses a button and waits until what it began has ended."""

    def act(dialog: SortingDialog, button: QPushButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.is_busy, timeout=10_000)

    return act


@pytest.fixture
def previewed(
    sortings: Sortings, request_for_all: SortRequest, press: Callable[[SortingDialog, QPushButton], None]
) -> Callable[..., SortDialog]:
    """Opens the dialog, chooses, and goes on to the preview."""

    def make(target: Path, *, moves: bool = False) -> SortDialog:
        dialog = sortings.sort(request_for_all)
        assert isinstance(dialog.form, SortForm)
        dialog.form.target.set_path(str(target))
        if moves:
            QTest.mouseClick(dialog.form.action.buttons[1], Qt.MouseButton.LeftButton)
        press(dialog, dialog.form.preview)
        return dialog

    return make
