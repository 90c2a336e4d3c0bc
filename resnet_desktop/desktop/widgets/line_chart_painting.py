"""Paints a chart's axes and lines."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.line_chart_axes import Axis, Scale
from resnet_desktop.desktop.widgets.line_chart_decimation import stretches
from resnet_desktop.desktop.widgets.line_chart_reading import Marker
from resnet_desktop.desktop.widgets.line_chart_series import Series
from resnet_desktop.desktop.widgets.painted_text import face

_TICK_ROOM_PX = 36
_TICK_AIR_PX = 24
_TEXT_PX = 16
_MOST_DOTS = 60
_COLUMN_PX = 2
"""Of dense lines: narrower than what is told apart in them, and painted in half the time of single pixels."""
_PIECE = 8
"""Points painted at once: the time for a line that crosses itself grows with the square of its length."""
_RAW_OPACITY = 0.3
_EARLIER_OPACITY = 0.55


@dataclass(frozen=True)
class Field:
    """Where the lines are painted.

    Attributes:
        area: px of the widget.
        across: from left to right.
        upwards: from below to above.
    """

    area: QRectF
    across: Scale
    upwards: Scale

    def place(self, x: float, y: float) -> QPointF:
        """Say where a point is, px; not finite where it cannot be shown."""
        height = self.upwards.share(y)
        return QPointF(
            self.area.left() + self.across.share(x) * self.area.width(),
            self.area.bottom() - height * self.area.height(),
        )

    def places(self, xs: Sequence[float], ys: Sequence[float]) -> list[QPointF]:
        """Say where points are, px, without those that cannot be shown."""
        area, upwards = self.area, self.upwards
        low, high = upwards.low, upwards.high
        if upwards.is_log:
            xs = [x for x, y in zip(xs, ys, strict=True) if y > 0]
            ys = [math.log(y) for y in ys if y > 0]
            low, high = math.log(low), math.log(high)
        wide = area.width() / (self.across.high - self.across.low)
        left = area.left() - self.across.low * wide
        up = area.height() / (high - low)
        base = area.bottom() + low * up
        return [QPointF(left + x * wide, base - y * up) for x, y in zip(xs, ys, strict=True)]

    def upward_ticks(self) -> list[float]:
        """The values that have a line across."""
        return self.upwards.ticks(max(2, int(self.area.height() / _TICK_ROOM_PX) + 1))


def margin_for(ticks: Sequence[str]) -> int:
    """Say how much room the words beside the upright axis take, px."""
    metrics = face(12, has_even_digits=True).metrics
    return max((metrics.horizontalAdvance(words) for words in ticks), default=0) + 8


def paint_axes(painter: QPainter, field: Field, across: Axis, upwards: Axis) -> None:
    """Paint the lines across, and the numbers at both axes."""
    look, ink, area = face(12, has_even_digits=True), colour("text2"), field.area
    painter.setFont(look.font)
    for tick in field.upward_ticks():
        y = math.floor(field.place(field.across.low, tick).y()) + 0.5
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(ink)
        room = QRectF(0, y - _TEXT_PX / 2, area.left() - 8, _TEXT_PX)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), upwards.write(tick))
    painter.setPen(QPen(colour("line_strong"), 1))
    base = math.floor(area.bottom()) + 0.5
    painter.drawLine(QPointF(area.left(), base), QPointF(area.right(), base))
    painter.setPen(ink)
    title_px = look.metrics.horizontalAdvance(across.title)
    painter.drawText(QRectF(0, base + 4, area.right(), _TEXT_PX), int(Qt.AlignmentFlag.AlignRight), across.title)
    widest = look.metrics.horizontalAdvance(across.write(field.across.high)) + _TICK_AIR_PX
    most = max(2, int(area.width() / widest))
    for tick in field.across.ticks(most, is_whole=across.is_whole):
        words, x = across.write(tick), field.place(tick, field.upwards.low).x()
        half = look.metrics.horizontalAdvance(words) / 2
        if x + half < area.right() - title_px - 8:
            room = QRectF(x - half - 2, base + 4, 2 * half + 4, _TEXT_PX)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter), words)


def paint_markers(painter: QPainter, field: Field, markers: Sequence[Marker]) -> None:
    """Paint a dashed upright line at each place worth knowing, with its words beside it."""
    look = face(12)
    painter.setFont(look.font)
    for marker in markers:
        x = math.floor(field.place(marker.x, field.upwards.low).x()) + 0.5
        if not field.area.left() <= x <= field.area.right() + 1:
            continue
        pen = QPen(colour("text2"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, field.area.top()), QPointF(x, field.area.bottom()))
        painter.setPen(colour("text2"))
        wide = look.metrics.horizontalAdvance(marker.words) + 2
        left = x + 4 if x + 4 + wide <= field.area.right() else x - 4 - wide
        painter.drawText(QPointF(left, field.area.top() - 4), marker.words)


def paint_series(painter: QPainter, field: Field, series: Sequence[Series]) -> None:
    """Paint all lines, earlier runs below; the raw values stay faint behind smoothed ones."""
    painter.save()
    painter.setClipRect(field.area.adjusted(-4, -4, 5, 5))
    for each in sorted(series, key=lambda each: not each.is_earlier):
        if each.is_smoothed:
            painter.setOpacity(_RAW_OPACITY)
            _paint_line(painter, field, each, is_raw=True)
        painter.setOpacity(_EARLIER_OPACITY if each.is_earlier else 1)
        _paint_line(painter, field, each, is_raw=False)
    painter.restore()


def _paint_line(painter: QPainter, field: Field, series: Series, *, is_raw: bool) -> None:
    ink, values = QColor(series.ink), series.ys if is_raw else series.drawn
    wide = 1.0 if is_raw or series.is_earlier else 1.5
    pen = QPen(ink, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.BevelJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    columns = max(1, round(field.area.width() / _COLUMN_PX))
    for xs, ys in stretches(series.xs, values, field.across.low, field.across.high, columns):
        places = field.places(xs, ys)
        if len(places) == 1:
            _paint_dots(painter, places, ink, 2)
        for first in range(0, len(places) - 1, _PIECE):
            painter.drawPolyline(QPolygonF(places[first : first + _PIECE + 1]))
        if series.has_dots and len(series.xs) <= _MOST_DOTS and not is_raw:
            _paint_dots(painter, places, ink, 2 if series.is_earlier else 3)
            painter.setPen(pen)


def _paint_dots(painter: QPainter, places: Sequence[QPointF], ink: QColor, radius: float) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for place in places:
        painter.drawEllipse(place, radius, radius)
    painter.restore()
