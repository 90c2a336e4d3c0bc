"""What the search finds in the network that is shown."""

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.network.finding import Found, Search, find, parse
from resnet_desktop.network.groups import blocks, stages


class Finder(QObject):
    """Looks when it is asked what was found, and remembers that until something changes.

    Attributes:
        text: what is looked for, as typed.
    Signals:
        found_changed: it may be something else.
    """

    found_changed = Signal()

    def __init__(self, state: ArchitectureState, stopwatch: Stopwatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self._state, self._stopwatch = state, stopwatch
        self._search = Search()
        self._found: Found | None = None
        state.graph_changed.connect(self._forget)
        stopwatch.times_changed.connect(self._forget)

    @property
    def is_searching(self) -> bool:
        """Whether anything is looked for."""
        return bool(self._search.terms)

    @property
    def found(self) -> Found:
        """What was found; everything while nothing is looked for."""
        if self._found is None:
            self._found = find(self._search, self._state.graph, self._stopwatch.milliseconds_of_all())
        return self._found

    @property
    def found_layers(self) -> frozenset[str]:
        """Names of the layers that were found; where only blocks or stages were, of those in them."""
        if self.found.layers or not self.found.groups:
            return frozenset(self.found.layers)
        graph, groups = self._state.graph, set(self.found.groups)
        inside = (group for group in (*blocks(graph), *stages(graph)) if group.name in groups)
        return frozenset(layer.name for group in inside for layer in group.layers)

    def look_for(self, text: str) -> None:
        """Look for something else."""
        if text != self.text:
            self.text, self._search = text, parse(text)
            self._forget()

    def step(self, selected: str, way: int) -> str:
        """The name of what was found after the selected thing, or before it, in the order of the network.

        Args:
            selected: a name; empty for the whole network.
            way: 1 for the next one, -1 for the one before.
        Returns:
            A layer's name, or a group's where only groups were found; ``selected`` where nothing was found.
        """
        layers = [layer.name for layer in self._state.graph.layers]
        names = list(self.found.layers or self.found.groups)
        if not names:
            return selected
        if selected in names:
            return names[(names.index(selected) + way) % len(names)]
        if selected not in layers or not self.found.layers:
            return names[0 if way > 0 else -1]
        place = layers.index(selected)
        after = [name for name in names if (layers.index(name) - place) * way > 0]
        return (after or names)[0 if way > 0 else -1]

    def _forget(self) -> None:
        self._found = None
        self.found_changed.emit()
