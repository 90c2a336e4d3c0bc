"""A range of probabilities in a line of controls: its name and a slider."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.range_slider import RangeSlider

_SLIDER_PX = 216


class RangeLine(QWidget):
    """A word and a range slider beside it.

    Args:
        subject: ``"Confidence"``.
        meaning: what it is, for the tooltip.

    Attributes:
        slider: the two ends.
    Signals:
        range_changed: somebody moves an end; lowest and highest, 0 to 1.
        range_settled: somebody has let go of it.
    """

    range_changed = Signal(float, float)
    range_settled = Signal(float, float)

    def __init__(self, subject: str, meaning: str) -> None:
        super().__init__()
        self.setToolTip(meaning)
        self.slider = RangeSlider(subject)
        self.slider.setFixedWidth(_SLIDER_PX)
        self.slider.range_changed.connect(self.range_changed)
        self.slider.range_settled.connect(self.range_settled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(0)
        layout.addWidget(label(subject, "secondary"))
        layout.addWidget(self.slider)

    def show_range(self, low: float, high: float) -> None:
        """Show what the query lets pass, 0 to 1."""
        self.slider.set_range(low, high)
