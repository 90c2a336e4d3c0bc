"""The curves of a run: loss, accuracy and learning rate, read by one rule."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from resnet_desktop.desktop.train.live import wording
from resnet_desktop.desktop.train.live.course import Course
from resnet_desktop.desktop.widgets.line_chart import LineChart
from resnet_desktop.desktop.widgets.line_chart_axes import Axis
from resnet_desktop.desktop.widgets.line_chart_reading import Marker
from resnet_desktop.desktop.widgets.line_chart_series import Series
from resnet_desktop.desktop.widgets.line_chart_ticks import write_percent, write_step

_EPOCH = Axis("Epoch", write_step, least=0, is_whole=True)
_TURN_MS = 60
"""One chart is painted at a time, so that the window never waits for all of them."""
_WIDE_PX = 720
_HEIGHT_PX = 240
_FLAT_PX = 160


class LiveCharts(QWidget):
    """Three charts, side by side where there is room.

    Args:
        between: stands between the curves and the learning rate.
    Attributes:
        loss: nats.
        accuracy: 0 to 1, as percent.
        rate: of the optimiser.
    """

    def __init__(self, between: QWidget) -> None:
        super().__init__()
        self.loss = LineChart(_EPOCH, Axis("Loss", least=0), wording.NO_LOSS)
        self.accuracy = LineChart(_EPOCH, Axis("Accuracy", write_percent, 0, 1), wording.NO_ACCURACY)
        self.rate = LineChart(_EPOCH, Axis("Learning rate", least=0), wording.NO_RATE)
        self._charts = (self.loss, self.accuracy, self.rate)
        self._course = Course()
        self._strength = 0.0
        self._stale: list[LineChart] = []
        self._turn = QTimer(self, interval=_TURN_MS)
        self._turn.timeout.connect(self._paint_next)
        for chart in self._charts:
            chart.place_pointed.connect(self._point_together)
        self.loss.setMinimumHeight(_HEIGHT_PX)
        self.accuracy.setMinimumHeight(_HEIGHT_PX)
        self.rate.setFixedHeight(_FLAT_PX)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._columns = 0
        self._between = between
        self._lay_out()

    def show_course(self, course: Course, loss: Sequence[Series] = (), accuracy: Sequence[Series] = ()) -> None:
        """Show a run.

        Args:
            course: its curves, which may grow.
            loss: of earlier runs.
            accuracy: of earlier runs.
        """
        self._course = course
        for series in (*course.loss, *course.accuracy):
            series.smooth(self._strength)
        self.loss.series = (*course.loss, *loss)
        self.accuracy.series = (*course.accuracy, *accuracy)
        self.rate.series = (course.rates,)
        self.refresh()

    def refresh(self) -> None:
        """The run has told more: paint it, one chart after the other."""
        self._mark()
        self._stale += [chart for chart in self._charts if chart not in self._stale]
        if self.isVisible() and not self._turn.isActive():
            self._turn.start()

    def set_log(self, is_log: bool) -> None:
        """Show the loss by its ratios."""
        self.loss.set_log(is_log)

    def smooth(self, strength: float) -> None:
        """Smooth the curves of the steps, 0 to below 1."""
        self._strength = strength
        for series in (*self._course.loss, *self._course.accuracy):
            series.smooth(strength)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint what came meanwhile, one chart after the other."""
        super().showEvent(event)
        first, *others = self._charts
        first.refresh()
        for chart in others:
            chart.hold()
        self._stale = others
        self._turn.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Paint nothing that nobody sees."""
        super().hideEvent(event)
        self._turn.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one column and two."""
        super().resizeEvent(event)
        self._lay_out()

    def _mark(self) -> None:
        best = self._course.best
        markers = () if best is None else (Marker(best["epoch"], "Best epoch"),)
        self.loss.markers = self.accuracy.markers = markers

    def _paint_next(self) -> None:
        if self._stale:
            self._stale.pop(0).refresh()
        if not self._stale:
            self._turn.stop()

    def _point_together(self, place: float | None) -> None:
        for chart in self._charts:
            if chart is not self.sender():
                chart.point_at(place)

    def _lay_out(self) -> None:
        columns = 2 if self.width() >= _WIDE_PX else 1
        if columns == self._columns:
            return
        self._columns = columns
        for part in (*self._charts, self._between):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.loss, 0, 0)
        self._grid.addWidget(self.accuracy, columns % 2, columns - 1)
        self._grid.addWidget(self._between, 2, 0, 1, columns)
        self._grid.addWidget(self.rate, 3, 0, 1, columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
