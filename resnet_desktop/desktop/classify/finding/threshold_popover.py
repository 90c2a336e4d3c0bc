"""Choosing below which confidence a picture is unsure, with what that costs and brings beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.classify.finding.popover import Popover
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.coverage_chart import NO_CURVE, CoverageChart
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.threshold_slider import ThresholdSlider
from resnet_desktop.errors import UserError

if TYPE_CHECKING:
    from resnet_desktop.models import Card

_LEFT_PX = 256
_CHART_PX = (344, 216)
_EXPLANATION = "A picture counts as unsure while the confidence in its class is below this."

_NO_MODEL = "There is no model yet, so nothing is known about how the threshold changes the accuracy."


class ThresholdPopover(Popover):
    """A slider, how many pictures of the list are unsure, and the model's curve of accuracy against coverage.

    Attributes:
        slider: the threshold.
        list_words: how many pictures of the list are below it.
        show_unsure: asks to see them.
        chart: the curve, with its sentence.
        source: which pictures it was measured on.
    Signals:
        threshold_changed: somebody moves it; 0 to 1.
        threshold_settled: somebody has let go of it; 0 to 1.
    """

    threshold_changed = Signal(float)
    threshold_settled = Signal(float)

    def __init__(self) -> None:
        super().__init__("Threshold of unsure")
        self.slider = ThresholdSlider()
        self.slider.threshold_changed.connect(self._move)
        self.slider.threshold_settled.connect(self.threshold_settled)
        self.list_words = _two_lines()
        self.show_unsure = Button("Show the unsure ones", "unsure", "small")
        self.chart = CoverageChart()
        self.chart.setFixedSize(*_CHART_PX)
        self.chart.threshold_picked.connect(self._pick)
        self.source = ElidedLabel("secondary")
        self.content.addLayout(self._lay_out())
        self._show_no_curve(_NO_MODEL)

    def show_card(self, card: "Card | None") -> None:
        """Show a model's curve, or say why there is none."""
        if card is None:
            self._show_no_curve(_NO_MODEL)
            return
        from resnet_desktop.classification.calibration import curve_of  # noqa: PLC0415  loads NumPy

        try:
            curve = curve_of(card)
        except UserError as error:
            self._show_no_curve(sentence(str(error)))
            return
        if curve is None:
            self._show_no_curve(NO_CURVE)
        else:
            self.chart.show_curve(curve.points())
            self.source.setText(filter_wording.curve_source(curve.pictures, curve.data))

    def show_threshold(self, threshold: float, unsure: int, classified: int) -> None:
        """Show the threshold and what it makes of the list.

        Args:
            threshold: 0 to 1.
            unsure: pictures below it.
            classified: pictures with a prediction.
        """
        self.slider.set_threshold(threshold)
        self.chart.show_threshold(threshold)
        self.list_words.setText(filter_wording.unsure_line(unsure, classified))
        self.show_unsure.setEnabled(unsure > 0)

    def prepare(self) -> None:
        """Let the keys move the threshold."""
        self.slider.setFocus()

    def _move(self, threshold: float) -> None:
        self.chart.show_threshold(threshold)
        self.threshold_changed.emit(threshold)

    def _pick(self, threshold: float) -> None:
        self.slider.set_threshold(threshold)
        self._move(threshold)
        self.threshold_settled.emit(threshold)

    def _show_no_curve(self, words: str) -> None:
        self.chart.show_no_curve(words)
        self.source.setText("")

    def _lay_out(self) -> QHBoxLayout:
        explanation = label(_EXPLANATION, "secondary")
        explanation.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label("When is a picture unsure?", "section"))
        left.addWidget(explanation)
        left.addWidget(self.slider)
        left.addSpacing(8)
        left.addWidget(self.list_words)
        left.addWidget(self.show_unsure, alignment=Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.chart)
        right.addWidget(self.source)
        both = QHBoxLayout()
        both.setSpacing(24)
        column = QWidget()
        column.setFixedWidth(_LEFT_PX)
        left.setContentsMargins(0, 0, 0, 0)
        column.setLayout(left)
        both.addWidget(column)
        both.addLayout(right)
        return both


def _two_lines() -> QLabel:
    """A label with room for two lines, so that nothing moves when the numbers grow."""
    made = label()
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    made.setFixedHeight(2 * made.fontMetrics().lineSpacing() + 4)
    return made
