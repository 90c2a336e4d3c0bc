"""A chart with its title, its numbers in short, and a sentence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.inspector.bars import Bars
from resnet_desktop.desktop.architecture.inspector.charts import Chart
from resnet_desktop.desktop.theme import font
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label


class ChartLine(QWidget):
    """Shows a chart.

    Attributes:
        chart: what it shows; None at first.
        bars: its bars.
    Signals:
        chosen: the name that belongs to the bar that was clicked.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self._title = ElidedLabel()
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note = label("", "secondary")
        self._note.setFont(font(12, has_even_digits=True))
        self.bars = Bars("", 80)
        self.bars.chosen.connect(self._choose)
        self._sentence = label("", "secondary")
        self._sentence.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.bars)
        layout.addWidget(self._sentence)

    def show_chart(self, chart: Chart) -> None:
        """Show another one."""
        self.chart = chart
        self._title.setText(chart.title)
        self._note.setText(chart.note)
        self.bars.setAccessibleName(chart.title)
        self.bars.show_bars(
            chart.values,
            chart.ink,
            chart.ends,
            chart.say,
            zero=chart.zero,
            marked=chart.marked,
            is_link=bool(chart.names),
            description=f"{chart.note}. From {chart.ends[0]} to {chart.ends[1]}. {chart.sentence}",
        )
        self._sentence.setText(chart.sentence)
        self._sentence.setVisible(bool(chart.sentence))

    def _choose(self, bar: int) -> None:
        if self.chart is not None and bar < len(self.chart.names):
            self.chosen.emit(self.chart.names[bar])
