from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import app
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.models.page import ModelsPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.models import Library, default_library
from resnet_desktop.network import NETWORKS
from tests.desktop.fakes import FakeClassifier
from tests.helpers.tiny_model import TINY, tiny_card, tiny_weights


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Library:
    """Nothing bundled, and one model of the user's own."""
    monkeypatch.setitem(NETWORKS, TINY.name, TINY)
    monkeypatch.setattr("resnet_desktop.models.library.resource_path", tmp_path.joinpath)
    made = default_library()
    made.save(tiny_card(), tiny_weights(tiny_card()))
    return made


@pytest.fixture
def current(tasks: Tasks, classifier: FakeClassifier) -> CurrentModel:
    return CurrentModel(classifier, tasks)


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, tasks: Tasks, current: CurrentModel) -> ModelsPage:
    app.set_up(qapp)
    made = ModelsPage(current, tasks)
    qtbot.addWidget(made)
    made.resize(928, 640)
    return made


@pytest.fixture
def open_page(page: ModelsPage, qtbot: QtBot, tasks: Tasks) -> Callable[[], ModelsPage]:
    def show() -> ModelsPage:
        page.show()
        qtbot.waitUntil(lambda: not tasks.is_busy)
        return page

    return show
