"""What covers the window while pictures are held over it."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour, font

_INSET_PX = 16
_ICON_PX = 48


class DropOverlay(QWidget):
    """A veil with a dashed frame that says what would be classified.

    Attributes:
        headline: what would happen.
        detail: a line below it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.headline = ""
        self.detail = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, headline: str, detail: str) -> None:
        """Set the two lines and cover the window."""
        self.headline, self.detail = headline, detail
        self.setAccessibleName(f"{headline}. {detail}")
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint veil, frame, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = colour("window")
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        accent = colour("accent")
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
        painter.drawRoundedRect(frame, 8, 8)
        middle = frame.center()
        top = QPointF(middle.x() - _ICON_PX / 2, middle.y() - _ICON_PX - 16)
        icons.paint(painter, "drop", QRectF(top, QSizeF(_ICON_PX, _ICON_PX)), accent)
        painter.setPen(colour("text"))
        painter.setFont(font(20, is_strong=True, has_even_digits=True))
        line = QRectF(frame.left(), middle.y(), frame.width(), 32)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.headline)
        painter.setPen(colour("text2"))
        painter.setFont(font(13, has_even_digits=True))
        painter.drawText(line.translated(0, 32), Qt.AlignmentFlag.AlignCenter, self.detail)
        painter.end()
