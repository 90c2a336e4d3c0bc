"""The network as a row of blocks, in the shapes and colours of the Architecture page."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.drawing.painting import ReadyMarks
from resnet_desktop.desktop.architecture.drawing.palettes import window_palette
from resnet_desktop.network import NETWORKS, Graph, build
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.strip import HEIGHT, Strip, lay_out_strip
from resnet_desktop.network.drawing.strip_marks import strip_marks

STRIP_PX = round(HEIGHT)


@cache
def strip_graph(network: str, input_size: int = 224, classes: int = 1000) -> Graph:
    """Give a network's graph; a few ms the first time."""
    return build(NETWORKS[network], input_size, classes)


class NetworkStrip(QWidget):
    """Lays the row out as wide as it is, and paints it; whoever inherits says what it means.

    Attributes:
        graph: what is drawn.
    """

    top_px = 0
    """Where the row begins."""

    def __init__(self) -> None:
        super().__init__()
        self.graph = strip_graph("resnet50")
        self._values: Mapping[str, float] | None = None
        self._frozen = 0
        self._strip: Strip | None = None
        self._marks: ReadyMarks | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def strip(self) -> Strip:
        """What lies where, px from the left and below `top_px`."""
        if self._strip is None:
            self._strip = lay_out_strip(self.graph, self.width())
        return self._strip

    def show_graph(self, graph: Graph) -> None:
        """Draw another network."""
        if graph is not self.graph:
            self.graph = graph
            self._lay_out_anew()

    def show_values(self, values: Mapping[str, float] | None) -> None:
        """Colour blocks by numbers from 0 to 1, by their names; None for the colours of their kinds."""
        self._values = values
        self._draw_anew()

    def show_frozen(self, stage: int) -> None:
        """Hatch everything up to a stage; 0 for nothing."""
        self._frozen = stage
        self._draw_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use all the width."""
        super().resizeEvent(event)
        self._lay_out_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_anew()

    def paint_strip(self, painter: QPainter) -> None:
        """Paint the row."""
        if self._marks is None:
            self._marks = ReadyMarks(strip_marks(self.strip, Look(window_palette(), values=self._values), self._frozen))
        painter.save()
        painter.translate(0, self.top_px)
        self._marks.paint(painter)
        painter.restore()

    def _lay_out_anew(self) -> None:
        self._strip = None
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._marks = None
        self.update()
