"""The panel: it follows the selection, shows the weights of the model in use, and works at 320 px."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.inspector import weights_wording
from resnet_desktop.desktop.architecture.inspector.chart_line import ChartLine
from resnet_desktop.desktop.architecture.inspector.inspector import Inspector
from resnet_desktop.desktop.architecture.inspector.mosaic_dialog import MosaicDialog
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.models import Model
from resnet_desktop.network import LISTING, RESNET50, build
from tests.helpers.random_model import random_model


@pytest.fixture(scope="module")
def model() -> Model:
    return random_model(input_size=32, classes=3)


@pytest.fixture
def state(qtbot: QtBot, model: Model) -> ArchitectureState:  # noqa: ARG001  signals need the application
    made = ArchitectureState(build(RESNET50, 32, 3))
    made.live = cast("Any", SimpleNamespace(model=model, graph=made.graph))
    return made


@pytest.fixture
def inspector(qtbot: QtBot, state: ArchitectureState, tasks: Tasks) -> Inspector:
    made = Inspector(state, tasks)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: not made.is_reading)
    return made


def select(qtbot: QtBot, inspector: Inspector, state: ArchitectureState, name: str) -> None:
    state.select(name)
    qtbot.waitUntil(lambda: not inspector.is_reading)
    assert inspector.isVisible()


def charts(inspector: Inspector) -> dict[str, ChartLine]:
    shown = (line for line in inspector.weights.charts if not line.isHidden())
    return {line.chart.title: line for line in shown if line.chart is not None}


def test_it_says_what_is_selected(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    assert inspector.title.name.text() == "ResNet-50"
    select(qtbot, inspector, state, "res3b_branch2b")
    assert inspector.title.name.text() == "res3b_branch2b"
    assert "3x3 places" in inspector.text.text()
    said = {fact.title: fact.value for fact in inspector.numbers.facts}
    assert said["Parameters"] == f"{state.graph.layer('res3b_branch2b').parameter_count:,}"


def test_a_convolutions_weights_are_shown(
    qtbot: QtBot, inspector: Inspector, state: ArchitectureState, model: Model
) -> None:
    select(qtbot, inspector, state, "res3b_branch2b")
    shown = charts(inspector)
    assert list(shown) == ["Kernel", "Norm of each filter", "Bias"]
    kernel = model.weights["res3b_branch2b/kernel"].astype(np.float64)
    chart = shown["Kernel"].chart
    assert chart is not None
    assert (
        chart.note == f"mean {weights_wording.number(kernel.mean())} · deviation {weights_wording.number(kernel.std())}"
    )
    norms = shown["Norm of each filter"].chart
    assert norms is not None
    np.testing.assert_allclose(norms.values, np.sqrt((kernel**2).sum((0, 1, 2))), rtol=1e-4)
    assert f"Largest: filter {int(np.argmax(norms.values))} " in norms.sentence
    assert inspector.weights.mosaic.isHidden()


def test_a_batch_norm_shows_its_four_arrays(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    select(qtbot, inspector, state, "bn3b_branch2b")
    assert list(charts(inspector)) == ["Gamma, the scale", "Beta, the shift", "Moving mean", "Moving variance"]


def test_classes_have_their_names(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    select(qtbot, inspector, state, "fc3")
    chart = charts(inspector)["Norm of each class"].chart
    assert chart is not None
    assert chart.ends == ("class 0", "class 2")
    assert chart.say(1).startswith("class 1: norm ")


def test_the_first_filters_are_seen_in_colour_and_can_be_enlarged(
    qtbot: QtBot, inspector: Inspector, state: ArchitectureState, model: Model
) -> None:
    select(qtbot, inspector, state, "conv1")
    mosaic = inspector.weights.mosaic
    assert mosaic.isVisible()
    assert len(mosaic.images) == 64
    kernel = model.weights["conv1/kernel"][..., 5].astype(np.float32)  # (7, 7, BGR)
    colour = mosaic.images[5].pixelColor(3, 2)
    expected = np.rint(127.5 + 127.5 * kernel[2, 3, ::-1] / np.abs(kernel).max()).tolist()
    assert [colour.red(), colour.green(), colour.blue()] == expected
    QTest.mouseClick(mosaic, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    dialog = inspector.window().findChild(MosaicDialog)
    assert dialog is not None
    assert dialog.mosaic.width() > mosaic.width()
    assert len(dialog.mosaic.images) == 64
    dialog.close()


def test_the_mouse_finds_the_filter_it_is_on(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    select(qtbot, inspector, state, "conv1")
    mosaic = inspector.weights.mosaic
    assert mosaic.filter_at(QPointF(1, 1)) == 0
    assert mosaic.filter_at(QPointF(1, mosaic.heightForWidth(mosaic.width()) - 1)) == 56
    assert mosaic.filter_at(QPointF(1, 10_000)) == -1


def test_a_block_shows_how_large_the_weights_of_its_kernels_are_and_leads_to_them(
    qtbot: QtBot, inspector: Inspector, state: ArchitectureState
) -> None:
    select(qtbot, inspector, state, "3a")
    (line,) = charts(inspector).values()
    assert line.chart is not None
    assert list(line.chart.names) == ["res3a_branch1", *(f"res3a_branch2{each}" for each in "abc")]
    line.bars.chosen.emit(1)
    assert state.selected == "res3a_branch2a"
    qtbot.waitUntil(lambda: not inspector.is_reading)


def test_bars_lead_one_step_down(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    parameters, _ = inspector.parts
    assert [share.title for share in parameters.bars.shares][:2] == ["Stem", "Stage 2"]
    QTest.keyClick(parameters.bars, Qt.Key.Key_Down)
    QTest.keyClick(parameters.bars, Qt.Key.Key_Down)
    QTest.keyClick(parameters.bars, Qt.Key.Key_Return)
    assert state.selected == "stage 2"
    qtbot.waitUntil(lambda: not inspector.is_reading)


def test_a_layer_without_weights_says_so(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    select(qtbot, inspector, state, "res3b")
    assert inspector.weights.words.text() == weights_wording.NO_WEIGHTS
    assert charts(inspector) == {}


def test_a_network_that_is_not_in_use_has_no_weights_and_says_so(
    qtbot: QtBot, inspector: Inspector, state: ArchitectureState
) -> None:
    state.show(build(LISTING), None)
    select(qtbot, inspector, state, "conv1")
    assert inspector.weights.words.text() == weights_wording.NO_MODEL
    assert inspector.title.name.text() == "conv1"
    assert inspector.weights.mosaic.isHidden()


def test_the_last_selection_wins(qtbot: QtBot, inspector: Inspector, state: ArchitectureState) -> None:
    for name in ("conv1", "bn_conv1", "res5c_branch2b", "fc3"):
        state.select(name)
    qtbot.waitUntil(lambda: not inspector.is_reading)
    assert "Norm of each class" in charts(inspector)
    assert inspector.weights.mosaic.isHidden()


def test_nothing_is_read_while_it_is_hidden(qtbot: QtBot, state: ArchitectureState, tasks: Tasks) -> None:
    hidden = Inspector(state, tasks)
    qtbot.addWidget(hidden)
    state.select("conv1")
    assert not tasks.is_busy
    assert hidden.title.name.text() == ""
    hidden.show()
    assert hidden.title.name.text() == "conv1"
    qtbot.waitUntil(lambda: not hidden.is_reading)
    assert len(hidden.weights.mosaic.images) == 64


def test_it_catches_up_while_it_is_hidden_without_reading_weights(
    qtbot: QtBot, state: ArchitectureState, tasks: Tasks
) -> None:
    hidden = Inspector(state, tasks)
    qtbot.addWidget(hidden)
    state.select("res3b_branch2b")
    hidden.catch_up()
    assert hidden.title.name.text() == "res3b_branch2b"
    assert not tasks.is_busy
    state.select("conv1")  # what it caught up with is old again
    hidden.show()
    assert hidden.title.name.text() == "conv1"
    qtbot.waitUntil(lambda: not hidden.is_reading)
    assert len(hidden.weights.mosaic.images) == 64


@pytest.mark.parametrize(
    "name", ["", "stage 3", "3a", "conv1", "res5c_branch2b_relu", "res3a_branch1", "bn3a_branch1", "fc3"]
)
def test_nothing_is_wider_than_320_px(qtbot: QtBot, inspector: Inspector, state: ArchitectureState, name: str) -> None:
    select(qtbot, inspector, state, name)
    assert inspector.width() == 320
    assert inspector.minimumSizeHint().width() <= 320
    for part in (inspector.text, inspector.numbers, inspector.share, *inspector.parts, inspector.weights):
        assert part.isHidden() or part.mapTo(inspector, QPoint(part.width(), 0)).x() <= 320
    for each in inspector.numbers.findChildren(QLabel):
        longest = max((each.fontMetrics().horizontalAdvance(word) for word in each.text().split()), default=0)
        assert each.isHidden() or longest <= each.contentsRect().width(), each.text()


def test_where_bars_are_narrower_than_a_pixel_the_highest_is_read(
    qtbot: QtBot, inspector: Inspector, state: ArchitectureState
) -> None:
    select(qtbot, inspector, state, "res5a_branch1")
    line = charts(inspector)["Norm of each filter"]
    assert line.chart is not None
    assert len(line.chart.values) == 2048
    width = line.bars.width()
    read = line.bars.bar_at(10)
    nearby = range(int(10 * 2048 / width), int(11 * 2048 / width))
    assert read == max(nearby, key=lambda place: line.chart.values[place])  # type: ignore[union-attr]
