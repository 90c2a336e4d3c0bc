"""Numbers written into coloured cells."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from resnet_desktop.desktop.architecture.maps.wording import MINUS, number
from resnet_desktop.desktop.widgets.painted_text import Face, face

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray

HAS_ROOM_PX = 40
"""Side of a cell in which any number of two digits can be read."""
_LEAST_PX = 30
_FONT_PX = 12
_LEAST_REACH = 0.01


def ink_on(ground: QColor) -> QColor:
    """Black or white, whichever is read better on a colour (its luminance by Rec. 709)."""
    luminance = 0.2126 * ground.redF() + 0.7152 * ground.greenF() + 0.0722 * ground.blueF()
    return QColor(Qt.GlobalColor.black if luminance > 0.5 else Qt.GlobalColor.white)


def paint_numbers(painter: QPainter, values: "FloatArray", image: QImage, place: QRectF, seen: QRectF) -> None:
    """Write each value into its cell, if all in sight have room.

    Args:
        painter: where.
        values: (height, width).
        image: their colours, one pixel for each.
        place: of all cells together, px of the widget.
        seen: the part of the widget that is in sight.
    """
    rows, columns = values.shape
    across, down = place.width() / columns, place.height() / rows
    if min(across, down) < _LEAST_PX:
        return
    look = face(_FONT_PX if across >= HAS_ROOM_PX - 4 else _FONT_PX - 2, has_even_digits=True)
    reach = float(abs(values).max())
    painter.save()
    painter.setFont(look.font)
    for row in range(
        max(0, int((seen.top() - place.top()) / down)), min(rows, int((seen.bottom() - place.top()) / down) + 1)
    ):
        for column in range(
            max(0, int((seen.left() - place.left()) / across)),
            min(columns, int((seen.right() - place.left()) / across) + 1),
        ):
            cell = QRectF(place.left() + column * across, place.top() + row * down, across, down)
            painter.setPen(ink_on(image.pixelColor(column, row)))
            words = _fitting(cell_words(float(values[row, column]), reach), look, across)
            painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()


def cell_words(value: float, reach: float) -> str:
    """Write a value in at most five characters, with as many decimals as all others of its square.

    Args:
        value: any finite number.
        reach: the largest size of all values.
    """
    if reach < _LEAST_REACH or reach >= 10_000:
        return number(value, 1)
    decimals = 3 if reach < 1 else 2 if reach < 10 else 1 if reach < 100 else 0
    words = f"{abs(value):.{decimals}f}"
    if not float(words):
        return "0" if value == 0 else words
    return f"{MINUS}{words}" if value < 0 else words


def _fitting(words: str, look: Face, room: float) -> str:
    """The zero before the point goes where there is no room for it."""
    is_too_wide = look.metrics.horizontalAdvance(words) > room - 2
    return words.replace("0.", ".", 1) if is_too_wide and words.lstrip(MINUS).startswith("0.") else words
