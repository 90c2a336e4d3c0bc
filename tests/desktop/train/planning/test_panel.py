"""The panel as a person uses it: presets, settings, files, name."""

import dataclasses
import json
import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.planning.bases import Shelf
from resnet_desktop.desktop.train.planning.controls import TypedControl
from resnet_desktop.desktop.train.planning.drawer import Drawer
from resnet_desktop.desktop.train.planning.freeze_line import FreezeLine
from resnet_desktop.desktop.train.planning.panel import PlanPanel
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.training.dataset import DataSet
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS
from tests.desktop.train.planning.test_forecaster import pictures
from tests.training import fake_measuring

WAIT_MS = 20_000


@pytest.fixture
def state(qtbot: QtBot) -> TrainState:  # noqa: ARG001  signals need the application
    return TrainState()


@pytest.fixture
def panel(qtbot: QtBot, state: TrainState, tasks: Tasks) -> PlanPanel:
    """The panel, shown, with its bases read and no data."""
    made = PlanPanel(state, tasks, fake_measuring.answer)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=WAIT_MS)
    return made


@pytest.mark.usefixtures("without_tensorflow")
def test_without_tensorflow_quick_is_offered_and_the_panel_says_how_the_others_are_had(
    qtbot: QtBot, state: TrainState, tasks: Tasks
) -> None:
    panel = PlanPanel(state, tasks, fake_measuring.answer)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=WAIT_MS)
    assert {name: card.isEnabled() for name, card in panel.cards.cards.items()} == {
        "quick": True,
        "balanced": False,
        "full": False,
    }
    assert panel.cards.cards["full"].said == ("needs TensorFlow", "")
    assert "complete program" in _seen(panel) or "--lite" in _seen(panel)
    panel.name_line.edit.setText("mine")
    assert panel.problem == ""
    state.use_plan(dataclasses.replace(state.plan, freeze=0))
    assert "needs TensorFlow" in panel.problem
    assert set(panel.forecaster._plans()) == {"quick"}


def _seen(panel: PlanPanel) -> str:
    return " ".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def drawer_of(panel: PlanPanel) -> Drawer:
    panel.settings_button.setChecked(True)
    drawer = panel.drawer.content
    for group in drawer.groups.values():
        group.header.setChecked(True)
    return drawer


def type_into(drawer: Drawer, name: str, text: str) -> None:
    control = drawer.rows[name].control
    assert isinstance(control, TypedControl)
    control.edit.setFocus()
    control.edit.selectAll()
    QTest.keyClicks(control.edit, text)


def checked(panel: PlanPanel) -> list[str]:
    return [name for name, card in panel.cards.cards.items() if card.isChecked()]


def test_it_begins_with_quick_at_the_size_of_the_base(panel: PlanPanel, state: TrainState) -> None:
    assert checked(panel) == ["quick"]
    assert (state.plan.freeze, state.plan.input_size, state.plan.crop_fraction) == (5, 112, 1.0)


def test_a_card_makes_the_plan_that_preset(panel: PlanPanel, state: TrainState) -> None:
    panel.cards.cards["full"].click()
    assert PRESETS["full"].is_in(state.plan)
    assert checked(panel) == ["full"]
    assert state.plan.input_size == 112


def test_data_are_measured_and_give_the_name_and_their_own_resolution(
    qtbot: QtBot, panel: PlanPanel, state: TrainState, tasks: Tasks
) -> None:
    classes = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
    data = dataclasses.replace(pictures("My cats"), classes=classes)
    state.use_data(data, {"data": "/pictures/My cats"})
    qtbot.waitUntil(lambda: panel.forecaster.is_complete and not tasks.is_busy, timeout=WAIT_MS)
    assert panel.name == "my-cats"
    assert panel.problem == ""
    assert state.plan.source_size == 32  # the base was trained on the same classes
    time, costs = panel.cards.cards["quick"].said
    assert time.startswith("about ")
    assert costs.endswith(" disk")
    assert "about" in panel.cards.cards["quick"].accessibleName()


