"""The painted part of the chart of accuracy against coverage."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.coverage_curve import CoverageCurve, CurvePoint
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

_LINE = QColor("#0072B2")
_POINT = QColor("#D55E00")
_LEFT_PX = 60
_RIGHT_PX = 20
_TOP_PX = 28
_BOTTOM_PX = 24
_TICKS_ACROSS = (0.0, 0.25, 0.5, 0.75, 1.0)
_STEPS = 100


class CoveragePlot(QWidget):
    """The curve and the point of the threshold in use, or a sentence in their place.

    Signals:
        threshold_picked: a person chose a point of the curve by mouse; its threshold, 0 to 1.
    """

    threshold_picked = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._curve: CoverageCurve | None = None
        self._choices: list[CurvePoint] = []
        self._words = ""
        self._threshold = 0.0
        self._hovered: CurvePoint | None = None
        self._mouse = QPointF()
        self.setMouseTracking(True)
        self.setMinimumSize(200, 128)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, curve: CoverageCurve) -> None:
        """Show a curve."""
        self._curve, self._hovered = curve, None
        steps = (curve.at(step / _STEPS) for step in range(_STEPS + 1))
        self._choices = [point for point in steps if point.coverage > 0]
        self.update()

    def show_no_curve(self, words: str) -> None:
        """Show a sentence instead."""
        self._curve, self._choices, self._hovered, self._words = None, [], None, words
        self.update()

    def show_threshold(self, threshold: float) -> CurvePoint | None:
        """Move the point, and say what it means where there is a curve."""
        self._threshold = threshold
        self.update()
        return None if self._curve is None else self._curve.at(threshold)

    def sizeHint(self) -> QSize:
        """Calm and small."""
        return QSize(320, 176)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the nearest point of the curve means; choose it while the button is held."""
        self._mouse = event.position()
        self._hover(self._nearest(event.position()))
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest point of the curve."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._mouse = event.position()
        self._hover(self._nearest(event.position()))
        self._pick()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow being disabled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._hover(None)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the curve, or the sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._curve is None:
            painter.setPen(colour("text2" if self.isEnabled() else "disabled"))
            painter.setFont(font(13))
            room = self.rect().adjusted(24, 8, -24, -8)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
        else:
            ticks = self._curve.ticks()
            self._paint_axes(painter, ticks)
            painter.setOpacity(1 if self.isEnabled() else 0.4)
            self._paint_curve(painter, self._curve)
            if self._hovered is not None:
                words = self._hovered.short
                paint_bubble(painter, words, bubble_place(words, self._mouse, QRectF(self.rect())))
        painter.end()

    def _paint_axes(self, painter: QPainter, ticks: Sequence[float]) -> None:
        area = self._area()
        painter.setFont(font(12, has_even_digits=True))
        ink = colour("text2" if self.isEnabled() else "disabled")
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        for tick in ticks:
            y = self._place(0, tick).y()
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(ink)
            painter.drawText(QRectF(0, y - 8, _LEFT_PX - 8, 16), int(right | middle), f"{100 * tick:.3g} %")
        painter.setPen(ink)
        for tick in _TICKS_ACROSS:
            x = self._place(tick, 0).x()
            words = f"{100 * tick:.0f}" if tick < 1 else "100 %"
            painter.drawText(
                QRectF(x - 30, area.bottom() + 6, 60, 16), int(Qt.AlignmentFlag.AlignHCenter | middle), words
            )
        left = Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, 0, self.width(), 16), int(left | middle), "Right")
        painter.drawText(QRectF(0, area.bottom() + 6, self.width(), 16), int(left | middle), "Decided")

    def _paint_curve(self, painter: QPainter, curve: CoverageCurve) -> None:
        area, point = self._area(), curve.at(self._threshold)
        line = QPolygonF([self._place(each.coverage, each.accuracy) for each in curve.drawn])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(_LINE, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(line)
        place = self._place(point.coverage, point.accuracy)
        guide = QPen(colour("text2"), 1, Qt.PenStyle.CustomDashLine)
        guide.setDashPattern([3, 3])
        painter.setPen(guide)
        painter.drawLine(QPointF(area.left(), place.y()), place)
        painter.drawLine(QPointF(place.x(), area.bottom()), place)
        painter.setPen(QPen(colour("surface"), 2))
        painter.setBrush(_POINT)
        painter.drawEllipse(place, 6, 6)
        if self._hovered is not None:
            painter.setPen(QPen(_LINE, 2))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(self._place(self._hovered.coverage, self._hovered.accuracy), 4, 4)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT_PX, _TOP_PX, -_RIGHT_PX, -_BOTTOM_PX)

    def _place(self, coverage: float, accuracy: float) -> QPointF:
        area = self._area()
        least = 0.0 if self._curve is None else self._curve.ticks()[0]
        height = (accuracy - least) / (1 - least)
        return QPointF(area.left() + coverage * area.width(), area.bottom() - height * area.height())

    def _nearest(self, mouse: QPointF) -> CurvePoint | None:
        def distance(point: CurvePoint) -> float:
            way = self._place(point.coverage, point.accuracy) - mouse
            return way.x() ** 2 + way.y() ** 2

        return min(self._choices, key=distance, default=None)

    def _hover(self, point: CurvePoint | None) -> None:
        self._hovered = point
        self.update()

    def _pick(self) -> None:
        if self._hovered is not None:
            self.threshold_picked.emit(self._hovered.threshold)
