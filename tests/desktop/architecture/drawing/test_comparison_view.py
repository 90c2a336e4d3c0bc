from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop import theme
from resnet_desktop.desktop.architecture.drawing.comparison_view import ComparisonView
from resnet_desktop.network import LISTING, RESNET50, build


def test_it_shows_both_networks_and_follows_size_and_theme(qtbot: QtBot, qapp: QApplication) -> None:
    view = ComparisonView(build(RESNET50), build(LISTING))
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    qtbot.waitExposed(view)
    theme.apply_theme(qapp, "light")
    light = view.grab().toImage()
    theme.apply_theme(qapp, "dark")
    assert view.grab().toImage() != light
    assert view._sheet.height() > 700
    assert "Parameters: 25,636,712 and 21,827,624" in view.accessibleDescription()
    assert view.to_svg().count("25,636,712") == 2


def test_other_networks_can_be_shown(qtbot: QtBot) -> None:
    view = ComparisonView(build(RESNET50), build(LISTING))
    qtbot.addWidget(view)
    view.show_graphs(build(RESNET50, 64, 6), build(LISTING, 64, 6))
    assert "64x64 input, 6 classes" in view.to_svg()
    assert "25,636,712" not in view.accessibleDescription()
