import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.lab import sweep_wording, wording
from resnet_desktop.desktop.architecture.lab.block_list import LINE_PX
from resnet_desktop.desktop.architecture.lab.residual_lab import ResidualLab
from resnet_desktop.desktop.architecture.lab.sweep_chart import LINE_PX as SWEEP_LINE_PX
from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.work_view import STOPPING
from resnet_desktop.engines.protocol import EngineError
from resnet_desktop.inspection.live import LiveNetwork
from resnet_desktop.network import LISTING, build
from tests.helpers.tiny_activations import small_picture

Wait = Callable[[], None]


def test_it_computes_nothing_while_it_is_hidden(
    lab: ResidualLab, state: ArchitectureState, live: LiveNetwork, picture: LivePicture, tasks: Tasks
) -> None:
    state.show(live.graph, live)
    state.show_picture(picture)
    state.bypass(["2b"])
    assert not tasks.is_busy
    assert lab.answer.bars.answers is None


def test_it_opens_with_sizes_and_the_answer_of_all_blocks(open_lab: ResidualLab, live: LiveNetwork) -> None:
    rows = open_lab.blocks.list.rows
    assert [block.name for block in rows.blocks] == ["2a", "2b", "2c", "3a", "3b"]
    layers = live.activations(small_picture())
    x = layers["res2a_relu"]
    assert rows.sizes["2b"].x == pytest.approx(float(np.sqrt((x**2).mean())), rel=1e-4)
    answers = open_lab.answer.bars.answers
    assert answers is not None
    assert answers.first_before.index == layers["fc6"].argmax()
    assert open_lab.answer.words.text() == wording.INVITATION
    assert open_lab.answer.all_off.isEnabled()
    assert not open_lab.answer.all_on.isEnabled()


