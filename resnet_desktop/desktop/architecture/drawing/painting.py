"""Paints a drawing's marks: made ready once, then painted at any scale."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from resnet_desktop.desktop.theme import font
from resnet_desktop.network.drawing.marks import (
    Line,
    MarkGroup,
    Pen,
    Shape,
    Words,
    before_head,
    cut_corners,
    head,
    rounded,
)

_BASELINE = 0.36
"""From the middle of a line's height down to its baseline, of its size."""
_SMALLEST_TEXT_PX = 4.5
"""Text that would be smaller on the screen is left out, and so is the key that consists of it."""
_KEY = "key"


@dataclass
class _Ready:
    id: str
    opacity: float
    shapes: list[tuple[QPainterPath, QPen, QBrush]] = field(default_factory=list)
    words: list[tuple[QPointF, str, QFont, QColor]] = field(default_factory=list)


class ReadyMarks:
    """Marks as Qt's own objects."""

    def __init__(self, groups: Iterable[MarkGroup]) -> None:
        self._fonts: dict[tuple[float, bool], tuple[QFont, QFontMetricsF]] = {}
        self._pens: dict[Pen, QPen] = {}
        self._groups = [self._made_ready(group) for group in groups]

    def paint(self, painter: QPainter, scale: float = 1.0) -> None:
        """Paint everything.

        Args:
            painter: in the drawing's px.
            scale: px of the screen for one of the drawing's; what would be too small to read is left out.
        """
        for group in self._groups:
            if group.id == _KEY and group.words[0][2].pixelSize() * scale < _SMALLEST_TEXT_PX:
                continue
            painter.setOpacity(group.opacity)
            for path, pen, brush in group.shapes:
                painter.setPen(pen)
                painter.setBrush(brush)
                painter.drawPath(path)
            for place, text, look, ink in group.words:
                if look.pixelSize() * scale >= _SMALLEST_TEXT_PX:
                    painter.setFont(look)
                    painter.setPen(ink)
                    painter.drawText(place, text)
        painter.setOpacity(1)

    def _made_ready(self, group: MarkGroup) -> _Ready:
        ready = _Ready(group.id, group.opacity)
        for mark in group.marks:
            match mark:
                case Shape():
                    ready.shapes.append((_outline(mark), self._pen(mark.pen), _brush(mark.fill)))
                case Line():
                    ready.shapes.append((_way(mark), self._pen(mark.pen), QBrush()))
                    if mark.has_head:
                        tip = QPainterPath()
                        tip.addPolygon(QPolygonF([QPointF(x, y) for x, y in head(mark)]))
                        tip.closeSubpath()
                        ready.shapes.append((tip, QPen(Qt.PenStyle.NoPen), _brush(mark.pen.colour)))
                case Words():
                    ready.words.append(self._words(mark))
        return ready

    def _words(self, words: Words) -> tuple[QPointF, str, QFont, QColor]:
        key = words.size, words.is_strong
        if key not in self._fonts:
            made = font(round(words.size), is_strong=words.is_strong)
            made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # it is scaled smoothly
            self._fonts[key] = made, QFontMetricsF(made)
        look, metrics = self._fonts[key]
        x = words.x - (metrics.horizontalAdvance(words.text) / 2 if words.is_centred else 0)
        return QPointF(x, words.y + _BASELINE * words.size), words.text, look, QColor(words.colour)

    def _pen(self, pen: Pen) -> QPen:
        if pen not in self._pens:
            made = QPen(Qt.PenStyle.NoPen)
            if pen.colour:
                made = QPen(QColor(pen.colour), pen.width)
                made.setCapStyle(Qt.PenCapStyle.RoundCap if not pen.is_dashed else Qt.PenCapStyle.FlatCap)
                made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if pen.is_dashed:
                made.setDashPattern([4 / pen.width, 3 / pen.width])
            self._pens[pen] = made
        return self._pens[pen]


def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour)) if colour else QBrush()


def _outline(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape.is_cut:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in cut_corners(shape)]))
        path.closeSubpath()
    else:
        path.addRoundedRect(QRectF(shape.left, shape.top, shape.width, shape.height), shape.corner, shape.corner)
    return path


def _way(line: Line) -> QPainterPath:
    points = before_head(line)
    path = QPainterPath(QPointF(*points[0]))
    for begin, pull, end in rounded(points, line.corner) if line.corner else ():
        path.lineTo(*begin)
        path.quadTo(*pull, *end)
    for point in points[-1:] if line.corner else points[1:]:
        path.lineTo(*point)
    return path
