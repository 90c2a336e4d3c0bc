"""Tree and table of the network below one search; both select what the page selects."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.listing.exporting import TableExports, copy_rows
from resnet_desktop.desktop.architecture.listing.finder import Finder
from resnet_desktop.desktop.architecture.listing.found_line import FoundLine
from resnet_desktop.desktop.architecture.listing.search_field import SearchField
from resnet_desktop.desktop.architecture.listing.stopwatch import Stopwatch
from resnet_desktop.desktop.architecture.listing.table import LayerTable
from resnet_desktop.desktop.architecture.listing.tree import NetworkTree
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import MenuButton
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.network.rows import Row, rows, total_row

_TREE, _TABLE = range(2)


class NetworkListing(QFrame):
    """Finds, lists, copies and exports the parts of the network.

    Attributes:
        stopwatch: times the layers; the inspector shows what it measured.
        finder: what the search finds; a drawing can mark it.
        search: the line in which is typed.
        found: says how much was found.
        views: chooses tree or table.
        tree: the tree.
        table: the table.
        export_menu: copies and saves.
        copy_action: of the selected rows; its shortcut works in tree and table.
        csv_action: saves the table.
        summary_action: saves the summary.
        exports: saves them.
    Signals:
        view_changed: ``tree`` or ``table``, which somebody chose.
        told: a sentence about a file that was saved, or was not.
    """

    view_changed = Signal(str)
    told = Signal(str)

    def __init__(self, state: ArchitectureState, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setAccessibleName("Parts of the network")
        self._state = state
        self.stopwatch = Stopwatch(state, tasks, self)
        self.finder = Finder(state, self.stopwatch, self)
        self.search = SearchField(state, self.finder)
        self.found = FoundLine(state, self.finder, self.search)
        self.views = Segments("Show the network as", ("Tree", "Table"))
        self.tree = NetworkTree(state, tasks, self.finder)
        self.table = LayerTable(state, tasks, self.stopwatch, self.finder)
        self.exports = TableExports(tasks, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.table)
        self._make_actions()
        self._lay_out()
        self.views.chosen.connect(self._choose)
        self.search.stepped.connect(self._step)
        self.exports.saved.connect(lambda path: self.told.emit(f"Saved {path.name}"))
        self.exports.failed.connect(self.told)
        for view in (self.tree, self.table.view):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(lambda place, view=view: self._open_menu(view, place))

    def focus_search(self) -> None:
        """Let somebody type what is looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_view(self, name: str) -> None:
        """Show the ``tree`` or the ``table``; nobody is told."""
        number = _TABLE if name == "table" else _TREE
        self.views.choose(number)
        self._pages.setCurrentIndex(number)

    @property
    def selected_rows(self) -> list[Row]:
        """What would be copied: the table's selected rows, or what is selected in the tree."""
        if self._pages.currentIndex() == _TABLE:
            return self.table.view.chosen_rows()
        return self._rows_named(self._state.selected)

    @property
    def rows(self) -> list[Row]:
        """What would be saved as CSV: the table as it is shown; beside the tree all layers."""
        if self._pages.currentIndex() == _TABLE:
            return self.table.shown_rows
        return rows(self._state.graph, "layer", *self._times())

    def _rows_named(self, name: str) -> list[Row]:
        graph, times = self._state.graph, self._times()
        if not name:
            return [total_row(graph, times[0])]
        every = [row for by in ("layer", "block", "stage") for row in rows(graph, by, *times)]
        return [row for row in every if row.name == name][:1]

    def _times(self) -> tuple[dict[str, float], dict[str, str]]:
        times = self.stopwatch.times
        return ({}, {}) if times is None else (dict(times.milliseconds), dict(times.computed_in))

    def _choose(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self.view_changed.emit("table" if number == _TABLE else "tree")

    def _step(self, way: int) -> None:
        if self.finder.is_searching:
            self._state.select(self.finder.step(self._state.selected, way))

    def _make_actions(self) -> None:
        self.copy_action = QAction("Copy", self)
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.setToolTip("The selected rows as tab separated text, for a spreadsheet")
        self.copy_action.triggered.connect(lambda: copy_rows(self.selected_rows))
        self.csv_action = QAction("Save table as CSV…", self)
        self.csv_action.triggered.connect(lambda: self.exports.export_csv(self.rows, self._state.graph))
        self.summary_action = QAction("Save summary as text…", self)
        self.summary_action.triggered.connect(lambda: self.exports.export_summary(self._state.graph))
        for view in (self.tree, self.table.view):
            view.addAction(self.copy_action)
        self.export_menu = Menu("Export the table", self)
        self.export_menu.add(self.copy_action, "copy")
        self.export_menu.add(self.csv_action, "save")
        self.export_menu.add(self.summary_action, "save")

    def _open_menu(self, view: QWidget, place: QPoint) -> None:
        self.export_menu.popup(view.mapToGlobal(place))

    def _lay_out(self) -> None:
        export = MenuButton("Export", self.export_menu, kind="flat")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.views)
        line.addStretch(1)
        line.addWidget(export)
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.setSpacing(4)
        head.addWidget(self.search)
        head.addWidget(self.found)
        head.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
