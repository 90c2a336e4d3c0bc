"""The weights of the selected part: filters in colour, how values are spread, and what does nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.inspector import weights_wording as wording
from resnet_desktop.desktop.architecture.inspector.chart_line import ChartLine
from resnet_desktop.desktop.architecture.inspector.charts import Chart, layer_charts, size_chart
from resnet_desktop.desktop.architecture.inspector.filter_mosaic import FilterMosaic
from resnet_desktop.desktop.architecture.inspector.mosaic_dialog import EXPLANATION, MosaicDialog
from resnet_desktop.desktop.architecture.inspector.weights_reader import SeenWeights
from resnet_desktop.desktop.widgets.labels import label


class WeightsSection(QWidget):
    """Shows weights, or says why there are none.

    Attributes:
        words: why there are none; hidden where there are.
        mosaic: the filters that read the picture; hidden for all other layers.
        charts: all lines that were ever needed; those that are not now are hidden.
    Signals:
        chosen: the name of a layer.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "secondary")
        self.words.setWordWrap(True)
        self.mosaic = FilterMosaic()
        self.mosaic.opened.connect(self._open)
        self._explanation = label(EXPLANATION, "secondary")
        self._explanation.setWordWrap(True)
        self.charts: list[ChartLine] = []
        self._norms: list[float] = []
        self._title = ""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("Weights", "section"))
        layout.addWidget(self.words)
        layout.addWidget(self.mosaic)
        layout.addWidget(self._explanation)
        layout.addLayout(self._lines)
        self.say("")

    def say(self, words: str) -> None:
        """Show a sentence and no weights."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._show_mosaic(None)
        self._show_charts([])

    def show_weights(self, seen: SeenWeights) -> None:
        """Show weights."""
        if seen.layer is None and not seen.sizes:
            self.say(wording.NO_WEIGHTS)
            return
        self.words.hide()
        self._show_mosaic(seen if seen.images else None)
        self._show_charts([size_chart(seen.sizes)] if seen.layer is None else layer_charts(seen.layer, seen.labels))

    def _show_mosaic(self, seen: SeenWeights | None) -> None:
        if seen is not None and seen.layer is not None and seen.layer.filters is not None:
            self._norms = [float(norm) for norm in seen.layer.filters.norms]
            self._title = f"Filters of {seen.part.name}"
            self.mosaic.show_filters(seen.images, self._norms)
        self.mosaic.setVisible(seen is not None)
        self._explanation.setVisible(seen is not None)

    def _show_charts(self, charts: list[Chart]) -> None:
        while len(self.charts) < len(charts):
            line = ChartLine()
            line.chosen.connect(self.chosen)
            self.charts.append(line)
            self._lines.addWidget(line)
        for number, line in enumerate(self.charts):
            line.setVisible(number < len(charts))
            if number < len(charts):
                line.show_chart(charts[number])

    def _open(self) -> None:
        MosaicDialog(self._title, self.mosaic, self._norms, self.window()).open()
