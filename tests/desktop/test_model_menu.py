import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.model_list import ListedModel
from resnet_desktop.desktop.model_menu import ModelMenu

SOUND = ListedModel("pets", "Pets & friends", classes=3, accuracy=0.9, measured_on="test")
OTHER = ListedModel("birds", "Birds of the garden", classes=12)
DAMAGED = ListedModel("old", "old", problem="card.json: the file is missing")


@pytest.fixture
def menu(qtbot: QtBot) -> ModelMenu:
    made = ModelMenu("Models")
    qtbot.addWidget(made)
    return made


def test_each_model_has_an_entry_and_the_one_in_use_is_checked(menu: ModelMenu) -> None:
    menu.show_models((SOUND, OTHER), "birds")
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("Pets && friends\t3 classes · 90.0 % right", False),
        ("Birds of the garden\t12 classes", True),
    ]


def test_a_damaged_model_says_why_and_cannot_be_chosen(menu: ModelMenu) -> None:
    menu.show_models((DAMAGED,), "old")
    (action,) = menu.actions()
    assert action.text() == "old\tcard.json: the file is missing"
    assert not action.isEnabled()
    assert not action.isChecked()


def test_choosing_tells_the_name(menu: ModelMenu, qtbot: QtBot) -> None:
    menu.show_models((SOUND, OTHER), "pets")
    with qtbot.waitSignal(menu.model_picked) as picked:
        menu.actions()[1].trigger()
    assert picked.args == ["birds"]


def test_a_list_that_is_shown_again_replaces_the_one_before(menu: ModelMenu) -> None:
    menu.set_more([QAction("Compare…", menu)])
    menu.show_models((SOUND, OTHER), "pets")
    menu.show_models((OTHER,), "birds")
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Birds of the garden\t12 classes",
        "Compare…",
    ]
    menu.show_problem("The folder cannot be read.")
    assert menu.actions()[0].text() == "The folder cannot be read."
    assert not menu.actions()[0].isEnabled()


def test_no_models_are_said_to_be_none(menu: ModelMenu) -> None:
    menu.show_models((), "")
    assert [action.text() for action in menu.actions()] == ["There are no models yet"]


def test_a_very_long_title_is_shortened_and_stays_whole_in_the_tip(menu: ModelMenu) -> None:
    long = ListedModel("long", "A model whose title was written by somebody with much time and a wide screen " * 2)
    menu.show_models((long,), "")
    title = menu.actions()[0].text().partition("\t")[0]
    assert title.endswith("…")
    assert long.title in menu.actions()[0].toolTip()
