from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from pytestqt.qtbot import QtBot

from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.rail import Rail


def test_a_menu_that_closes_leaves_its_button_as_the_mouse_does(qtbot: QtBot) -> None:
    settings, help_menu = Menu("Settings"), Menu("Help")
    help_menu.add(QAction("About", help_menu))
    rail = Rail((), settings, help_menu)
    for part in (rail, settings, help_menu):
        qtbot.addWidget(part)
    rail.show()
    QCursor.setPos(rail.mapToGlobal(rail.rect().bottomRight()) + QPoint(50, 50))
    help_menu.popup(rail.mapToGlobal(rail.rect().center()))
    rail.help_button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # no leave event comes while a menu is open
    help_menu.hide()
    assert not rail.help_button.underMouse()
