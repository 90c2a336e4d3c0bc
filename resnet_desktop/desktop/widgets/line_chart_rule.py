"""The upright rule of a chart, and the card beside it with the values of all lines."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.line_chart_axes import Axis
from resnet_desktop.desktop.widgets.line_chart_legend import paint_swatch
from resnet_desktop.desktop.widgets.line_chart_painting import Field
from resnet_desktop.desktop.widgets.line_chart_reading import Reading
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_ROW_PX = 18
_INSET_PX = 8
_SWATCH_PX = 22
_GAP_PX = 12
_AWAY_PX = 10


def paint_rule(painter: QPainter, field: Field, x: float, readings: Sequence[Reading]) -> None:
    """Paint the rule, and a ring around each value that is read."""
    across = math.floor(field.place(x, field.upwards.low).x()) + 0.5
    painter.setPen(QPen(colour("text2"), 1))
    painter.drawLine(QPointF(across, field.area.top()), QPointF(across, field.area.bottom()))
    for each in readings:
        place = field.place(each.x, each.y)
        if math.isfinite(place.y()):
            painter.setPen(QPen(QColor(each.series.ink), 2))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(place, 4, 4)


def paint_card(
    painter: QPainter, field: Field, room: QRectF, x: float, readings: Sequence[Reading], axes: tuple[Axis, Axis]
) -> None:
    """Paint the values beside the rule, on the side with more room.

    Args:
        painter: of the widget.
        field: of the chart.
        room: what the card stays inside.
        x: where the rule is.
        readings: a row for each.
        axes: across and upwards.
    """
    small, digits = face(12), face(12, has_even_digits=True)
    values = [axes[1].write(each.y) for each in readings]
    value_px = max((digits.metrics.horizontalAdvance(value) for value in values), default=0) + 2
    name_px = max((small.metrics.horizontalAdvance(each.series.name) for each in readings), default=0) + 2
    head = f"{axes[0].title} {axes[0].write(x)}"
    wide = max(_SWATCH_PX + name_px + _GAP_PX + value_px, small.metrics.horizontalAdvance(head) + 4) + 2 * _INSET_PX
    wide = min(wide, int(room.width()))
    high = _ROW_PX * (len(readings) + 1) + 8
    rule = field.place(x, field.upwards.low).x()
    left = rule + _AWAY_PX if rule < field.area.center().x() else rule - _AWAY_PX - wide
    left = max(room.left(), min(left, room.right() - wide))
    card = QRect(round(left), round(max(room.top(), min(field.area.top() + 4, room.bottom() - high))), wide, high)
    painter.setPen(QPen(colour("line_strong"), 1))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    row = QRect(card.left() + _INSET_PX, card.top() + 4, wide - 2 * _INSET_PX, _ROW_PX)
    draw_line(painter, row, head, face(12, is_strong=True, has_even_digits=True), colour("text"))
    for each, value in zip(readings, values, strict=True):
        row.translate(0, _ROW_PX)
        paint_swatch(painter, each.series, row.left(), row.top() + _ROW_PX / 2)
        name = row.adjusted(_SWATCH_PX, 0, -value_px - 4, 0)
        draw_line(painter, name, each.series.name, small, colour("text2"))
        draw_line(painter, row, value, digits, colour("text"), side=Qt.AlignmentFlag.AlignRight)
