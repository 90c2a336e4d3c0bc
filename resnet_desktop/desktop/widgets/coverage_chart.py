"""A small chart of accuracy against coverage, with the threshold in use as a point on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.coverage_curve import CoverageCurve
from resnet_desktop.desktop.widgets.coverage_plot import CoveragePlot
from resnet_desktop.desktop.widgets.labels import label

NO_CURVE = "This model has no validation results, so nothing is known about how the threshold changes the accuracy."


class CoverageChart(QWidget):
    """The curve, the point of the threshold in use with guide lines, and what it means in words.

    Signals:
        threshold_picked: a person chose a point of the curve by mouse; its threshold, 0 to 1.
    """

    threshold_picked = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.plot = CoveragePlot()
        self.plot.threshold_picked.connect(self.threshold_picked)
        self.words = label("", "secondary")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Room for two lines: nothing moves when the numbers grow.
        self.words.setFixedHeight(2 * self.words.fontMetrics().lineSpacing() + 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.words)
        self.setAccessibleName("Accuracy against coverage")
        self._threshold = 0.0
        self.show_no_curve()

    def show_curve(self, measured: Sequence[tuple[float, float, float]]) -> None:
        """Show a model's curve.

        Args:
            measured: (threshold, coverage, accuracy), 0 to 1 each, as for `CoverageCurve`. None at all, or none that
                decides anything, is no curve.
        """
        if any(coverage > 0 for _, coverage, _ in measured):
            self.plot.show_curve(CoverageCurve(measured))
            self.show_threshold(self._threshold)
        else:
            self.show_no_curve()

    def show_no_curve(self, words: str = NO_CURVE) -> None:
        """Say in one sentence that there is no curve."""
        self.plot.show_no_curve(words)
        self.words.setText("")
        self.setAccessibleDescription(words)

    def show_threshold(self, threshold: float) -> None:
        """Move the point.

        Args:
            threshold: 0 to 1.
        """
        self._threshold = threshold
        point = self.plot.show_threshold(threshold)
        if point is not None:
            self.words.setText(point.sentence)
            self.setAccessibleDescription(point.sentence)
