"""How the charts are looked at: logarithmic, smoothed, with earlier runs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.train.live.earlier_runs import EarlierRuns
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.step_slider import StepSlider

STRENGTHS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
"""How much of the running mean stays at each step, by the slider's positions."""

_WIDE_PX = 480


class ChartTools(QWidget):
    """A switch, a slider and a menu.

    Args:
        earlier: the menu of earlier runs.
    Attributes:
        log: makes the loss logarithmic.
        smoothing: position in `STRENGTHS`.
    Signals:
        log_changed: whether the loss shall be logarithmic.
        strength_changed: how much to smooth, 0 to below 1.
    """

    log_changed = Signal(bool)
    strength_changed = Signal(float)

    def __init__(self, earlier: EarlierRuns) -> None:
        super().__init__()
        self.log = CheckBox("Log scale")
        self.log.setToolTip("Equal ratios of the loss are equally high")
        self.log.toggled.connect(self.log_changed)
        self.smoothing = StepSlider(len(STRENGTHS), "Smoothing")
        self.smoothing.valueChanged.connect(self._smooth)
        self._number = label("off", "secondary")
        self._number.setFont(font(12, has_even_digits=True))
        self._number.setMinimumWidth(28)
        words = label("Smoothing", "secondary")
        words.setBuddy(self.smoothing)
        self._earlier = earlier
        self._smoothing_part = QWidget()
        smoothing = QHBoxLayout(self._smoothing_part)
        smoothing.setContentsMargins(0, 0, 0, 0)
        smoothing.setSpacing(8)
        for each in (words, self.smoothing, self._number):
            smoothing.addWidget(each, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.addWidget(self.log, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self._is_wide: bool | None = None
        self._place_slider()

    @property
    def strength(self) -> float:
        """How much is smoothed, 0 to below 1."""
        return STRENGTHS[self.smoothing.value()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the slider where there is room for it."""
        super().resizeEvent(event)
        self._place_slider()

    def _place_slider(self) -> None:
        is_wide = self.width() >= _WIDE_PX
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._grid.removeWidget(self._earlier)
            self._grid.removeWidget(self._smoothing_part)
            self._grid.addWidget(self._earlier, 0, 2, Qt.AlignmentFlag.AlignRight)
            smoothing_at = (0, 1, 1, 1) if is_wide else (1, 0, 1, 3)
            self._grid.addWidget(self._smoothing_part, *smoothing_at, Qt.AlignmentFlag.AlignLeft)

    def _smooth(self) -> None:
        self._number.setText(f"{self.strength:g}" if self.strength else "off")
        self.strength_changed.emit(self.strength)
