"""A menu whose icons follow the theme."""

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from resnet_desktop.desktop import icons


class Menu(QMenu):
    """A menu; its icons are tinted each time it opens."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icons: list[tuple[QAction, str]] = []
        self.setAccessibleName(title)
        self.setToolTipsVisible(True)

    def add(self, action: QAction, icon_name: str = "") -> QAction:
        """Append an entry.

        Args:
            action: what it does.
            icon_name: of its icon; empty for none.
        """
        self.addAction(action)
        if icon_name:
            self._icons.append((action, icon_name))
        return action

    def clear(self) -> None:
        """Take all entries out; Qt deletes those that belong to the menu, so nothing may hold on to them."""
        self._icons.clear()
        super().clear()

    def tint(self) -> None:
        """Give the icons the colours of the theme shown now; they are part of the menu's size."""
        for action, name in self._icons:
            action.setIcon(icons.icon(name))

    def showEvent(self, event: QShowEvent) -> None:
        """Tint the icons."""
        self.tint()
        super().showEvent(event)
