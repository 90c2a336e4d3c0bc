"""A bar for one probability."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from resnet_desktop.desktop.theme import colour


def fill_track(painter: QPainter, track: QRectF, share: float, ink: QColor) -> None:
    """Paint a bar that is filled as far as its share says, and no further.

    Args:
        painter: where.
        track: the whole bar; its ends are round.
        share: 0 to 1.
        ink: of the filled part.
    """
    radius = track.height() / 2
    shape = QPainterPath()
    shape.addRoundedRect(track, radius, radius)
    painter.fillPath(shape, colour("track"))
    filled = QPainterPath()
    filled.addRect(QRectF(track.left(), track.top(), track.width() * share, track.height()))
    painter.fillPath(shape.intersected(filled), ink)
