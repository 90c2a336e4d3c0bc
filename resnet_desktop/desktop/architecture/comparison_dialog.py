"""Two networks side by side, in a window of their own."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.drawing.comparison_view import ComparisonView
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.network import LISTING, NETWORKS, RESNET50, Graph, NetworkError, build

_MARGIN_PX = 32


class ComparisonDialog(QDialog):
    """Shows a network beside the other one, both for the same pictures and classes.

    Attributes:
        view: the comparison.
    """

    def __init__(self, graph: Graph, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Two networks side by side")
        self.view = ComparisonView(*both(graph))
        title = label("Two networks side by side", "section")
        text = label(f"Both for pictures of {graph.input_size:,} px and {graph.classes:,} classes.", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(8)
        layout.addWidget(self.view, 1)
        room = parent.window().size() - QSize(_MARGIN_PX, _MARGIN_PX)
        self.resize(QSize(960, 760).boundedTo(room))


def both(graph: Graph) -> tuple[Graph, Graph]:
    """Give a network and the one to compare it with, with the same numbers: ResNet-50 comes first."""
    others = {RESNET50.name: LISTING.name, LISTING.name: RESNET50.name}
    other = _like(graph, others.get(graph.network.name, RESNET50.name))
    return (graph, other) if graph.network.name == RESNET50.name else (other, graph)


def _like(graph: Graph, name: str) -> Graph:
    """Build a network with another one's numbers; it pools the whole map where the other's window does not fit."""
    window = None if graph.pools_whole_map else graph.pool_window
    try:
        return build(NETWORKS[name], graph.input_size, graph.classes, window)
    except NetworkError:
        return build(NETWORKS[name], graph.input_size, graph.classes)
