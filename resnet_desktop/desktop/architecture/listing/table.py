"""The network as a table with totals: layers, blocks or stages, sorted by any column."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.listing.columns import COLUMNS, MISSING
from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.listing.rows_view import RowsView
from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.architecture.listing.stopwatch_line import StopwatchLine
from resnet_desktop.desktop.architecture.listing.totals import Totals
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.formatting import plural
from resnet_desktop.network.groups import blocks, stages
from resnet_desktop.network.rows import Row, group_row, rows, total_row

_KINDS = ("layer", "block", "stage")


class LayerTable(QWidget):
    """Shows what the search finds, with sums.

    Args:
        state: what is shown and selected.
        tasks: for measuring.
        stopwatch: measures; None for one of its own.
        finder: says what is found; None for one of its own.
    Attributes:
        by: chooses what a row is.
        view: the rows.
        totals: the sums below them.
        stopwatch: measures.
        times: the line in which that is asked for.
    """

    def __init__(
        self,
        state: ArchitectureState,
        tasks: Tasks,
        stopwatch: Stopwatch | None = None,
        finder: Finder | None = None,
    ) -> None:
        super().__init__()
        self.stopwatch = stopwatch or Stopwatch(state, tasks, self)
        self.finder = finder or Finder(state, self.stopwatch, self)
        self._state = state
        self._is_stale = True
        self.by = Segments("A row is", ("Layers", "Blocks", "Stages"))
        self.view = RowsView()
        self.totals = Totals(self.view)
        self.times = StopwatchLine(self.stopwatch)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 8, 8)
        line.addWidget(self.by)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.totals)
        layout.addWidget(self.times)
        self.by.chosen.connect(lambda _number: self._show())
        self.view.header.sortIndicatorChanged.connect(lambda *_: self._show())
        self.view.row_chosen.connect(lambda row: state.select(row.name))
        self.finder.found_changed.connect(self._show)  # which also tells of another network and of new times
        state.selected_changed.connect(self._follow)

    @property
    def shown_rows(self) -> list[Row]:
        """The rows as they are shown."""
        return list(self.view.rows.records)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._show()
        else:
            self._follow()

    def _show(self) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        graph, times, finder = self._state.graph, self.stopwatch.times, self.finder
        milliseconds, computed_in = (times.milliseconds, times.computed_in) if times is not None else ({}, {})
        by = _KINDS[self.by.number]
        made = rows(graph, by, milliseconds, computed_in)
        if finder.is_searching:
            wanted = finder.found_layers if by == "layer" else finder.found.names | finder.found.around
            made = [row for row in made if row.name in wanted]
        self.view.show_columns_of_layers(by == "layer")
        self.view.show_rows(self._sorted(made))
        self._follow()

    def _sorted(self, made: list[Row]) -> list[Row]:
        header = self.view.header
        section = header.sortIndicatorSection()
        if not 0 <= section < len(COLUMNS):
            return made
        order, is_down = COLUMNS[section].order, header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        with_value = [row for row in made if order(row) != MISSING]
        return [
            *sorted(with_value, key=order, reverse=is_down),
            *(row for row in made if order(row) == MISSING),
        ]

    def _follow(self) -> None:
        """Go to what is selected, or to the row that it is in."""
        if not self.isVisible() or self._is_stale:
            return
        selected, shown = self._state.selected, self.view.rows.records
        row = next((row for row, each in enumerate(shown) if each.name == selected), -1)
        if row < 0:
            row = next((row for row, each in enumerate(shown) if selected in each.layers), -1)
        if row != self.view.currentIndex().row() or len(self.view.selected_rows()) != 1:
            self.view.go_to(row)
        self._show_totals()

    def _show_totals(self) -> None:
        graph, times, selected = self._state.graph, self.stopwatch.times, self._state.selected
        milliseconds = times.milliseconds if times is not None else {}
        made = []
        if self.finder.is_searching:
            found = self.finder.found_layers
            layers = [layer for layer in graph.layers if layer.name in found]
            made.append(group_row("Found", plural(len(layers), "layer"), layers, milliseconds))
        else:
            made += [
                group_row(f"Block {group.name}", group.kind, group.layers, milliseconds)
                for group in blocks(graph)
                if group.kind and _is_in(selected, group.name, [layer.name for layer in group.layers])
            ]
        for group in stages(graph):
            names = [layer.name for layer in group.layers]
            is_block = any(f"{layer.stage}{layer.block}" == selected for layer in group.layers)
            if is_block or _is_in(selected, group.name, names):
                made.append(group_row(group.name.capitalize(), "", group.layers, milliseconds))
        self.totals.show_rows((*made, total_row(graph, milliseconds)))


def _is_in(selected: str, group: str, layers: list[str]) -> bool:
    return selected == group or selected in layers
