import time
from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.maps.panel import ActivationPanel
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.engines.protocol import EngineError, FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.network import RESNET50, build
from tests.desktop.widgets.hand import Hand
from tests.helpers.tiny_activations import FakeLive, live_picture, small_activations

Show = Callable[[str], ActivationPanel]


def shown(panel: ActivationPanel) -> LayerMaps:
    """What a panel shows, when it does."""
    assert panel.maps is not None
    return panel.maps


def test_a_hidden_panel_computes_nothing(
    state: ArchitectureState, tasks: Tasks, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    panel = ActivationPanel(state, tasks, activations)
    qtbot.addWidget(panel)
    state.show(live.graph, live)
    state.show_picture(live_picture())
    state.select("conv1")
    assert not live.calls
    panel.show()
    qtbot.waitUntil(lambda: panel.maps is not None)
    assert shown(panel).layer.name == "conv1"


def test_every_state_says_why_there_are_no_maps(
    state: ArchitectureState, tasks: Tasks, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    panel = ActivationPanel(state, tasks, activations)
    qtbot.addWidget(panel)
    panel.show()
    nothing = panel.nothing
    assert nothing.currentWidget() is nothing.no_model
    state.show(live.graph, live)
    assert nothing.currentWidget() is nothing.no_picture
    live.error = EngineError("the device gave up")
    state.show_picture(live_picture())
    assert nothing.currentWidget() is nothing.computing
    qtbot.waitUntil(lambda: activations.error is not None)
    assert nothing.currentWidget() is nothing.failed
    assert nothing.failed.text.text() == "The device gave up."
    live.error = None
    nothing.retry_asked.emit()
    qtbot.waitUntil(lambda: panel.maps is not None)


def test_the_button_of_the_empty_state_asks_for_a_picture(
    state: ArchitectureState, tasks: Tasks, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    panel = ActivationPanel(state, tasks, activations)
    qtbot.addWidget(panel)
    panel.show()
    state.show(live.graph, live)
    with qtbot.waitSignal(panel.picture_asked):
        QTest.mouseClick(panel.nothing.choose, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("network", ["tiny", "tiny listing"])
def test_every_layer_can_be_shown_and_is_never_computed_twice(
    network: str, state: ArchitectureState, show_panel: Show, activations: LiveActivations, qtbot: QtBot
) -> None:
    panel = show_panel("")
    live = FakeLive(network)
    state.show(live.graph, live)
    state.show_picture(live_picture())
    qtbot.waitUntil(lambda: activations.is_current)
    for layer in live.graph.layers:
        state.select(layer.name)
        assert panel.header.name.text() == layer.name
        assert shown(panel).is_vector == panel.body.part.isHidden()
        assert not panel.grab().isNull()
    assert len(live.calls) == 1


def test_the_strongest_channel_is_shown_first_and_stays_when_the_order_changes(show_panel: Show) -> None:
    panel = show_panel("res2a_relu")
    maps = shown(panel)
    assert panel.body.part.channel == maps.strongest == panel.body.mosaic.order[0]
    panel.body.choices.sort.buttons[0].click()
    assert list(panel.body.mosaic.order) == list(range(maps.channels.count))
    assert panel.body.mosaic.chosen == panel.body.part.channel == maps.strongest


def test_a_click_on_a_tile_and_arrow_keys_choose_a_channel(show_panel: Show) -> None:
    panel = show_panel("conv1_relu")
    place = panel.body.mosaic.cell_rect(2).center()
    QTest.mouseClick(panel.body.mosaic.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.body.part.channel == panel.body.mosaic.order[2]
    QTest.keyClick(panel.body.mosaic, Qt.Key.Key_Right)
    assert panel.body.part.channel == panel.body.mosaic.order[3]


def test_the_mouse_over_a_tile_names_the_value_that_is_there(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("conv1_relu")
    cell = panel.body.mosaic.cell_rect(1)
    with qtbot.waitSignal(panel.body.mosaic.hovered) as told:
        Hand(panel.body.mosaic.viewport()).move_to(cell.left() + 3, cell.top() + 3)
    assert told.args == [(panel.body.mosaic.order[1], 0, 0)]


def test_only_channels_in_sight_are_coloured(show_panel: Show) -> None:
    panel = show_panel("conv1_relu")
    panel.grab()
    assert 0 < len(panel.body.mosaic._tiles) < 64


def test_a_click_into_the_map_tells_layer_channel_row_and_column(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("conv1_relu")
    view = panel.body.part.view
    assert view.framing is not None
    x, y = view.framing.to_view(3.5, 5.5)
    with qtbot.waitSignal(panel.pixel_chosen) as told:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert told.args == ["conv1_relu", panel.body.part.channel, 5, 3]
    with qtbot.waitSignal(panel.pixel_chosen) as told:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert told.args == ["conv1_relu", panel.body.part.channel, 6, 3]


def test_enter_chooses_the_strongest_value(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("conv1_relu")
    with qtbot.waitSignal(panel.pixel_chosen) as told:
        QTest.keyClick(panel.body.part.view, Qt.Key.Key_Return)
    _, channel, row, column = told.args or []
    maps = shown(panel).maps
    assert maps[row, column, channel] == maps[:, :, channel].max()


def test_a_pixel_that_was_chosen_elsewhere_is_marked_and_told_to_nobody(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("conv1_relu")
    with qtbot.assertNotEmitted(panel.pixel_chosen):
        panel.mark_pixel("conv1_relu", 7, 2, 1)
    assert panel.body.part.channel == 7
    assert panel.body.part.view.pixel == (2, 1)


def test_on_the_picture_a_value_lies_where_its_window_looks(show_panel: Show) -> None:
    panel = show_panel("conv1_relu")
    panel.body.part.choice.buttons[1].click()
    channel = panel.body.part.view.shown
    assert channel is not None
    assert channel.size == (32, 32)
    left, top, right, bottom = channel.cell(0, 0)
    assert ((left + right) / 2, (top + bottom) / 2) == (0.5, 0.5), "the padding puts the first window's middle there"
    assert channel.value_place(4.4, 2.6) == (1, 2)
    assert channel.value_place(31.9, 0) is None, "half a cell at the right has no value"


def test_the_scale_can_be_common_to_the_layer_and_to_the_network(show_panel: Show) -> None:
    panel = show_panel("res2a_relu")
    highs = []
    for button in panel.body.choices.scale.buttons:
        button.click()
        highs.append(float(shown(panel).scale.highs[panel.body.mosaic.order[-1]]))
        assert panel.body.choices.bar.words[0] == "0"
    assert highs == sorted(highs)
    assert highs[0] < highs[2]


def test_the_last_layer_is_a_list_of_its_classes(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("classifier")
    values = small_activations("tiny").layers["fc5"]
    assert panel.header.name.text() == "fc5"
    best = panel.body.bars.rows.data(panel.body.bars.rows.index(0, 0))
    assert best == f"class {values.argmax()}: {100 * values.max():.1f} %"
    with qtbot.waitSignal(panel.pixel_chosen) as told:
        panel.body.bars.choose(3)
    assert told.args == ["fc5", 3, 0, 0]


def test_layer_and_channels_are_saved_as_they_are_shown(
    show_panel: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = show_panel("conv1_relu")
    asked: list[str] = []

    def choose(_parent: object, _title: str, proposed: Path, _kind: str) -> Path:
        asked.append(proposed.name)
        return tmp_path / proposed.name

    monkeypatch.setattr(picking, "choose_new_file", choose)
    for signal in (panel.header.numbers_asked, panel.header.channels_asked, panel.header.channel_asked):
        with qtbot.waitSignal(panel.saver.saved):
            signal.emit()
    panel.body.part.choice.buttons[1].click()
    with qtbot.waitSignal(panel.saver.saved):
        panel.header.channel_asked.emit()
    channel = panel.body.part.channel
    assert asked.pop() == f"noise conv1_relu channel {channel} on picture.png"
    assert asked == ["noise conv1_relu.npy", "noise conv1_relu.png", f"noise conv1_relu channel {channel}.png"]
    np.testing.assert_array_equal(np.load(tmp_path / asked[0]), shown(panel).maps)
    with Image.open(tmp_path / asked[1]) as image:
        assert "64 channels of conv1_relu for noise.png" in image.info["Description"]


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    show_panel: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = show_panel("conv1_relu")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: tmp_path / "file" / "maps.npy")
    with qtbot.waitSignal(panel.saver.failed):
        panel.header.numbers_asked.emit()
    assert panel.said.text().startswith("The maps could not be saved as")
    assert panel.said.isVisible()


def test_channel_and_mosaic_stand_beside_each_other_where_there_is_room(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("conv1_relu")
    assert panel.body.part.y() > 0
    assert panel.body.part.x() == 0
    panel.resize(1000, 700)
    qtbot.waitUntil(lambda: panel.body.part.x() > 300)
    panel.resize(320, 480)
    assert (panel.width(), panel.height()) == (320, 480)
    qtbot.waitUntil(lambda: panel.body.choices.width() <= 320)
    qtbot.waitUntil(lambda: panel.body.part.x() < 100)


def test_the_old_maps_stay_while_a_new_picture_is_computed_and_say_so(
    state: ArchitectureState, show_panel: Show, activations: LiveActivations, qtbot: QtBot
) -> None:
    panel = show_panel("conv1_relu")
    before = shown(panel)
    state.show_picture(live_picture("other.png"))
    assert panel.maps is before
    assert "Computing" in panel.header.note.text()
    qtbot.waitUntil(lambda: activations.is_current)
    assert panel.maps is not before
    assert "Computing" not in panel.header.note.text()


def test_the_same_picture_given_anew_is_computed_anew(
    state: ArchitectureState, show_panel: Show, activations: LiveActivations, live: FakeLive, qtbot: QtBot
) -> None:
    show_panel("conv1_relu")
    state.show_picture(live_picture())
    assert not activations.is_current
    qtbot.waitUntil(lambda: activations.is_current)
    assert len(live.calls) == 2


def test_switched_off_blocks_are_told_above_the_maps(
    state: ArchitectureState, show_panel: Show, activations: LiveActivations, qtbot: QtBot
) -> None:
    panel = show_panel("conv1_relu")
    state.bypass(["2b"])
    qtbot.waitUntil(lambda: activations.is_current)
    assert panel.header.note.text().endswith("Block 2b is switched off.")


def test_enter_leads_from_the_channels_to_the_values_of_the_chosen_one(show_panel: Show, qtbot: QtBot) -> None:
    panel = show_panel("conv1_relu")
    panel.activateWindow()
    panel.body.mosaic.setFocus()
    QTest.keyClick(panel.body.mosaic, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.body.part.view.hasFocus)


class LargeLive(FakeLive):
    """ResNet-50 at 224 px, of which only the largest layers are there, with made-up values."""

    def __init__(self) -> None:
        super().__init__("tiny")
        self.graph = build(RESNET50, 224, 1000)
        generator = np.random.default_rng(3)
        names = ("conv1_pad", "conv1", "conv1_relu", "res2a_relu", "res3a", "res5c_relu", "flatten", "fc1000")
        shapes = {name: self.graph.layer(name).output_shape for name in names}
        made = {name: generator.standard_normal(shape, np.float32) for name, shape in shapes.items()}
        self._layers = {name: values.clip(0) if "relu" in name else values for name, values in made.items()}

    def activations(self, picture: UInt8Array, without: Collection[str] = ()) -> dict[str, FloatArray]:  # noqa: ARG002
        return self._layers


def test_choosing_any_of_the_largest_layers_answers_in_time(
    state: ArchitectureState, show_panel: Show, activations: LiveActivations, qtbot: QtBot
) -> None:
    panel, live = show_panel(""), LargeLive()
    state.show(live.graph, live)
    state.show_picture(live_picture())
    qtbot.waitUntil(lambda: activations.is_current)
    panel.body.choices.scale.buttons[2].click()
    for name in live._layers:
        begin = time.thread_time()  # processor time of the window's thread: other programs hardly change it
        state.select(name)
        panel.grab()
        assert time.thread_time() - begin < 0.15, name
