"""The names of a chart's lines, in rows above it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.line_chart_series import Series
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

ROW_PX = 18
_SWATCH_PX = 16
_GAP_PX = 6
_AIR_PX = 16


def legend_places(series: Sequence[Series], left: int, top: int, width: int) -> list[QRect]:
    """Give each name its room: one after the other, in as many rows as they take.

    Args:
        series: in their order.
        left: where the rows begin, px.
        top: of the first row.
        width: of the rows; a name that is longer is shortened.
    """
    metrics = face(12).metrics
    places: list[QRect] = []
    x, y = left, top
    for each in series:
        wide = min(_SWATCH_PX + _GAP_PX + metrics.horizontalAdvance(each.name) + 2, width)
        if x > left and x + wide > left + width:
            x, y = left, y + ROW_PX
        places.append(QRect(x, y, wide, ROW_PX))
        x += wide + _AIR_PX
    return places


def paint_swatch(painter: QPainter, series: Series, left: float, middle: float) -> None:
    """Paint what a line looks like."""
    painter.save()
    painter.setOpacity(0.7 if series.is_earlier else 1)
    ink = QColor(series.ink)
    painter.setPen(QPen(ink, 1.5 if series.is_earlier else 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(left + 2, middle), QPointF(left + _SWATCH_PX - 2, middle))
    if series.has_dots:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(left + _SWATCH_PX / 2, middle), 3, 3)
    painter.restore()


def paint_legend(painter: QPainter, series: Sequence[Series], places: Sequence[QRect]) -> None:
    """Paint the names."""
    for each, place in zip(series, places, strict=True):
        paint_swatch(painter, each, place.left(), place.top() + ROW_PX / 2)
        room = place.adjusted(_SWATCH_PX + _GAP_PX, 0, 2, 0)
        draw_line(painter, room, each.name, face(12), colour("text2"))
