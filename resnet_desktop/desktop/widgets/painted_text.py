"""Text that is painted by hand, in cells of which there are many: fonts and their measures are made once."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from resnet_desktop.desktop.theme import font


@dataclass(frozen=True)
class Face:
    """A font and its measures."""

    font: QFont
    metrics: QFontMetrics


@cache
def face(pixel_size: int, *, is_strong: bool = False, has_even_digits: bool = False) -> Face:
    """Give a face of the type scale; see `resnet_desktop.desktop.theme.font`."""
    made = font(pixel_size, is_strong=is_strong, has_even_digits=has_even_digits)
    return Face(made, QFontMetrics(made))


def draw_line(
    painter: QPainter,
    room: QRect,
    words: str,
    look: Face,
    ink: QColor,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Paint one line, in the middle of the room's height, shortened where it does not fit.

    Args:
        painter: where.
        room: for the line.
        words: what it says.
        look: its font.
        ink: its colour.
        side: where it stands in the room.
        elide: where it is shortened.
    """
    painter.setFont(look.font)
    painter.setPen(ink)
    shown = look.metrics.elidedText(words, elide, max(0, room.width()))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
