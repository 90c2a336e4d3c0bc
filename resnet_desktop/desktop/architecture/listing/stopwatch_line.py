"""The line in which measuring is asked for, followed and stopped."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.listing import wording
from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.jobs import Progress

_HEIGHT_PX = 44


class StopwatchLine(QWidget):
    """Says what was measured; its height never changes.

    Attributes:
        words: what it says.
        measure: begins.
        cancel: stops.
    """

    def __init__(self, stopwatch: Stopwatch) -> None:
        super().__init__()
        self._stopwatch = stopwatch
        self.setFixedHeight(_HEIGHT_PX)
        self.words = ElidedLabel("secondary")
        self.words.setFont(font(12, has_even_digits=True))
        self.measure = Button(wording.MEASURE, kind="small")
        self.measure.setToolTip(wording.MEASURE_TIP)
        self.measure.clicked.connect(stopwatch.measure)
        self.cancel = Button("Cancel", kind="small")
        self.cancel.clicked.connect(stopwatch.cancel)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("Progress of measuring")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.measure)
        line.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        size = self._bar.sizePolicy()
        size.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(size)
        stopwatch.times_changed.connect(self._show)
        stopwatch.running_changed.connect(self._show)
        stopwatch.progressed.connect(self._show_progress)
        self._show()

    def _show(self) -> None:
        watch = self._stopwatch
        self.measure.setVisible(not watch.is_running)
        self.cancel.setVisible(watch.is_running)
        self._bar.setVisible(watch.is_running)
        self.measure.setText(wording.MEASURE if watch.times is None else wording.MEASURE_AGAIN)
        tip = ""
        if watch.is_running:
            self._bar.setRange(0, 0)
            said = wording.WAITING
        elif watch.trouble:
            said = tip = watch.trouble
        elif watch.times is not None:
            said, tip = wording.times_line(watch.times), wording.times_tip(watch.times)
        else:
            said = wording.NOT_MEASURED
        self.words.setText(said)
        self.words.setAccessibleName(said)
        self.setToolTip(tip)

    def _show_progress(self, progress: Progress) -> None:
        if self._stopwatch.is_running and progress.done:
            self._bar.setRange(0, progress.total or 0)
            self._bar.setValue(progress.done)
            self.words.setText(f"Run {progress.done} of up to {progress.total}")
