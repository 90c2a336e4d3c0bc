"""Whether the model is as sure as it is right: one sentence and a chart."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.train.judging import wording
from resnet_desktop.desktop.train.judging.sureness_chart import SurenessChart
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.training.judgement import Judgement


class SurenessView(QWidget):
    """Calibration.

    Attributes:
        words: on the whole.
        chart: by how sure it was.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = label()
        self.words.setWordWrap(True)
        hint = label(wording.SURE_HINT, "secondary")
        hint.setWordWrap(True)
        self.chart = SurenessChart()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.chart, 1)
        layout.addWidget(hint)

    def show_judgement(self, judgement: Judgement) -> None:
        """Show another one."""
        self.words.setText(wording.sureness(judgement.bins))
        self.chart.show_bins(judgement.bins)
