"""The rail on the left: the pages, and help and settings below."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import RailButton
from resnet_desktop.desktop.widgets.menu import Menu

WIDTH_PX = 96
_MARK_PX = 8
"""Across."""


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
        self._buttons = [_PageButton(page, number) for number, page in enumerate(pages)]
        for number, button in enumerate(self._buttons):
            self._group.addButton(button, number)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        self.help_button = _menu_button("Help", "help", help_menu)
        self.settings_button = _menu_button("Settings", "settings", settings_menu)
        for below in (self.help_button, self.settings_button):
            layout.addWidget(below, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._group.idClicked.connect(self.page_chosen)

    def show_page(self, number: int) -> None:
        """Mark the page that is open."""
        self._buttons[number].setChecked(True)

    def mark(self, number: int, says: str) -> None:
        """Mark a page on which something goes on.

        Args:
            number: of the page, from 0.
            says: what goes on there, in a sentence without its full stop; empty for no mark.
        """
        self._buttons[number].set_mark(says)


class _PageButton(RailButton):
    """Opens a page; a dot beside the icon says that something goes on there."""

    def __init__(self, page: RailEntry, number: int) -> None:
        super().__init__(page.title, page.icon_name)
        self._tip = f"{page.title} (Ctrl+{number + 1})"
        self.setCheckable(True)
        self.setAccessibleName(f"Page {page.title}")
        self.setToolTip(self._tip)

    def set_mark(self, says: str) -> None:
        if says != self.accessibleDescription():
            self.setAccessibleDescription(says)
            self.setToolTip(f"{self._tip}\n{says}" if says else self._tip)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the mark."""
        super().paintEvent(event)
        if not self.accessibleDescription():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        beside = QPointF((self.width() + self.iconSize().width()) / 2 + _MARK_PX, 1.5 * _MARK_PX)
        painter.drawEllipse(beside, _MARK_PX / 2, _MARK_PX / 2)
        painter.end()


def _menu_button(word: str, icon_name: str, menu: Menu) -> RailButton:
    button = RailButton(word, icon_name)
    button.setAccessibleName(word)
    button.setMenu(menu)
    button.setPopupMode(RailButton.ToolButtonPopupMode.InstantPopup)
    menu.aboutToHide.connect(button.let_go)
    return button
