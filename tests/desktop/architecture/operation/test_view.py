import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.operation.view import OperationView
from resnet_desktop.desktop.architecture.state import ArchitectureState
from tests.helpers.tiny_activations import FakeLive, live_picture, small_activations


def shown_rows(view: OperationView) -> list[str]:
    """What the steps say."""
    return [row.line.title for row in view.rows if row.isVisibleTo(view) and row.line is not None]


def test_every_layer_has_its_arithmetic(state: ArchitectureState, view: OperationView) -> None:
    for layer in state.graph.layers:
        state.select(layer.name)
        view.show_pixel(layer.name, 1, 0, 0)
        assert view.operation is not None
        assert view.operation.layer == layer.name
        assert layer.name in [row.line.layer for row in view.rows if row.isVisibleTo(view) and row.line is not None]
        assert not view.grab().isNull()


def test_the_steps_of_a_block_end_are_shown_in_order(state: ArchitectureState, view: OperationView) -> None:
    state.select("res2b_relu")
    view.show_pixel("res2b_relu", 3, 2, 2)
    assert shown_rows(view) == ["Convolution", "Batch norm", "Addition", "ReLU"]
    view.show_pixel("res2b_branch2a", 3, 2, 2)
    assert shown_rows(view) == ["Convolution", "Batch norm", "ReLU"]


def test_the_input_channel_that_adds_most_is_shown_first_and_others_by_choice(view: OperationView) -> None:
    view.show_pixel("res2a_branch2b", 1, 3, 3)
    part = view.window_part
    assert view.operation is not None
    step = view.operation.steps[0]
    first, second = step.strongest[:2]  # type: ignore[attr-defined]
    assert f"channel {first}," in part.title.text()
    part.sums.choose(int(second))
    assert f"channel {second}," in part.title.text()
    patch, kernel, products = part.grids.grids
    np.testing.assert_allclose(patch.values * kernel.values, products.values)
    assert products.values.sum() == pytest.approx(step.sums[second], rel=1e-4, abs=1e-6)  # type: ignore[attr-defined]


def test_arrow_keys_move_to_the_neighbour_and_stop_at_the_edge(view: OperationView, qtbot: QtBot) -> None:
    view.show_pixel("conv1_relu", 4, 0, 5)
    with qtbot.waitSignal(view.pixel_moved) as told:
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert told.args == ["conv1_relu", 4, 0, 6]
    with qtbot.assertNotEmitted(view.pixel_moved):
        QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.operation is not None
    assert (view.operation.row, view.operation.column) == (0, 6)


def test_keys_that_mean_nothing_here_are_left_to_the_page(view: OperationView) -> None:
    view.show_pixel("conv1_relu", 4, 0, 5)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    assert not event.isAccepted()


def test_another_picture_brings_new_numbers_and_another_layer_takes_them_away(
    state: ArchitectureState, view: OperationView, activations: LiveActivations, qtbot: QtBot
) -> None:
    state.select("conv1_relu")
    view.show_pixel("conv1_relu", 4, 0, 5)
    before = view.operation
    state.show_picture(live_picture("other.png"))
    qtbot.waitUntil(lambda: activations.is_current)
    assert view.operation is not None
    assert view.operation is not before
    state.select("conv1")
    assert view.operation is None


def test_the_result_that_is_written_is_the_value_of_the_map(state: ArchitectureState, view: OperationView) -> None:
    state.select("fc5")
    view.show_pixel("fc5", 2, 0, 0)
    assert shown_rows(view) == ["Dense", "Softmax"]
    line = view.rows[1].line
    assert line is not None
    assert line.result == f"{100 * small_activations('tiny').layers['fc5'][2]:.1f} %"


def test_a_network_that_went_away_leaves_nothing(state: ArchitectureState, view: OperationView) -> None:
    view.show_pixel("conv1_relu", 4, 0, 5)
    other = FakeLive("tiny listing")
    state.show(other.graph, other)
    assert view.operation is None


def test_a_network_without_weights_and_a_missing_picture_say_why_there_is_no_value(
    state: ArchitectureState, view: OperationView, live: FakeLive
) -> None:
    state.show(live.graph, None)
    assert view.why_nothing.no_model.isVisible()
    state.show(live.graph, live)
    assert view.why_nothing.no_picture.isVisible()
