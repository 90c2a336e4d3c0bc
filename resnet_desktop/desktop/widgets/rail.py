"""The rail on the left: the pages, and help and settings below."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from resnet_desktop.desktop.widgets.buttons import RailButton
from resnet_desktop.desktop.widgets.menu import Menu

WIDTH_PX = 96


@dataclass(frozen=True)
class RailEntry:
    """One page as the rail shows it.

    Attributes:
        title: its word.
        icon_name: of its icon.
    """

    title: str
    icon_name: str


class Rail(QFrame):
    """One button for each page, and one each for the menus of help and settings.

    Signals:
        page_chosen: the number of a page, from 0.
    """

    page_chosen = Signal(int)

    def __init__(self, pages: tuple[RailEntry, ...], settings_menu: Menu, help_menu: Menu) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self.setFixedWidth(WIDTH_PX)
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(4)
        for number, page in enumerate(pages):
            button = RailButton(page.title, page.icon_name)
            button.setCheckable(True)
            button.setAccessibleName(f"Page {page.title}")
            button.setToolTip(f"{page.title} (Ctrl+{number + 1})")
            self._group.addButton(button, number)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        self.help_button = _menu_button("Help", "help", help_menu)
        self.settings_button = _menu_button("Settings", "settings", settings_menu)
        for button in (self.help_button, self.settings_button):
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._group.idClicked.connect(self.page_chosen)

    def show_page(self, number: int) -> None:
        """Mark the page that is open."""
        self._group.button(number).setChecked(True)


def _menu_button(word: str, icon_name: str, menu: Menu) -> RailButton:
    button = RailButton(word, icon_name)
    button.setAccessibleName(word)
    button.setMenu(menu)
    button.setPopupMode(RailButton.ToolButtonPopupMode.InstantPopup)
    menu.aboutToHide.connect(button.let_go)
    return button
