"""What a page shows instead of content: that it is empty, or that something went wrong."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour, mix, tokens
from resnet_desktop.desktop.widgets.labels import ElidedLabel, breakable, label

_TEXT_WIDTH_PX = 420


class Emblem(QWidget):
    """An icon on a soft round ground."""

    def __init__(self, icon_name: str, ink: str, side: int = 72) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._ink = ink
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the emblem, or the outline of the place to drop things."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = colour(self._ink)
        painter.setBrush(QColor(mix(tokens().surface, ink.name(), 0.12)))
        painter.drawEllipse(self.rect())
        inset = self.width() * 0.28
        icons.paint(painter, self._icon_name, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), ink)
        painter.end()


class MessageState(QFrame):
    """An emblem, a headline, a sentence or two, and what to do about it, in the middle of the room there is.

    Args:
        icon_name: of the emblem.
        ink: the theme's name for the emblem's colour.
        is_target: draws the dashed outline of a place to drop things.
    """

    def __init__(self, icon_name: str, ink: str = "accent", *, is_target: bool = False) -> None:
        super().__init__()
        self._is_target = is_target
        self.title = label("", "section")
        self.subject = ElidedLabel("quiet", Qt.TextElideMode.ElideMiddle)
        self.text = label("", "quiet")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(Emblem(icon_name, ink), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(16)
        for words in (self.title, self.subject, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(words, alignment=Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(4)
        for words in (self.title, self.text):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addSpacing(16)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._buttons)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)

    def add_button(self, button: QWidget) -> None:
        """Put a button beside those that are there."""
        self._buttons.addWidget(button)

    def say(self, title: str, text: str, subject: str = "") -> None:
        """Set the words.

        Args:
            title: the headline.
            text: a sentence or two; may be empty.
            subject: what it is about, such as a file's name; may be empty.
        """
        for words, content in ((self.title, title), (self.text, text), (self.subject, subject)):
            words.setText(content if words is self.subject else breakable(content))
            words.setVisible(bool(content))
        self._fit_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words to the new width."""
        super().resizeEvent(event)
        self._fit_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the emblem, or the outline of the place to drop things."""
        super().paintEvent(event)
        if not self._is_target:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("line_strong"), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _fit_words(self) -> None:
        room = max(0, min(_TEXT_WIDTH_PX, self.width() - 48))
        self.subject.setFixedWidth(room)
        for words in (self.title, self.text):
            _set_width(words, room)


def _set_width(words: QLabel, room: int) -> None:
    words.setFixedWidth(room)
    words.setMinimumHeight(max(0, words.heightForWidth(room)))
