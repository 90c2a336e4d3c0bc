"""The settings behind the rail's last button."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.settings import THEME
from resnet_desktop.desktop.widgets.menu import Menu

_THEMES = {"system": "Same colours as the system", "light": "Light", "dark": "Dark"}


def make_settings_menu(parent: QWidget, chosen_theme: str, show_theme: Callable[[str], None]) -> Menu:
    """Make the menu.

    Args:
        parent: the window.
        chosen_theme: one of the theme setting's choices.
        show_theme: is called with the choice when another is made.
    """
    menu = Menu("Settings", parent)
    group = QActionGroup(menu)
    for choice in THEME.choices:
        action = QAction(_THEMES[choice], group, checkable=True)
        action.setChecked(choice == chosen_theme)
        action.triggered.connect(lambda _is_on, choice=choice: show_theme(choice))
        menu.add(action)
    return menu
