"""A state in a word, with its icon, on a soft ground of its colour."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour, mix, tokens
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_HEIGHT_PX = 24
_ICON_PX = 16
_ACROSS_PX = 8
_GAP_PX = 4
_LEAST_PX = 96


class Chip(QWidget):
    """Shows one state; without a word it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._word, self._icon_name, self._ink = "", "", "text2"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def word(self) -> str:
        """What it says; empty while it is not there."""
        return self._word

    def show_state(self, word: str, icon_name: str, ink: str) -> None:
        """Show a state; an empty word for none.

        Args:
            word: what it is called.
            icon_name: of its icon; empty for none.
            ink: the theme's name for its colour.
        """
        self._word, self._icon_name, self._ink = word, icon_name, ink
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        words = face(12, is_strong=True).metrics.horizontalAdvance(self._word) + 1  # which is rounded down at times
        icon = _ICON_PX + _GAP_PX if self._icon_name else 0
        return QSize(2 * _ACROSS_PX + icon + words, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Room for the icon and the beginning of a long word."""
        return QSize(min(_LEAST_PX, self.sizeHint().width()), _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour(self._ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(tokens().surface, ink.name(), 0.12)))
        painter.drawRoundedRect(QRectF(self.rect()), _HEIGHT_PX / 2, _HEIGHT_PX / 2)
        left = _ACROSS_PX
        if self._icon_name:
            icons.paint(painter, self._icon_name, QRectF(left, (self.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX), ink)
            left += _ICON_PX + _GAP_PX
        room = QRect(left, 0, self.width() - left - _ACROSS_PX, self.height())
        draw_line(painter, room, self._word, face(12, is_strong=True), ink)
        painter.end()
