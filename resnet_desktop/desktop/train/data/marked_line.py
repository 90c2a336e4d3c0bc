"""A sentence with an icon before it, which wraps."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.labels import label

_ICON_PX = 16


class MarkedLine(QWidget):
    """Words behind an icon; a widget may stand at the end.

    Args:
        icon_name: of the icon.
        ink: the theme's name of its colour.
        words: the sentence.
        behind: at the right end.
    """

    def __init__(self, icon_name: str, ink: str, words: str, behind: QWidget | None = None) -> None:
        super().__init__()
        self._icon_name, self._ink = icon_name, ink
        self._icon = QLabel()
        self._icon.setFixedWidth(_ICON_PX)
        self._text = label(words)
        self._text.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        if behind is not None:
            layout.addWidget(behind, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._tint()

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        drawn = icons.pixmap(self._icon_name, colour(self._ink), _ICON_PX, self.devicePixelRatioF())
        self._icon.setPixmap(drawn)
