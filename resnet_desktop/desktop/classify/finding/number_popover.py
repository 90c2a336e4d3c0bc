"""Choosing a part of what a probability can be."""

from PySide6.QtCore import Qt, Signal

from resnet_desktop.desktop.classify.finding.popover import Popover
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.range_slider import RangeSlider

_WIDTH_PX = 320


class NumberPopover(Popover):
    """A range slider with a sentence about what it is of.

    Args:
        subject: ``"Confidence"``.
        meaning: one sentence, without its full stop.

    Attributes:
        slider: the two ends.
        clear: lets everything pass.
    Signals:
        range_changed: somebody moves an end; lowest and highest, 0 to 1.
        range_settled: somebody has let go of it.
    """

    range_changed = Signal(float, float)
    range_settled = Signal(float, float)

    def __init__(self, subject: str, meaning: str) -> None:
        super().__init__(subject)
        self.setFixedWidth(_WIDTH_PX)
        self.content.setContentsMargins(16, 12, 16, 12)
        words = label(meaning, "secondary")
        words.setWordWrap(True)
        self.slider = RangeSlider(subject)
        self.slider.range_changed.connect(self.range_changed)
        self.slider.range_settled.connect(self.range_settled)
        self.clear = Button(f"Any {subject.lower()}", "", "small")
        self.clear.clicked.connect(lambda: self.range_settled.emit(0.0, 1.0))
        self.content.addWidget(label(subject, "section"))
        self.content.addWidget(words)
        self.content.addWidget(self.slider)
        self.content.addWidget(self.clear, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_range(self, low: float, high: float) -> None:
        """Show what the query lets pass, 0 to 1."""
        self.slider.set_range(low, high)
        self.clear.setEnabled(low > 0 or high < 1)

    def prepare(self) -> None:
        """Let the keys move the lower end."""
        self.slider.setFocus()
