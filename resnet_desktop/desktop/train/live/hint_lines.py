"""What a run's curve says to somebody who has read many, a calm line each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.labels import label

_ICON_PX = 16


class HintLine(QFrame):
    """An icon and a sentence or two.

    Args:
        words: what it says.
        icon_name: of its icon.
        ink: the theme's name for the icon's colour.
    """

    def __init__(self, words: str, icon_name: str = "info", ink: str = "accent") -> None:
        super().__init__()
        self.words, self._icon_name, self._ink = words, icon_name, ink
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON_PX, _ICON_PX)
        text = label(words)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text, 1)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._icon_name, colour(self._ink), _ICON_PX, self.devicePixelRatioF()))


class HintLines(QWidget):
    """The hints of a run; without any it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.hide()

    def show_hints(self, words: Sequence[str]) -> None:
        """Show others; what is said already stays."""
        if tuple(words) == self.words:
            return
        self.words = tuple(words)
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for each in words:
            self._lines.addWidget(HintLine(each))
        self.setVisible(bool(words))