def test_hidden_it_measures_nothing_until_it_is_seen(qtbot: QtBot, state: TrainState, tasks: Tasks) -> None:
    made = PlanPanel(state, tasks, fake_measuring.answer)
    qtbot.addWidget(made)
    state.use_data(pictures(), {"data": "/pictures/cats"})
    assert not tasks.is_busy
    made.show()
    qtbot.waitUntil(lambda: made.forecaster.is_complete and not tasks.is_busy, timeout=WAIT_MS)


def test_a_typed_number_changes_the_plan_and_a_wrong_one_says_why(panel: PlanPanel, state: TrainState) -> None:
    drawer = drawer_of(panel)
    panel.name_line.edit.setText("fine")
    type_into(drawer, "epochs", "12")
    assert state.plan.epochs == 12
    assert checked(panel) == []
    type_into(drawer, "epochs", "0")
    assert state.plan.epochs == 12
    assert panel.problem == drawer.rows["epochs"].problem == "Epochs must be a whole number from 1 to 1,000, not 0."
    type_into(drawer, "epochs", "30")
    assert (state.plan.epochs, panel.problem) == (30, "")


def test_one_field_goes_back_and_so_do_all(panel: PlanPanel, state: TrainState) -> None:
    drawer = drawer_of(panel)
    type_into(drawer, "epochs", "12")
    type_into(drawer, "seed", "9")
    type_into(drawer, "batch", "1")
    assert not drawer.rows["epochs"].reset.isHidden()
    drawer.rows["epochs"].reset.click()
    assert (state.plan.epochs, state.plan.seed) == (PRESETS["quick"].changes["epochs"], 9)
    assert drawer.rows["epochs"].reset.isHidden()
    panel.tools.reset_button.click()
    assert state.plan.seed == 0
    assert drawer.problem == ""
    assert checked(panel) == ["quick"]
    assert state.plan.input_size == 112


def test_the_freeze_line_moves_by_keys_and_mouse(panel: PlanPanel, state: TrainState) -> None:
    line = drawer_of(panel).rows["freeze"].control.focusProxy()
    assert isinstance(line, QWidget)
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert state.plan.freeze == 4
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().topLeft() + line.rect().center() / 50)
    assert state.plan.freeze == 0
    QTest.keyClick(line, Qt.Key.Key_End)
    assert state.plan.freeze == 5
    assert line.accessibleName() == "Freeze line: trained from the classifier on"


def test_the_freeze_line_is_dragged_and_says_how_many_parameters_are_trained(
    panel: PlanPanel, state: TrainState
) -> None:
    row = drawer_of(panel).rows["freeze"]
    line = row.control.focusProxy()
    assert isinstance(line, FreezeLine)
    assert row.help.text().endswith("These are 20,490 of 23,555,082 parameters.")
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=_on(line, 4))
    QTest.mouseMove(line, _on(line, 3))
    assert state.plan.freeze == 3
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=_on(line, 3))
    QTest.mouseMove(line, _on(line, 1))
    assert state.plan.freeze == 3  # nothing is held any more
    state.use_plan(dataclasses.replace(state.plan, network="listing", base="none", freeze=0))
    assert row.help.text() == "Everything is trained. These are 21,302,602 parameters."


