"""The chosen picture, as large as there is room for."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour, font

_MOST_ENLARGED = 4
_RADIUS_PX = 4


class Preview(QWidget):
    """Paints one picture, whole and upright, in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._words = ""
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview")

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._image

    def show_image(self, image: QImage, name: str) -> None:
        """Show a picture.

        Args:
            image: upright.
            name: what it is called, for a screen reader.
        """
        self._image, self._words = image, ""
        self.setAccessibleDescription(name)
        self._redraw()

    def show_words(self, words: str) -> None:
        """Show a sentence where the picture would be; empty while it is on its way."""
        self._image, self._words = None, words
        self.setAccessibleDescription(words)
        self._redraw()

    def sizeHint(self) -> QSize:
        """A usual picture's shape."""
        return QSize(480, 360)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, or the words in its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(self.rect(), _RADIUS_PX, _RADIUS_PX)
        painter.fillPath(ground, colour("window"))
        painter.setClipPath(ground)
        if self._image is not None:
            self._paint_image(painter, self._image)
        elif self._words:
            painter.setPen(colour("text2"))
            painter.setFont(font(13))
            room = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
        painter.end()

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        scale = self.devicePixelRatioF()
        room = QSize(round(self.width() * scale), round(self.height() * scale))
        size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(image.size() * _MOST_ENLARGED * scale)
        if self._scaled is None or self._scaled.size() != size:
            mode = Qt.TransformationMode.SmoothTransformation
            self._scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        shown = QSize(round(size.width() / scale), round(size.height() / scale))
        place = QRect((self.width() - shown.width()) // 2, (self.height() - shown.height()) // 2, *shown.toTuple())
        painter.drawImage(place, self._scaled)

    def _redraw(self) -> None:
        self._scaled = None
        self.update()
