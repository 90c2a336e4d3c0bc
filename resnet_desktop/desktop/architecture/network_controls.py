"""Which network is shown, and for which sizes; everything is computed anew as somebody types."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.number_field import NumberField
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.network import NETWORKS, Graph, NetworkError, build
from resnet_desktop.network.graph import LARGEST_CLASS_COUNT, LARGEST_INPUT_SIZE

_SHORT_TITLES = {"resnet50-v1.5": "v1.5", "listing": "Listing's"}


class NetworkControls(QWidget):
    """The networks and three numbers.

    Attributes:
        networks: which one.
        input_size: side of the input, px.
        classes: their number.
        pool_window: side of the average pooling window, px of the last map.
    Signals:
        graph_chosen: a `Graph` that somebody asked for.
        complained: what is wrong with the numbers, one sentence.
    """

    graph_chosen = Signal(object)
    complained = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._names = tuple(NETWORKS)
        self._takes_whole_map = True
        titles = [_SHORT_TITLES.get(name, NETWORKS[name].title) for name in self._names]
        self.networks = Segments("Network", titles)
        for button, name in zip(self.networks.buttons, self._names, strict=True):
            button.setToolTip(NETWORKS[name].title)
            button.setAccessibleName(f"Network: {NETWORKS[name].title}")
        self.input_size = NumberField("Input size", 1, LARGEST_INPUT_SIZE, step=32, unit="px")
        self.classes = NumberField("Classes", 2, LARGEST_CLASS_COUNT)
        self.pool_window = NumberField("Pooling window", 1, LARGEST_INPUT_SIZE)
        self.networks.chosen.connect(lambda _number: self._build(takes_whole_map=True))
        self.input_size.number_changed.connect(lambda _number: self._build(takes_whole_map=self._takes_whole_map))
        self.classes.number_changed.connect(lambda _number: self._build(takes_whole_map=self._takes_whole_map))
        self.pool_window.number_changed.connect(lambda _number: self._build(takes_whole_map=False))
        self._lay_out()

    def show_graph(self, graph: Graph) -> None:
        """Show the numbers of what is drawn; nobody is told."""
        self.networks.choose(self._names.index(graph.network.name))
        self.input_size.set_number(graph.input_size)
        self.classes.set_number(graph.classes)
        self.pool_window.set_number(graph.pool_window)
        self._takes_whole_map = graph.pools_whole_map

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the steps to the arrow keys where there is no room for their buttons."""
        super().resizeEvent(event)
        fields = (self.input_size, self.classes, self.pool_window)
        needed = self.minimumSizeHint().width() + sum(field.hidden_px for field in fields)
        for field in fields:
            field.show_buttons(self.width() >= needed)

    def _build(self, *, takes_whole_map: bool) -> None:
        window = None if takes_whole_map else self.pool_window.number
        try:
            network = NETWORKS[self._names[self.networks.number]]
            graph = build(network, self.input_size.number, self.classes.number, window)
        except NetworkError as error:
            self.complained.emit(str(error))
            return
        self.graph_chosen.emit(graph)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.networks)
        for words, field in (
            ("Input", self.input_size),
            ("Classes", self.classes),
            ("Pooling", self.pool_window),
        ):
            pair = QHBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(label(words, "quiet"))
            pair.addWidget(field)
            layout.addLayout(pair)
        layout.addStretch(1)
