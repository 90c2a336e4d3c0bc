"""Two networks side by side."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.drawing.painting import ReadyMarks
from resnet_desktop.desktop.architecture.drawing.palettes import window_palette
from resnet_desktop.desktop.theme import colour
from resnet_desktop.network import Graph
from resnet_desktop.network.drawing.comparing import totals
from resnet_desktop.network.drawing.comparison import LEAST_WIDTH, draw_comparison
from resnet_desktop.network.drawing.palette import PAPER
from resnet_desktop.network.drawing.svg import document

_MOST_WIDTH = 1100


class ComparisonView(QScrollArea):
    """Shows the totals of two networks, and their stages with what differs between them.

    Args:
        a: on the left.
        b: on the right.
    """

    def __init__(self, a: Graph, b: Graph) -> None:
        super().__init__()
        self._sheet = _Sheet(a, b)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Comparison of two networks")
        self._describe(a, b)

    def show_graphs(self, a: Graph, b: Graph) -> None:
        """Compare two others."""
        self._sheet.show_graphs(a, b)
        self._describe(a, b)

    def to_svg(self, width: float = 900) -> str:
        """Write the comparison in the colours of paper."""
        a, b = self._sheet.graphs
        groups, height = draw_comparison(a, b, width, PAPER)
        return document(groups, width, height, f"{a.network.title} and {b.network.title}", PAPER.ground)

    def sizeHint(self) -> QSize:
        """Room for everything beside each other."""
        return QSize(860, 640)

    def _describe(self, a: Graph, b: Graph) -> None:
        numbers = (f"{total.name}: {total.texts[0]} and {total.texts[1]}" for total in totals(a, b))
        self.setAccessibleDescription(f"{a.network.title} and {b.network.title}. {'. '.join(numbers)}")


class _Sheet(QWidget):
    def __init__(self, a: Graph, b: Graph) -> None:
        super().__init__()
        self.graphs = a, b
        self._marks: ReadyMarks | None = None
        self.setMinimumWidth(round(LEAST_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_graphs(self, a: Graph, b: Graph) -> None:
        self.graphs = a, b
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._marks is not None:
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("surface"))
        painter.translate((self.width() - self._width) // 2, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._marks is not None:
            self._marks.paint(painter)
        painter.end()

    @property
    def _width(self) -> int:
        return min(_MOST_WIDTH, max(round(LEAST_WIDTH), self.width()))

    def _draw(self) -> None:
        groups, height = draw_comparison(*self.graphs, self._width, window_palette())
        self._marks = ReadyMarks(groups)
        self.setFixedHeight(round(height))
        self.update()
