from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.chip import Chip


@pytest.fixture
def chip(qapp: QApplication, qtbot: QtBot) -> Iterator[Chip]:
    theme.apply_theme(qapp, "light")
    page = QWidget()
    made = Chip()
    QHBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.show()
    yield made
    page.close()  # it lives as long as the test does


def test_a_state_is_an_icon_and_a_word_in_its_colour(chip: Chip) -> None:
    chip.show_state("Unsure", "unsure", "warn")
    image = chip.grab().toImage()
    inks = {image.pixelColor(x, y).rgb() for x in range(image.width()) for y in range(image.height())}
    assert colour("warn").rgb() in inks
    assert chip.accessibleName() == "Unsure"
    assert chip.isVisible()


def test_without_a_word_it_takes_no_room(chip: Chip) -> None:
    chip.show_state("Unsure", "unsure", "warn")
    width = chip.sizeHint().width()
    chip.show_state("Corrected by somebody", "corrected", "accent")
    assert chip.sizeHint().width() > width
    chip.show_state("", "", "text2")
    assert not chip.isVisible()
