"""Buttons in the three kinds that there are, with icons that follow the theme."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.pressing import PushButton, press_by_enter

_INKS = {"primary": "on_accent", "": "text", "small": "text", "flat": "text2"}
_CHEVRON_PX = 20
_AIR_PX = 4


class Button(PushButton):
    """A push button.

    Args:
        text: what it does.
        icon_name: of its icon; empty for none.
        kind: ``"primary"`` for a page's one main action, ``"small"`` in narrow lines, ``"flat"`` inside running text
            and lists, else empty.
    """

    def __init__(self, text: str, icon_name: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._ink = ""
        side = 16 if kind in ("flat", "small") else icons.SIZE_PX
        self.setIconSize(QSize(side + _AIR_PX if text else side, side))
        self.set_kind(kind)

    def set_kind(self, kind: str) -> None:
        """Make it a button of another kind."""
        if self.property("kind") == kind:
            return
        self.setProperty("kind", kind)
        self._ink = _INKS[kind]
        self.style().unpolish(self)
        self.style().polish(self)
        self._tint()

    def set_icon(self, icon_name: str, ink: str = "") -> None:
        """Show another icon, in another colour of the theme if one is named."""
        self._icon_name = icon_name
        self._ink = ink or self._ink
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        if self._icon_name:
            self.setIcon(icons.icon(self._icon_name, self._ink))


class MenuButton(Button):
    """A push button that opens a menu and says so with an arrow.

    Attributes:
        menu_opened: the menu.
    """

    def __init__(self, text: str, menu: Menu, icon_name: str = "", kind: str = "") -> None:
        super().__init__(text, icon_name, kind)
        self.setProperty("opens", "menu")
        self.menu_opened = menu
        self.clicked.connect(self._open)
        menu.aboutToHide.connect(lambda: self.setDown(False))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRectF(self.width() - _CHEVRON_PX - 8, (self.height() - _CHEVRON_PX) / 2, _CHEVRON_PX, _CHEVRON_PX)
        icons.paint(painter, "down", place, colour(self._ink if self.isEnabled() else "disabled"))
        painter.end()

    def _open(self) -> None:
        self.setDown(True)
        self.menu_opened.ensurePolished()
        self.menu_opened.tint()
        left = self.width() - self.menu_opened.sizeHint().width()
        self.menu_opened.popup(self.mapToGlobal(QPoint(left, self.height() + 4)))


class RailButton(QToolButton):
    """An icon over a word, for the rail."""

    def __init__(self, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setText(text)
        self.setProperty("kind", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(icons.SIZE_PX, icons.SIZE_PX))
        self.setFixedSize(88, 52)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def let_go(self) -> None:
        """Be drawn as left by the mouse, which Qt forgets where a menu had it last, unless it is there."""
        is_hovered = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_hovered)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def _tint(self) -> None:
        self.setIcon(icons.icon(self._icon_name, chosen_ink="accent"))
