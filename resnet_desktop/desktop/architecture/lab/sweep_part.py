"""The sweep: what can be swept, the chart, and what it shows in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.architecture.lab.sweep_chart import SweepChart
from resnet_desktop.desktop.architecture.lab.sweep_tools import SweepTools
from resnet_desktop.desktop.architecture.lab.sweeper import Sweeper
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.segments import Segments


class SweepPart(QWidget):
    """Shows what its sweeper knows.

    Attributes:
        words: what it shows, or what went wrong.
        tools: begin and stop.
        subject: what the chart is of.
        tally: of how many pictures, and how many of them are right.
        measure: which numbers the bars are.
        chart: the bars.
        detail: all that is known of one of them.
        export: asks for a file.
    Signals:
        export_asked: the numbers shall become a file.
    """

    export_asked = Signal()

    def __init__(self, sweeper: Sweeper) -> None:
        super().__init__()
        self._sweeper = sweeper
        self.words = label(wording.INVITATION, "secondary")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tools, self.chart = SweepTools(), SweepChart()
        self.subject = ElidedLabel("quiet", Qt.TextElideMode.ElideMiddle)
        self.tally = label("", "quiet")
        self.tally.setWordWrap(True)
        self.measure = Segments("Measure", wording.MEASURES)
        for button, tip in zip(self.measure.buttons, wording.MEASURE_TIPS, strict=True):
            button.setToolTip(tip)
        self.detail = label("", "secondary")
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.detail.setMinimumHeight(2 * self.detail.fontMetrics().lineSpacing())  # nothing moves under the mouse
        self.export = Button("", "save", "flat")
        self.export.setFixedWidth(32)
        self.export.setToolTip(wording.EXPORT_TIP)
        self.export.setAccessibleName(wording.EXPORT_TIP)
        self._lay_out()
        self.measure.chosen.connect(self.chart.show_measure)
        self.chart.described.connect(self._show_detail)
        self.export.clicked.connect(self.export_asked)
        self.tools.picture_asked.connect(sweeper.sweep_picture)
        self.tools.cancel_asked.connect(sweeper.cancel)
        sweeper.begun.connect(self.tools.follow)
        sweeper.changed.connect(self.show_sweep)
        sweeper.ended.connect(self._end)
        self.show_sweep()

    def show_sweep(self) -> None:
        """Show what is known."""
        sweep, sweeper = self._sweeper.sweep, self._sweeper
        is_known = sweep is not None and bool(sweep.pictures) and bool(sweep.outcomes)
        self.chart.show_sweep(sweep if is_known else None, sweeper.labels)
        can_judge = sweep is not None and sweep.judged > 0
        self.measure.buttons[wording.ACCURACY].setEnabled(can_judge)
        if not can_judge and self.measure.number == wording.ACCURACY:
            self.measure.choose(wording.PROBABILITY)
        self.chart.show_measure(self.measure.number)
        self._results.setVisible(is_known)
        self.export.setVisible(is_known)
        ending = (wording.GOING_ON if sweeper.is_busy else wording.STOPPED) if sweeper.is_partial else ""
        self.subject.setText(sweeper.subject)
        self.tally.setText(wording.tally_line(sweep, ending) if sweep is not None else "")
        self.tally.setVisible(bool(self.tally.text()))
        self.words.setText(wording.INVITATION if sweep is None else wording.sentence(sweep, sweeper.labels))

    def say(self, words: str) -> None:
        """Say what was done or what went wrong in place of what the sweep shows."""
        self.words.setText(words)

    def _end(self, trouble: str) -> None:
        self.tools.end()
        self.show_sweep()
        if trouble:
            self.say(trouble)

    def _show_detail(self, words: str) -> None:
        self.detail.setText(words or wording.CHART_HELP[self.chart.measure])

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(label(wording.TITLE, "section"))
        header.addStretch(1)
        header.addWidget(self.export)
        self._results = QWidget()
        results = QVBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(header)
        for part in (self.words, self.tools, self._results):
            layout.addWidget(part)
        for part in (self.subject, self.tally, self.measure, self.chart, self.detail):
            results.addWidget(part)
        for column in (layout, results):
            column.setSpacing(8)
