"""A chart of lines over one axis, painted by hand: quick with many points, read by mouse, keys and screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.line_chart_axes import Axis, Scale, across, upwards
from resnet_desktop.desktop.widgets.line_chart_legend import ROW_PX, legend_places, paint_legend
from resnet_desktop.desktop.widgets.line_chart_painting import (
    Field,
    margin_for,
    paint_axes,
    paint_markers,
    paint_series,
)
from resnet_desktop.desktop.widgets.line_chart_reading import Marker, Reading, read, reading_words, stops
from resnet_desktop.desktop.widgets.line_chart_rule import paint_card, paint_rule
from resnet_desktop.desktop.widgets.line_chart_series import Series
from resnet_desktop.desktop.widgets.line_chart_stepping import stepped
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

_TITLE_PX = 22
_MARKER_PX = 18
_BELOW_PX = 24
_INSET_PX = 4
_RIGHT_PX = 12


class LineChart(QWidget):
    """Lines, their names, and a rule that reads them.

    Args:
        across: what is told from left to right.
        upwards: what is measured.
        empty: a sentence that stands there while there are no points.
    Attributes:
        series: the lines, in the order of the legend; call `refresh` after changing their points.
        markers: places worth knowing.
        place: where the rule is; None for nowhere.
    Signals:
        place_pointed: the place that mouse or keys point at, or None.
    """

    place_pointed = Signal(object)

    def __init__(self, across: Axis, upwards: Axis, empty: str) -> None:
        super().__init__()
        self.series: Sequence[Series] = ()
        self.markers: Sequence[Marker] = ()
        self.place: float | None = None
        self._across, self._upwards, self._empty = across, upwards, empty
        self._is_log = self._is_pointed = self._is_held = False
        self._picture: QPixmap | None = None
        self._field = Field(QRectF(), Scale(0, 1), Scale(0, 1))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(200, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{upwards.title} by {across.title.lower()}")
        self.setAccessibleDescription(empty)

    @property
    def is_empty(self) -> bool:
        """Whether there is no value at all."""
        return all(each.low > each.high for each in self.series)

    @property
    def words(self) -> str:
        """What the rule reads; without a rule, what is read at the end of the lines."""
        if self.is_empty:
            return self._empty
        ends = [each.xs[-1] for each in self.series if each.xs and not each.is_earlier]
        x = max(ends, default=0.0) if self.place is None else self.place
        return reading_words(self._read(x), x, self._across, self._upwards, self.markers)

    def show_series(self, series: Sequence[Series], markers: Sequence[Marker] = ()) -> None:
        """Show other lines."""
        self.series, self.markers = tuple(series), tuple(markers)
        self.refresh()

    def refresh(self) -> None:
        """Paint anew: points were added, or lines are smoothed otherwise."""
        self._picture, self._is_held = None, False
        if self.isVisible():
            self.update()

    def hold(self) -> None:
        """Paint no lines until `refresh`, but those that are painted already: others have their turn before."""
        self._is_held = True

    def set_log(self, is_log: bool) -> None:
        """Make equal ratios equally high, or equal differences again."""
        if is_log != self._is_log:
            self._is_log = is_log
            self.refresh()

    def point_at(self, place: float | None) -> None:
        """Put the rule somewhere without its card; nobody is told."""
        self.place, self._is_pointed = place, False
        self.update()

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(480, 240)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring the rule to the nearest point of any line."""
        area = self._field.area
        if self.is_empty or area.width() <= 0:
            return
        share = (event.position().x() - area.left()) / area.width()
        x = self._field.across.value(max(0.0, min(1.0, share)))
        near = [each.xs[number] for each in self.series if (number := each.nearest(x)) >= 0]
        self._point(min(near, key=lambda each: abs(each - x)))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the rule away."""
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the rule with arrows, Page up and down, Home and End; Escape takes it away."""
        if event.key() == Qt.Key.Key_Escape and self.place is not None:
            self._point(None)
        elif (place := stepped(stops(self.series), self.place, event.key())) is not None:
            self._point(place)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the rule away."""
        super().focusOutEvent(event)
        self._point(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.setAccessibleDescription(self.words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint for the new size."""
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Put the rule on the picture of the lines."""
        is_stale = self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF()
        if is_stale and not self._is_held:
            self._picture = self._painted()
        painter = QPainter(self)
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.place is not None and not self.is_empty:
            readings = self._read(self.place)
            paint_rule(painter, self._field, self.place, readings)
            if self._is_pointed and readings:
                axes = (self._across, self._upwards)
                paint_card(painter, self._field, QRectF(self.rect()), self.place, readings, axes)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _painted(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = self.rect().adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        title.setHeight(_TITLE_PX)
        draw_line(painter, title, self._upwards.title, face(13, is_strong=True), colour("text"))
        if self.is_empty:
            painter.setPen(colour("text2"))
            painter.setFont(font(13))
            room = self.rect().adjusted(24, _TITLE_PX, -24, -8)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._empty)
        else:
            self._paint_lines(painter)
        painter.end()
        return picture

    def _paint_lines(self, painter: QPainter) -> None:
        named = [each for each in self.series if each.low <= each.high]
        if [each.name for each in named] == [self._upwards.title]:
            named = []  # the title says it
        places = legend_places(named, _INSET_PX, _TITLE_PX, self.width() - 2 * _INSET_PX)
        paint_legend(painter, named, places)
        top = (places[-1].top() + ROW_PX if places else _TITLE_PX) + (_MARKER_PX if self.markers else 8)
        area = QRectF(0, top, self.width() - _RIGHT_PX, max(24, self.height() - top - _BELOW_PX))
        scales = across(self.series, self._across), upwards(self.series, self._upwards, is_log=self._is_log)
        field = Field(area, *scales)
        area.setLeft(_INSET_PX + margin_for([self._upwards.write(tick) for tick in field.upward_ticks()]))
        self._field = Field(area, *scales)
        paint_axes(painter, self._field, self._across, self._upwards)
        paint_markers(painter, self._field, self.markers)
        paint_series(painter, self._field, self.series)

    def _read(self, x: float) -> list[Reading]:
        scale = across(self.series, self._across)
        reach = max(0.5 if self._across.is_whole else 0.0, (scale.high - scale.low) / 100)
        return read(self.series, x, reach)

    def _point(self, place: float | None) -> None:
        if place == self.place and self._is_pointed:
            return
        self.place, self._is_pointed = place, place is not None
        self.setAccessibleDescription(self.words)
        self.place_pointed.emit(place)
        self.update()
