"""The network drawn, with zoom, minimap, and what is expanded; it follows the page's state."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.drawing import saving, wording
from resnet_desktop.desktop.architecture.drawing.canvas import DrawingCanvas
from resnet_desktop.desktop.architecture.drawing.minimap import Minimap
from resnet_desktop.desktop.architecture.drawing.moving import needed_for
from resnet_desktop.desktop.architecture.drawing.palettes import window_palette
from resnet_desktop.desktop.architecture.drawing.tool_line import ToolLine
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.network.drawing import Drawing, all_expandable, lay_out, stage_names
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.rendering import render, size_with_footer
from resnet_desktop.network.drawing.svg import to_svg
from resnet_desktop.network.drawing.wording import title_of


class DrawingView(QWidget):
    """Draws the state's graph; costs nothing while it is hidden.

    Attributes:
        canvas: what the drawing is painted on.
        tools: the line below it.
    Signals:
        expanded_changed: something was expanded or collapsed.
    """

    expanded_changed = Signal()

    def __init__(self, state: ArchitectureState, tasks: Tasks) -> None:
        super().__init__()
        self._state, self._tasks = state, tasks
        self._expanded = stage_names(state.graph)
        self._lent: frozenset[str] = frozenset()
        self._network = state.graph.network.name
        self._is_stale, self._is_to_reveal, self._is_own_choice = True, False, False
        self.canvas = DrawingCanvas()
        self.canvas.describe = lambda name: wording.described(state.graph, name)
        self._minimap = Minimap(self.canvas)
        self.tools = ToolLine(self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.tools)
        self.setFocusProxy(self.canvas)
        self.canvas.chosen.connect(self._choose)
        self.canvas.toggle_wanted.connect(self.toggle)
        self.tools.expand_all_asked.connect(self.expand_all)
        self.tools.collapse_all_asked.connect(self.collapse_all)
        state.graph_changed.connect(self._follow_graph)
        state.selected_changed.connect(self._follow_selection)
        state.bypassed_changed.connect(self._refresh)

    @property
    def expanded(self) -> frozenset[str]:
        """Names of stages and blocks whose inside is drawn."""
        return self._expanded

    @expanded.setter
    def expanded(self, names: frozenset[str]) -> None:
        self._lent = frozenset()
        self._expand(names & all_expandable(self._state.graph))

    def toggle(self, name: str) -> None:
        """Expand something, or collapse it, in place."""
        self._lent -= {name}
        self._expand(self._expanded ^ {name}, name)

    def expand_all(self) -> None:
        """Draw every layer, and show all of it."""
        self.expanded = all_expandable(self._state.graph)
        self.canvas.zoom_to_fit()

    def collapse_all(self) -> None:
        """Draw each stage as one box, and show all of it."""
        self.expanded = frozenset()
        self.canvas.zoom_to_fit()

    def reveal(self, name: str) -> None:
        """Expand what is needed to see something, and bring it into sight; what was expanded so before collapses."""
        if self.drawing().place(name) is None:
            needed = frozenset(needed_for(self._state.graph, name))
            kept = self._expanded - self._lent
            self._lent = needed - kept
            self._expand(kept | needed, name)
        self.canvas.bring_into_sight(name)

    def rect_of(self, name: str) -> QRectF:
        """Say where something is, px of this view; empty where it is not drawn."""
        place = self.canvas.rect_of(name)
        return place.translated(self.canvas.mapTo(self, QPoint(0, 0))) if not place.isEmpty() else place

    def to_svg(self) -> str:
        """Write the drawing as it is expanded, in the colours of paper."""
        return to_svg(self.drawing(), title_of(self._state.graph), self._paper())

    def save(self, path: Path) -> Task:
        """Write the drawing as it is expanded, in the colours of paper.

        Args:
            path: ends in ``.svg``, ``.png`` (two pixels for one) or ``.pdf``.
        Returns:
            The task; its result is the file, and its error is a `DrawingFileError`.
        """
        drawing, look, title = self.drawing(), self._paper(), title_of(self._state.graph)

        def write(_control: JobControl) -> Path:
            saving.write(path, render(drawing, look), size_with_footer(drawing, look), title)
            return path

        return self._tasks.start(write)

    def catch_up(self) -> None:
        """Be ready to be painted."""
        self.drawing()

    def drawing(self) -> Drawing:
        """Give what is drawn, up to date even while it is hidden."""
        if self._is_stale or self.canvas.drawing is None:
            self._lay_out()
        if self.canvas.drawing is None:
            raise RuntimeError("there is a drawing after it was laid out")
        return self.canvas.drawing

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self._lay_out()
        if self._is_to_reveal:
            self._is_to_reveal = False
            self.reveal(self._state.selected)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()

    def _choose(self, name: str) -> None:
        self._lent -= {name, *needed_for(self._state.graph, name)}  # whoever works in it wants it to stay
        self._is_own_choice = True
        self._state.select(name)
        self._is_own_choice = False

    def _follow_graph(self) -> None:
        graph = self._state.graph
        if graph.network.name != self._network:
            self._network = graph.network.name
            self._lent = frozenset()
        self._expanded &= all_expandable(graph)
        self._refresh()

    def _follow_selection(self) -> None:
        self.canvas.select(self._state.selected)
        if not self.isVisible():
            self._is_to_reveal = True
        elif self._is_own_choice:
            self.canvas.bring_into_sight(self._state.selected, may_enlarge=False)
        elif self._state.selected:
            self.reveal(self._state.selected)

    def _expand(self, names: frozenset[str], anchor: str = "") -> None:
        if names != self._expanded:
            self._expanded = names
            self._refresh(anchor)
            self.expanded_changed.emit()

    def _refresh(self, anchor: str = "") -> None:
        if self.isVisible():
            self._lay_out(anchor)
        else:
            self._is_stale = True

    def _lay_out(self, anchor: str = "") -> None:
        self._is_stale = False
        look = Look(window_palette(), self._state.bypassed, has_chevrons=True)
        self.canvas.show_drawing(lay_out(self._state.graph, self._expanded), look, anchor)
        self.canvas.select(self._state.selected)
        self.tools.show_expanded(self._expanded, all_expandable(self._state.graph))

    def _paper(self) -> Look:
        return Look(bypassed=self._state.bypassed)
