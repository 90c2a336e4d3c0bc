"""A real model that is small enough to explain pictures within a test, and a panel that shows them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.classification import Entry, classify
from resnet_desktop.desktop import theme
from resnet_desktop.desktop.classify.classifier import Classifier, LoadedModel
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader
from resnet_desktop.desktop.classify.result.result_panel import ResultPanel
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.engines import open_engine
from resnet_desktop.jobs import Control
from resnet_desktop.network import NETWORKS
from tests.helpers.random_model import random_model
from tests.helpers.tiny_model import TINY


@pytest.fixture(scope="module")
def small_model() -> Iterator[LoadedModel]:
    """Six classes at 32 px, random weights; OpenVINO executes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(NETWORKS, TINY.name, TINY)
        model = random_model("tiny", 32, 6)
        yield LoadedModel(model.card, open_engine(model, "cpu", "f32"), model)


@pytest.fixture(scope="module")
def classified(small_model: LoadedModel) -> Callable[[Path], Entry]:
    """Classifies a picture as the window does."""

    def run(path: Path) -> Entry:
        (result,) = classify([path], small_model.engine, small_model.card, control=Control())
        return Entry(path, result)

    return run


@pytest.fixture
def current(tasks: Tasks, small_model: LoadedModel) -> CurrentModel:
    """The small model, ready."""
    made = CurrentModel(Classifier(), tasks)
    made.loaded, made.state = small_model, State.READY
    return made


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, tasks: Tasks, current: CurrentModel) -> ResultPanel:
    theme.apply_theme(qapp, "light")
    made = ResultPanel(PictureLoader(Classifier(), tasks), current, tasks)
    qtbot.addWidget(made)
    made.resize(400, 900)
    made.show()
    qtbot.waitExposed(made)
    return made
