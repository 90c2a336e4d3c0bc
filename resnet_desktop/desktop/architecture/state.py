"""What the Architecture page is about: all its parts read and change the same few things here."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.network import Graph
from resnet_desktop.network.groups import blocks, stages

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array
    from resnet_desktop.inspection.live import LiveNetwork

WHOLE = ""
"""The selection that is the whole network."""


@dataclass(frozen=True)
class LivePicture:
    """The picture that runs through the network.

    Attributes:
        name: what a person reads.
        path: its file.
        pixels: (input_size, input_size, 3) uint8, RGB: exactly what the network gets.
    """

    name: str
    path: Path
    pixels: "UInt8Array"


class ArchitectureState(QObject):
    """Graph, selection, picture and switched-off blocks, each with its signal.

    Attributes:
        graph: what is drawn and listed.
        live: computes it; None where `graph` is not the network of the model in use, or there is no model yet.
        selected: `WHOLE`, a stage or block as `resnet_desktop.network.groups` calls it (``stem``, ``stage 3``, ``3b``,
            ``classifier``), or a layer by its canonical name; always one that `graph` has.
        picture: runs through `live`; None without one. It is never there without `live`.
        bypassed: names of the identity blocks that are switched off: ``3b``.
    Signals:
        graph_changed: another graph, or another that computes it; everything may be different.
        selected_changed: another selection.
        picture_changed: another picture, or none.
        bypassed_changed: other blocks are switched off.
    """

    graph_changed = Signal()
    selected_changed = Signal()
    picture_changed = Signal()
    bypassed_changed = Signal()

    def __init__(self, graph: Graph, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.graph = graph
        self.live: LiveNetwork | None = None
        self.selected = WHOLE
        self.picture: LivePicture | None = None
        self.bypassed: frozenset[str] = frozenset()
        self._names = names_in(graph)

    def show(self, graph: Graph, live: "LiveNetwork | None") -> None:
        """Be about another graph; what it does not have is no longer selected, and the picture is to be given anew."""
        self.graph, self.live = graph, live
        self._names = names_in(graph)
        self.picture = None
        self.bypassed = frozenset()
        if self.selected not in self._names:
            self.selected = WHOLE
        self.graph_changed.emit()

    def select(self, name: str) -> None:
        """Select something by its name; nothing happens where the graph has no such thing."""
        if name in self._names and name != self.selected:
            self.selected = name
            self.selected_changed.emit()

    def show_picture(self, picture: LivePicture | None) -> None:
        """Run another picture through the network, or none."""
        self.picture = picture
        self.picture_changed.emit()

    def bypass(self, blocks: Iterable[str]) -> None:
        """Switch off exactly these identity blocks."""
        wanted = frozenset(blocks)
        if wanted != self.bypassed:
            self.bypassed = wanted
            self.bypassed_changed.emit()


def names_in(graph: Graph) -> frozenset[str]:
    """Everything that can be selected."""
    groups = (*stages(graph), *blocks(graph))
    return frozenset((WHOLE, *(group.name for group in groups), *(layer.name for layer in graph.layers)))
