"""The network as a table with totals: layers, blocks or stages, sorted by any column."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.listing.columns import COLUMNS, MISSING
from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.listing.rows_view import RowsView
from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.architecture.listing.stopwatch_line import StopwatchLine
from resnet_desktop.desktop.architecture.listing.sums import sums
from resnet_desktop.desktop.architecture.listing.totals import Totals
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.network.groups import blocks, stages
from resnet_desktop.network.rows import Row, rows

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
        self._is_stale, self._is_choosing = True, False
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
        self.view.row_chosen.connect(self._choose)
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

    def _choose(self, row: Row) -> None:
        """Select for the page what somebody went to; which rows are marked is up to the keys that they hold."""
        self._is_choosing = True
        self._state.select(row.name)
        self._is_choosing = False

    def _follow(self) -> None:
        """Mark what is selected, or the row that it is in, or the rows that are in it."""
        if not self.isVisible() or self._is_stale:
            return
        if not self._is_choosing:
            self.view.mark(self._rows_of(self._state.selected))
        self._show_totals()

    def _rows_of(self, selected: str) -> list[int]:
        shown = self.view.rows.records
        inside = {
            layer.name
            for group in (*blocks(self._state.graph), *stages(self._state.graph))
            if group.name == selected
            for layer in group.layers
        }
        return (
            [row for row, each in enumerate(shown) if each.name == selected]
            or [row for row, each in enumerate(shown) if selected in each.layers]
            or [row for row, each in enumerate(shown) if inside.issuperset(each.layers)]
            or [row for row, each in enumerate(shown) if inside and inside.issubset(each.layers)]
        )

    def _show_totals(self) -> None:
        times = self.stopwatch.times
        found = self.finder.found_layers if self.finder.is_searching else None
        milliseconds = times.milliseconds if times is not None else {}
        self.totals.show_rows(sums(self._state.graph, self._state.selected, found, milliseconds))
