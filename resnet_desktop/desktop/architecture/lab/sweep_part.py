"""The sweep: its buttons, how far it is, its chart, and what it shows in words."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.architecture.lab.sweep_chart import SweepChart
from resnet_desktop.desktop.architecture.lab.sweeper import Sweeper
from resnet_desktop.desktop.pace import Pace
from resnet_desktop.desktop.tasks import Task
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.desktop.widgets.task_popup import show_progress
from resnet_desktop.desktop.widgets.work_view import STOPPING, WORKING, work_line
from resnet_desktop.jobs import Progress


class SweepPart(QWidget):
    """Shows what its sweeper knows.

    Attributes:
        chart: the bars.
        detail: all that is known of one of them.
        measure: which numbers they are.
        this_picture: sweeps the picture.
        a_folder: asks for a folder.
        export: asks for a file.
        cancel: stops what runs.
        subject: what the chart is of.
        words: what it shows, or what went wrong.
    Signals:
        folder_asked: somebody wants to choose a folder.
        export_asked: the numbers shall become a file.
    """

    folder_asked = Signal()
    export_asked = Signal()

    def __init__(self, sweeper: Sweeper) -> None:
        super().__init__()
        self._sweeper = sweeper
        self._task: Task | None = None
        self._pace = Pace(0)
        self.chart = SweepChart()
        self.measure = Segments("Measure", wording.MEASURES)
        for button, tip in zip(self.measure.buttons, wording.MEASURE_TIPS, strict=True):
            button.setToolTip(tip)
        self.measure.chosen.connect(self.chart.show_measure)
        self.this_picture = Button(wording.THIS_PICTURE, "picture", "small")
        self.a_folder = Button(wording.A_FOLDER, "folder", "small")
        self.export = Button("", "save", "flat")
        self.export.setFixedWidth(32)
        self.export.setToolTip(wording.EXPORT_TIP)
        self.export.setAccessibleName(wording.EXPORT_TIP)
        self.cancel = Button("Cancel", kind="small")
        self.this_picture.clicked.connect(sweeper.sweep_picture)
        self.a_folder.clicked.connect(self.folder_asked)
        self.export.clicked.connect(self.export_asked)
        self.cancel.clicked.connect(self._stop)
        self.subject = ElidedLabel("quiet", Qt.TextElideMode.ElideMiddle)
        self._line = ElidedLabel("quiet")
        self._line.setFont(font(13, has_even_digits=True))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("Progress")
        self.words = label(wording.SWEEP_INVITATION, "secondary")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail = label("", "secondary")
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.detail.setMinimumHeight(2 * self.detail.fontMetrics().lineSpacing())  # nothing moves under the mouse
        self.chart.described.connect(self._show_detail)
        self._tools = QStackedWidget()
        self._lay_out()
        sweeper.begun.connect(self._follow)
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
        self.subject.setText(wording.subject_line(sweeper.subject, sweep, ending))
        self.words.setText(wording.SWEEP_INVITATION if sweep is None else wording.sweep_sentence(sweep, sweeper.labels))

    def say(self, words: str) -> None:
        """Say what was done or what went wrong in place of what the sweep shows."""
        self.words.setText(words)

    def _follow(self, task: Task) -> None:
        self._task, self._pace = task, Pace(time.monotonic())
        self._line.setText(WORKING)
        self.cancel.setEnabled(True)
        self._tools.setCurrentIndex(1)
        show_progress(self._bar, task)
        task.progressed.connect(lambda progress: self._show_progress(task, progress))

    def _show_progress(self, task: Task, progress: Progress) -> None:
        if task is self._task:
            self._pace.mark(time.monotonic(), progress.done)
            show_progress(self._bar, task)
            if not task.is_cancelled:
                self._line.setText(progress.message or work_line(progress, "picture", self._pace))

    def _end(self, trouble: str) -> None:
        self._task = None
        self._tools.setCurrentIndex(0)
        self.show_sweep()
        if trouble:
            self.say(trouble)

    def _stop(self) -> None:
        self._sweeper.cancel()
        self.cancel.setEnabled(False)
        self._line.setText(STOPPING)

    def _show_detail(self, words: str) -> None:
        self.detail.setText(words or wording.CHART_HELP[self.chart.measure])

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(label(wording.SWEEP_TITLE, "section"))
        header.addStretch(1)
        header.addWidget(self.export)
        buttons, work = QWidget(), QWidget()
        line = QHBoxLayout(buttons)
        line.setSpacing(8)
        line.addWidget(self.this_picture)
        line.addWidget(self.a_folder)
        line.addStretch(1)
        busy = QVBoxLayout(work)
        busy.setSpacing(4)
        busy.addWidget(self._line)
        progress = QHBoxLayout()
        progress.setSpacing(8)
        progress.addWidget(self._bar, 1)
        progress.addWidget(self.cancel)
        busy.addLayout(progress)
        for part in (line, busy):
            part.setContentsMargins(0, 0, 0, 0)
        self._tools.addWidget(buttons)
        self._tools.addWidget(work)
        self._tools.setFixedHeight(52)  # nothing moves when it begins
        self._results = QWidget()
        results = QVBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        results.setSpacing(8)
        results.addWidget(self.subject)
        results.addWidget(self.measure)
        results.addWidget(self.chart)
        results.addWidget(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self.words)
        layout.addWidget(self._tools)
        layout.addWidget(self._results)
