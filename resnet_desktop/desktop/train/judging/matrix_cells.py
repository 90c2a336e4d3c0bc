"""How a confusion matrix is painted: what is right in blue, what is wrong in orange, stronger for a larger part."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_desktop.desktop.theme import colour, mix, tokens
from resnet_desktop.desktop.train.judging.matrix_layout import SeenMatrix
from resnet_desktop.desktop.widgets.painted_text import draw_line, face
from resnet_desktop.training.judgement_measures import Confusion

RIGHT = "#0072B2"
WRONG = "#D55E00"
_GAP_PX = 6


def cell_colour(share: float, *, is_right: bool) -> QColor:
    """Give a cell's colour.

    Args:
        share: of its row, 0 to 1. The square root of it is shown, so that one in a hundred is seen.
        is_right: it is on the diagonal.
    """
    return QColor(mix(tokens().surface, RIGHT if is_right else WRONG, share**0.5)) if share else colour("surface")


def cell_words(confusion: Confusion, *, is_share: bool) -> str:
    """Give the longest number that a cell shows."""
    if is_share:
        return "100"
    return f"{confusion.highest:,}"


def paint_cells(
    painter: QPainter, seen: SeenMatrix, confusion: Confusion, is_share: bool, hovered: tuple[int, int] | None
) -> None:
    """Paint the cells in sight, with counts or with percent of their row."""
    painter.save()
    painter.setClipRect(seen.area)
    look = face(12, has_even_digits=True)
    for row in seen.rows:
        for column in seen.columns:
            share, number = confusion.share(row, column), confusion.counts[row][column]
            place, ground = seen.cell(row, column), cell_colour(share, is_right=row == column)
            painter.fillRect(place.adjusted(0, 0, -1, -1), ground)
            if number:
                words = f"{100 * share:.0f}" if is_share else f"{number:,}"
                ink = QColor("#FFFFFF" if _luminance(ground) < 0.36 else "#1A1D23")
                room = place.adjusted(0, 0, -1, -1)
                draw_line(painter, room, words, look, ink, side=Qt.AlignmentFlag.AlignHCenter)
    if hovered is not None:
        paint_ring(painter, seen.cell(*hovered), has_focus=False)
    painter.restore()


def paint_names(painter: QPainter, seen: SeenMatrix, lit: tuple[int, int]) -> None:
    """Paint the names of the rows and columns in sight, and what they are; those of one cell stand out."""
    layout, look = seen.layout, face(12)
    painter.save()
    painter.setClipRect(0, layout.top, layout.left, seen.room.height())
    for row in seen.rows:
        place = seen.cell(row, 0)
        room = QRect(0, place.top(), layout.left - _GAP_PX, place.height())
        ink = colour("text" if row == lit[0] else "text2")
        draw_line(painter, room, layout.names[row], look, ink, side=Qt.AlignmentFlag.AlignRight)
    painter.setClipRect(layout.left, 0, seen.room.width(), layout.top)
    for column in seen.columns:
        place = seen.cell(0, column)
        painter.save()
        painter.translate(place.left(), layout.top - _GAP_PX)
        painter.rotate(-90)
        ink = colour("text" if column == lit[1] else "text2")
        draw_line(painter, QRect(0, 0, layout.top - 24, place.width()), layout.names[column], look, ink)
        painter.restore()
    painter.restore()
    draw_line(painter, QRect(0, 0, layout.left - _GAP_PX, 16), "true ↓", look, colour("text2"))
    draw_line(painter, QRect(layout.left, 0, 120, 16), "model says →", look, colour("text2"))


def paint_ring(painter: QPainter, place: QRect, *, has_focus: bool) -> None:
    """Paint a frame around a cell."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent" if has_focus else "text"), 2))
    painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -1.5, -1.5))


def _luminance(ground: QColor) -> float:
    """How light a colour is to the eye, 0 to 1, roughly."""
    red, green, blue = (part**2.2 for part in (ground.redF(), ground.greenF(), ground.blueF()))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
