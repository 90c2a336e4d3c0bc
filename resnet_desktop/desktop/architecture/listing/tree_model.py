"""The tree of the network as Qt's views see it."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from resnet_desktop.desktop.architecture.listing.nodes import ROOT, Node, nodes
from resnet_desktop.network import Graph

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class TreeModel(QAbstractItemModel):
    """One column; an index knows the place of its node.

    Attributes:
        nodes: all of them; see `resnet_desktop.desktop.architecture.listing.nodes`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[Node] = []
        self._places: dict[str, int] = {}
        self._rows: list[int] = []

    def show_graph(self, graph: Graph) -> None:
        """Show another network."""
        self.beginResetModel()
        self.nodes = nodes(graph)
        self._places = {node.name: place for place, node in enumerate(self.nodes)}
        self._rows = [0] * len(self.nodes)
        for node in self.nodes:
            for row, child in enumerate(node.children):
                self._rows[child] = row
        self.endResetModel()

    def node(self, index: Index) -> Node:
        """The node of an index."""
        return self.nodes[index.internalId()]

    def index_of(self, name: str) -> QModelIndex:
        """Where something is; no index where there is no such thing."""
        place = self._places.get(name)
        return _NO_PARENT if place is None else self.createIndex(self._rows[place], 0, place)

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """The index of a row below another."""
        children = self._children(parent)
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = _NO_PARENT) -> QModelIndex:  # type: ignore[override]  # Qt overloads it
        """The index of what something is in."""
        place = self.nodes[index.internalId()].parent if index.isValid() else ROOT
        return QModelIndex() if place == ROOT else self.createIndex(self._rows[place], 0, place)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows are in something."""
        return len(self._children(parent))

    def columnCount(self, _parent: Index = _NO_PARENT) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view asks of a row."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.node(index).title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.node(index).row
        return None

    def _children(self, parent: Index) -> list[int]:
        if parent.isValid():
            return self.nodes[parent.internalId()].children
        return [0] if self.nodes else []
