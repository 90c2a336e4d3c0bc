from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.model_list import ListedModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.model_button import ModelButton
from resnet_desktop.errors import UserError
from resnet_desktop.jobs import Control
from tests.desktop.fakes import FakeClassifier

LISTED = (ListedModel("pets", "Pets", classes=3), ListedModel("birds", "Birds", classes=12))


@pytest.fixture
def current(classifier: FakeClassifier, tasks: Tasks) -> CurrentModel:
    return CurrentModel(classifier, tasks)


@pytest.fixture
def make_button(current: CurrentModel, tasks: Tasks, qtbot: QtBot) -> Callable[..., ModelButton]:
    def make(read: Callable[[Control], tuple[ListedModel, ...]] = lambda _control: LISTED) -> ModelButton:
        button = ModelButton(current, tasks, read)
        qtbot.addWidget(button)
        button.show()
        return button

    return make


def load(current: CurrentModel, name: str, qtbot: QtBot) -> None:
    current.load(name)
    qtbot.waitUntil(lambda: current.state is not State.LOADING)


def test_the_button_says_which_model_is_used_also_to_a_screen_reader(
    make_button: Callable[..., ModelButton], current: CurrentModel, qtbot: QtBot
) -> None:
    button = make_button()
    assert button.text() == "No model yet"
    current.load("pets")
    assert button.text() == "Making the model ready…"
    qtbot.waitUntil(lambda: button.text() == "pets")
    assert button.accessibleName() == "Model: pets"
    assert button.toolTip().splitlines() == ["Made up, 6 classes", "Click to use another model"]


def test_the_menu_opens_by_mouse_and_by_key_with_the_current_model_checked(
    make_button: Callable[..., ModelButton], current: CurrentModel, qtbot: QtBot
) -> None:
    button = make_button()
    load(current, "birds", qtbot)

    def look_and_close() -> None:
        qtbot.waitUntil(button.model_menu.isVisible)
        assert [action.isChecked() for action in button.model_menu.actions()] == [False, True]
        button.model_menu.hide()
        assert not button.isDown()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    look_and_close()
    QTest.keyClick(button, Qt.Key.Key_Space)
    look_and_close()


def test_picking_a_model_of_the_menu_loads_it(
    make_button: Callable[..., ModelButton], current: CurrentModel, qtbot: QtBot
) -> None:
    button = make_button()
    load(current, "pets", qtbot)
    button.open_menu()
    qtbot.waitUntil(button.model_menu.isVisible)
    with qtbot.waitSignal(current.model_chosen) as chosen:
        button.model_menu.actions()[1].trigger()
    assert chosen.args == ["birds"]
    assert button.text() == "birds"
    button.model_menu.hide()


def test_the_button_keeps_the_name_of_a_model_that_stays_in_use_and_says_what_failed(
    make_button: Callable[..., ModelButton], current: CurrentModel, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    button = make_button()
    load(current, "pets", qtbot)
    classifier.load_error = UserError("The weights are damaged.")
    load(current, "birds", qtbot)
    assert button.text() == "pets"
    assert "“birds” could not be made ready: The weights are damaged. “pets” stays in use." in button.toolTip()
    shown = button.icon().pixmap(16, 16).toImage()
    classifier.load_error = None
    load(current, "pets", qtbot)
    assert button.icon().pixmap(16, 16).toImage() == shown, "nothing is wrong with the one that is in use"


def test_a_library_that_cannot_be_read_says_so_in_the_menu(
    make_button: Callable[..., ModelButton], qtbot: QtBot
) -> None:
    def fail(_control: Control) -> tuple[ListedModel, ...]:
        raise UserError("the folder cannot be read (Permission denied)")

    button = make_button(fail)
    button.open_menu()
    qtbot.waitUntil(button.model_menu.isVisible)
    (action,) = button.model_menu.actions()
    assert action.text() == "The models could not be listed: The folder cannot be read (Permission denied)."
    button.model_menu.hide()


def test_a_long_name_is_shortened(make_button: Callable[..., ModelButton], current: CurrentModel, qtbot: QtBot) -> None:
    button = make_button()
    load(current, "a-name-that-somebody-has-thought-about-for-a-long-time-indeed", qtbot)
    assert button.text().endswith("…")
    assert button.sizeHint().width() < 360
