import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.train.live.glance import Glance
from resnet_desktop.desktop.widgets.training_sign import TrainingSign

LONG = Glance("a-model-with-a-very-long-name-for-its-run", "37 % · about 3 min left", "it is training", 0.37)
WHOLE = "a-model-with-a-very-long-name-for-its-run · 37 % · about 3 min left"


@pytest.fixture
def line(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 32)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def sign(line: QWidget) -> TrainingSign:
    layout = QHBoxLayout(line)
    layout.addStretch()
    layout.addWidget(made := TrainingSign())
    return made


def test_it_takes_no_room_while_nothing_trains(sign: TrainingSign) -> None:
    assert not sign.isVisible()
    sign.show_training(LONG)
    assert sign.isVisible()
    sign.show_training(None)
    assert not sign.isVisible()


def test_a_long_name_is_shortened_where_there_is_no_room_and_comes_back_where_there_is(
    sign: TrainingSign, line: QWidget, qtbot: QtBot
) -> None:
    sign.show_training(LONG)
    qtbot.waitUntil(lambda: sign.button.shown_text == WHOLE)
    line.resize(360, 32)
    qtbot.waitUntil(lambda: "… · 37 % · about 3 min left" in sign.button.shown_text)
    assert line.width() == 360
    assert sign.button.accessibleName() == f"Training: {WHOLE}"
    line.resize(800, 32)
    qtbot.waitUntil(lambda: sign.button.shown_text == WHOLE)


def test_before_the_first_batch_the_bar_only_says_that_something_goes_on(sign: TrainingSign) -> None:
    sign.show_training(Glance("oaks", "starting", "oaks is starting", None))
    assert sign.bar.maximum() == 0
    sign.show_training(LONG)
    assert sign.bar.value() / sign.bar.maximum() == pytest.approx(0.37)