def test_a_switch_shows_before_and_after_at_once(
    open_lab: ResidualLab, state: ArchitectureState, live: LiveNetwork, wait: Wait
) -> None:
    blocks = open_lab.blocks.list
    QTest.mouseClick(blocks.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, LINE_PX + LINE_PX // 2))
    assert state.bypassed == {"2b"}
    wait()
    answers = open_lab.answer.bars.answers
    assert answers is not None
    assert answers.bypassed == {"2b"}
    whole, without = live.predict(np.stack([small_picture()] * 2), [(), ("2b",)])
    for row in answers.rows:
        assert row.before == pytest.approx(whole[row.index], rel=1e-4)
        assert row.after == pytest.approx(without[row.index], rel=1e-4)
    assert open_lab.answer.words.text().startswith("Without 2b ")
    assert blocks.rows.sizes["2b"].is_bypassed


def test_space_switches_the_chosen_block_and_only_identity_blocks(
    open_lab: ResidualLab, state: ArchitectureState
) -> None:
    blocks = open_lab.blocks.list
    blocks.setFocus()
    blocks.choose("2a")
    QTest.keyClick(blocks, Qt.Key.Key_Space)
    assert not state.bypassed
    QTest.keyClick(blocks, Qt.Key.Key_Down)
    assert state.selected == "2b"
    QTest.keyClick(blocks, Qt.Key.Key_Space)
    assert state.bypassed == {"2b"}
    index = blocks.rows.index(1)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert "switched off" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(blocks, Qt.Key.Key_Space)
    assert not state.bypassed


def test_keys_scroll_to_the_block_that_they_go_to(open_lab: ResidualLab, qtbot: QtBot) -> None:
    open_lab.resize(340, 440)
    area = open_lab.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(0)
    blocks = open_lab.blocks.list
    blocks.setFocus()
    QTest.keyClick(blocks, Qt.Key.Key_End)
    last = blocks.viewport().mapTo(area.viewport(), blocks.cell_rect(4).center())
    assert 0 <= last.y() <= area.viewport().height()


def test_all_off_leaves_the_shortcuts_and_all_on_brings_everything_back(
    open_lab: ResidualLab, state: ArchitectureState, live: LiveNetwork, wait: Wait
) -> None:
    open_lab.answer.all_off.click()
    assert state.bypassed == set(live.blocks)
    wait()
    assert open_lab.answer.words.text().startswith("Without any identity block")
    open_lab.answer.all_on.click()
    assert not state.bypassed


def test_a_selected_layer_shows_the_maps_of_its_block_and_stays_selected(
    open_lab: ResidualLab, state: ArchitectureState
) -> None:
    state.select("res2b_branch2a")
    assert state.selected == "res2b_branch2a"
    assert open_lab.blocks.list.currentIndex().row() == 1
    assert open_lab.maps.view.isVisible()
    state.select("stage 3")
    assert not open_lab.maps.view.isVisible()
    assert not open_lab.blocks.list.currentIndex().isValid()


def test_maps_of_one_channel_can_be_chosen(open_lab: ResidualLab, state: ArchitectureState) -> None:
    state.select("2b")
    open_lab.maps.kind.buttons[1].click()
    assert open_lab.maps.channel.isEnabled()
    open_lab.maps.channel.edit.setText("")
    QTest.keyClicks(open_lab.maps.channel.edit, "3")
    assert open_lab.maps.channel.number == 3
    low, _, high = open_lab.maps.scale.words
    assert low == f"\u2212{high}"


def test_the_sweep_of_this_picture_is_drawn_and_kept_as_csv(
    open_lab: ResidualLab, tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_lab.sweep.tools.this_picture.click()
    wait()
    chart = open_lab.sweep.chart
    assert chart.isVisible()
    assert chart.sweep is not None
    assert [each.name for each in chart.sweep.outcomes] == ["2b", "2c", "3b"]
    target = tmp_path / "sweep.csv"
    monkeypatch.setattr(picking, "choose_new_file", lambda *_: target)
    open_lab.sweep.export.click()
    wait()
    with target.open(newline="") as file:
        assert [row["without"] for row in csv.DictReader(file)] == ["", "2b", "2c", "3b"]
    assert open_lab.sweep.words.text() == f"Saved as {target}"


def test_the_bar_of_a_block_that_is_selected_already_is_chosen_when_it_comes(
    open_lab: ResidualLab, state: ArchitectureState, wait: Wait
) -> None:
    state.select("2c")
    open_lab.sweep.tools.this_picture.click()
    wait()
    assert open_lab.sweep.chart.currentIndex().row() == 1


def test_a_chosen_bar_selects_its_block(open_lab: ResidualLab, state: ArchitectureState, wait: Wait) -> None:
    open_lab.sweep.tools.this_picture.click()
    wait()
    open_lab.sweep.chart.choose("3b")
    assert state.selected == "3b"
    assert open_lab.blocks.list.currentIndex().row() == 4


def test_a_bar_under_the_mouse_says_all_that_is_known(open_lab: ResidualLab, wait: Wait) -> None:
    open_lab.sweep.tools.this_picture.click()
    wait()
    chart, detail = open_lab.sweep.chart, open_lab.sweep.detail
    assert detail.text() == sweep_wording.CHART_HELP[sweep_wording.PROBABILITY]
    QTest.mouseMove(chart.viewport(), QPoint(100, 3 * SWEEP_LINE_PX // 2))
    assert detail.text().startswith("Without 2c: probability ")
    chart.leaveEvent(QEvent(QEvent.Type.Leave))
    open_lab.sweep.measure.buttons[sweep_wording.FIRST_CLASS].click()
    assert detail.text() == sweep_wording.CHART_HELP[sweep_wording.FIRST_CLASS]
    chart.choose("3b")
    assert detail.text().startswith("Without 3b: ")


def test_a_folder_of_classes_has_an_accuracy_and_broken_files_are_counted(
    open_lab: ResidualLab, sample_photos: list[Path], tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Class_1"
    folder.mkdir()
    for photo in sample_photos[:3]:
        shutil.copy(photo, folder)
    (folder / "broken.png").write_bytes(b"no picture")
    monkeypatch.setattr(picking, "choose_folder", lambda *_: [tmp_path])
    open_lab.sweep.tools.a_folder.click()
    wait()
    sweep = open_lab.sweeper.sweep
    assert sweep is not None
    assert (sweep.pictures, sweep.judged, len(sweep.broken)) == (3, 3, 1)
    accuracy = open_lab.sweep.measure.buttons[sweep_wording.ACCURACY]
    assert accuracy.isEnabled()
    accuracy.click()
    assert open_lab.sweep.chart.measure == sweep_wording.ACCURACY


def test_a_folder_is_a_listed_task_whose_stop_keeps_what_is_known(
    open_lab: ResidualLab, sample_photos: list[Path], tmp_path: Path, tasks: Tasks, qtbot: QtBot, wait: Wait
) -> None:
    for number in range(100):
        shutil.copy(sample_photos[number % 2], tmp_path / f"{number}.jpg")
    open_lab.sweeper.sweep_folder(tmp_path)
    assert [task.title for task in tasks.listed] == [sweep_wording.task_title(tmp_path.name)]
    assert open_lab.sweep.tools.cancel.isVisible()
    qtbot.waitUntil(lambda: open_lab.sweeper.sweep is not None, timeout=20_000)
    open_lab.sweep.tools.cancel.click()
    wait()
    sweep = open_lab.sweeper.sweep
    assert sweep is not None
    assert 0 < sweep.pictures < 100
    assert open_lab.sweeper.is_partial
    assert open_lab.sweep.tools.this_picture.isVisible()
    assert open_lab.sweep.subject.text() == tmp_path.name
    assert open_lab.sweep.tally.text() == f"{sweep.pictures} pictures, then stopped"


def test_cancelling_stops_a_sweep_and_says_so(open_lab: ResidualLab, wait: Wait) -> None:
    assert not open_lab.cancel(), "no sweep runs"
    open_lab.sweep.tools.this_picture.click()
    assert open_lab.cancel()
    assert open_lab.sweep.tools.line.text() == STOPPING
    wait()
    assert not open_lab.cancel()


def test_another_network_stops_a_sweep_and_says_why_there_is_nothing(
    open_lab: ResidualLab, state: ArchitectureState, wait: Wait
) -> None:
    open_lab.sweep.tools.this_picture.click()
    state.show(build(LISTING), None)
    wait()
    assert open_lab.sweeper.sweep is None
    assert not open_lab.answer.isVisible()


def test_a_device_that_gives_up_is_told_in_place_of_the_answer(
    open_lab: ResidualLab, state: ArchitectureState, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise EngineError("The network stopped working: out of memory")

    monkeypatch.setattr(state.live, "predict", fail)
    state.bypass(["2b"])
    wait()
    assert open_lab.answer.words.text() == "The network stopped working: out of memory."
    open_lab.sweep.tools.this_picture.click()
    wait()
    assert open_lab.sweep.words.text() == "The network stopped working: out of memory."


@pytest.mark.parametrize("size", [(320, 480), (480, 1000), (1200, 800)])
def test_nothing_is_cut_off_at_the_side(open_lab: ResidualLab, size: tuple[int, int], qtbot: QtBot, wait: Wait) -> None:
    open_lab.sweep.tools.this_picture.click()
    wait()
    open_lab.resize(*size)
    area = open_lab.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    inside = open_lab.blocks.parentWidget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.width() == area.viewport().width())
    for part in (open_lab.blocks, open_lab.maps, open_lab.sweep):
        assert part.minimumSizeHint().width() <= part.width()
