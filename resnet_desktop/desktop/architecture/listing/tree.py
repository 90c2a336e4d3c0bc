"""The network as a tree: stages, their blocks, their layers, with the colours of the drawing."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView

from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.architecture.listing.tree_model import TreeModel
from resnet_desktop.desktop.architecture.listing.tree_row import INDENT_PX, TreeRow, paint_tree_row
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.smooth_wheel import SmoothWheel

Index = QModelIndex | QPersistentModelIndex


class NetworkTree(QTreeView):
    """Shows stages, blocks and layers; what a search does not find is dim, what it finds is opened.

    Args:
        state: what is shown and selected.
        tasks: for a stopwatch where none is given.
        finder: says what is found; None for one of its own.
    Attributes:
        network: the model.
        finder: says what is found.
    """

    def __init__(self, state: ArchitectureState, tasks: Tasks, finder: Finder | None = None) -> None:
        super().__init__()
        self.network = TreeModel()
        self.finder = finder or Finder(state, Stopwatch(state, tasks, self), self)
        self._state = state
        self._wheel = SmoothWheel(self.verticalScrollBar())
        self._is_stale, self._is_following = True, False
        self._opened_before: set[str] | None = None
        self.setModel(self.network)
        self.setItemDelegate(TreeRow(self))
        self.setAccessibleName("Stages, blocks and layers")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT_PX)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        state.graph_changed.connect(self._show_graph)
        state.selected_changed.connect(self._follow)
        self.finder.found_changed.connect(self._show_found)

    def catch_up(self) -> None:
        """Make the rows."""
        if self._is_stale:
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._show_graph()
        else:
            self._show_found()
            self._follow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Glide."""
        if not self._wheel.turn(event):
            super().wheelEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row as a whole."""
        place: QRect = option.rect
        node = self.network.node(index)
        paint_tree_row(
            painter,
            QRect(0, place.top(), self.viewport().width(), place.height()),
            self.visualRect(index).left(),
            node,
            self.ink_of(node.name),
            is_open=self.isExpanded(index) if node.children else None,
            is_selected=index == self.currentIndex(),
            is_hovered=place.contains(self.viewport().mapFromGlobal(self.cursor().pos())),
            has_focus=self.hasFocus(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        if not self._is_stale:
            super().paintEvent(event)

    def ink_of(self, name: str) -> str:
        """The theme's name for the colour in which a row is written: found, around something found, or neither."""
        if not self.finder.is_searching or name in self.finder.found.names:
            return "text"
        return "text2" if not name or name in self.finder.found.around else "disabled"

    def _show_graph(self) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self._fill()
        self._show_found()
        self._follow()

    def _fill(self) -> None:
        self._is_stale = False
        self._opened_before = None
        self._is_following = True
        self.network.show_graph(self._state.graph)
        self._is_following = False
        of_blocks = {node.parent for node in self.network.nodes if node.children}
        self._open({node.name for place, node in enumerate(self.network.nodes) if place in of_blocks})

    def _show_found(self) -> None:
        """Open what has something found in it; when the search ends, open again what was open before."""
        if not self.isVisible() or self._is_stale:
            return
        if self.finder.is_searching:
            if self._opened_before is None:
                self._opened_before = self._open_names()
            self._open({"", *self.finder.found.around})
            self._show_first_found()
        elif self._opened_before is not None:
            self._open(self._opened_before)
            self._opened_before = None
            self._follow()
        self.viewport().update()

    def _show_first_found(self) -> None:
        """Bring the selected row into sight where it was found, else the first one that was."""
        found = self.finder.found.names
        names = (self._state.selected, *(node.name for node in self.network.nodes))
        first = next((name for name in names if name in found), None)
        if first is not None:
            self.scrollTo(self.network.index_of(first))

    def _open_names(self) -> set[str]:
        parents = (node.name for node in self.network.nodes if node.children)
        return {name for name in parents if self.isExpanded(self.network.index_of(name))}

    def _open(self, names: set[str]) -> None:
        for node in self.network.nodes:
            if node.children:
                self.setExpanded(self.network.index_of(node.name), node.name in names)

    def _follow(self) -> None:
        if not self.isVisible() or self._is_stale:
            return
        index = self.network.index_of(self._state.selected)
        if index != self.currentIndex():
            self._is_following = True
            self.setCurrentIndex(index)
            self._is_following = False
        self.scrollTo(index)

    def _tell(self, current: Index) -> None:
        if current.isValid() and not self._is_following:
            self._state.select(self.network.node(current).name)
        self.viewport().update()
