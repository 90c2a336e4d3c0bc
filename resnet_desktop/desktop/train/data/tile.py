"""One small picture as it is painted everywhere here."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour

TILE_PX = 56
GAP_PX = 4


def paint_tile(painter: QPainter, place: QRectF, image: QImage | None) -> None:
    """Paint a picture, its empty place while it is read, or a sign that it cannot be read.

    Args:
        painter: of the widget.
        place: the square.
        image: None while it is read, null where it cannot be.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(place, 4, 4)
    painter.setClipPath(shape)
    painter.fillRect(place, colour("raised"))
    if image is not None and image.isNull():
        inset = place.width() * 0.3
        icons.paint(painter, "unreadable", place.adjusted(inset, inset, -inset, -inset), colour("text2"))
    elif image is not None:
        painter.drawImage(place, image)
    painter.restore()