def _on(line: FreezeLine, before: int) -> QPoint:
    return QPoint(round(line.strip.line_x(before)), line.height() // 2)


def test_what_stays_is_hatched(panel: PlanPanel) -> None:
    line = drawer_of(panel).rows["freeze"].control.focusProxy()
    assert isinstance(line, FreezeLine)
    line.resize(800, line.height())
    line.set_freeze(2)

    def colours(name: str) -> set[int]:
        cell = next(each for each in line.strip.cells if each.name == name)
        picture = line.grab().toImage()
        y = line.top_px + 13
        return {picture.pixel(x, y) for x in range(round(cell.left) + 4, round(cell.right) - 4)}

    assert len(colours("2a")) > 1
    assert len(colours("3a")) == 1


def test_without_a_base_nothing_may_stay(panel: PlanPanel, state: TrainState) -> None:
    drawer = drawer_of(panel)
    panel.name_line.edit.setText("fine")
    drawer.value_changed.emit("base", "none")
    assert "freeze line to 0" in panel.problem
    drawer.value_changed.emit("freeze", 0)
    assert panel.problem == ""
    drawer.value_changed.emit("network", "listing")
    drawer.value_changed.emit("base", "resnet50-cifar10")
    assert (state.plan.network, panel.problem) == ("resnet50", "")


def test_a_taken_name_cannot_be_used(panel: PlanPanel) -> None:
    panel.name_line.edit.setText("resnet50-cifar10")
    assert "already a model named resnet50-cifar10" in panel.problem
    panel.name_line.edit.setText("")
    assert panel.problem == "A model needs a name."


def test_a_plan_is_saved_and_read_as_the_command_line_does(panel: PlanPanel, state: TrainState, tmp_path: Path) -> None:
    drawer = drawer_of(panel)
    type_into(drawer, "seed", "9")
    state.data_plan = {"data": "/pictures/cats", "archive": ""}
    file = tmp_path / "plan.json"
    panel.tools.save(file)
    assert Plan.from_json(file.read_text()) == dataclasses.replace(state.plan, data="/pictures/cats")
    before = state.plan
    panel.tools.reset_button.click()
    assert state.plan != before
    panel.tools.open(file)
    assert state.plan == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "cannot be used. A plan is JSON"),
        (json.dumps({"epochs": 0}).encode(), "Epochs must be"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_file_that_is_no_plan_changes_nothing(
    content: bytes, words: str, panel: PlanPanel, state: TrainState, tmp_path: Path
) -> None:
    (tmp_path / "plan.json").write_bytes(content)
    before = state.plan
    panel.tools.open(tmp_path / "plan.json")
    assert words in panel.tools.said.problem
    assert state.plan == before


def test_what_was_said_of_an_earlier_plan_goes(panel: PlanPanel, state: TrainState, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text('{"epochs": 7, "learning_rate": 1}')
    drawer = drawer_of(panel)
    panel.tools.open(tmp_path / "plan.json")
    assert panel.tools.said.text() == "plan.json was read."
    assert isinstance(state.plan.learning_rate, float)
    panel.tools.reset_button.click()
    assert panel.tools.said.text() == ""
    panel.tools.copy_button.click()
    assert panel.tools.said.text().startswith("Copied.")
    type_into(drawer, "epochs", "12")
    assert panel.tools.said.text() == ""
    panel.tools.copy_button.click()
    panel.name_line.edit.setText("cats")
    assert panel.tools.said.text() == ""


def test_a_typed_name_that_a_run_has_got_is_followed_by_the_next(panel: PlanPanel, state: TrainState) -> None:
    state.use_data(pictures("cats"), {"data": "/pictures/cats"})
    panel.name_line.edit.clear()
    QTest.keyClicks(panel.name_line.edit, "mine")
    panel.name_line.set_shelf(Shelf({}, (), ("other",)))
    assert panel.name == "mine"
    panel.name_line.set_shelf(Shelf({}, ("mine", "cats"), ("other", "mine")))
    assert (panel.name, panel.problem) == ("cats-2", "")


def test_the_command_is_copied(panel: PlanPanel, state: TrainState) -> None:
    panel.name_line.edit.setText("cats")
    state.data_plan = {"data": "/my cats"}
    drawer_of(panel)
    panel.tools.copy_button.click()
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words[:6] == ["resnet-desktop", "train", "--name", "cats", "--data", "/my cats"]
    assert words[words.index("--freeze") + 1] == "5"


def test_other_data_without_pictures_take_the_forecasts_away(
    qtbot: QtBot, panel: PlanPanel, state: TrainState, tasks: Tasks
) -> None:
    state.use_data(pictures(), {"data": "/pictures/cats"})
    qtbot.waitUntil(lambda: panel.forecaster.is_complete and not tasks.is_busy, timeout=WAIT_MS)
    nothing: DataSet | None = None
    state.use_data(nothing, {})
    assert panel.cards.cards["quick"].said == ("not measured", "")
