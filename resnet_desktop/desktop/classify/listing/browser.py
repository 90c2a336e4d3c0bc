"""The list of pictures as tiles or as a table: two views of one model with one selection."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from resnet_desktop.desktop.classify.listing.arranging import Arranging
from resnet_desktop.desktop.classify.listing.gallery import SIDES_PX, Gallery
from resnet_desktop.desktop.classify.listing.pictures import PictureModel
from resnet_desktop.desktop.classify.listing.selection import PictureSelection
from resnet_desktop.desktop.classify.listing.table import Table
from resnet_desktop.desktop.classify.listing.thumbnails import Thumbnails
from resnet_desktop.desktop.classify.listing.view_tools import ViewTools
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks
from resnet_desktop.desktop.widgets.cell_view import CellView

_LANE = "finding a name"


class PictureBrowser(QFrame):
    """Holds both views and their tools.

    Attributes:
        tools: sorting, size and the switch; somebody else places them.
        selection: which pictures are chosen.
        gallery: the tiles.
        table: the rows.
    Signals:
        view_changed: tiles (True) or the table, and the thumbnails' side, px.
    """

    view_changed = Signal(bool, int)

    def __init__(self, pictures: PictureModel, arranging: Arranging, thumbnails: Thumbnails, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._pictures = pictures
        self._arranging = arranging
        self._tasks = tasks
        self._search: Task | None = None
        self._held: tuple[Path, int] | None = None
        self._side = SIDES_PX[1]
        self.tools = ViewTools()
        self.selection = PictureSelection(pictures)
        self.gallery = Gallery(pictures, thumbnails, self._side)
        self.table = Table(pictures, thumbnails)
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._stack)
        for view in (self.gallery, self.table):
            view.setSelectionModel(self.selection)
            view.name_typed.connect(self._look_for)
            self._stack.addWidget(view)
        pictures.about_to_rearrange.connect(self._hold)
        pictures.rearranged.connect(self._let_go)  # after the selection, which was made before
        self.gallery.resize_asked.connect(self._step)
        self.table.sort_asked.connect(arranging.sort_by)
        self.tools.sort_asked.connect(arranging.sort_by)
        self.tools.side_asked.connect(lambda side: self.show_view(self.is_grid, side))
        self.tools.grid_asked.connect(lambda is_grid: self.show_view(is_grid, self._side))
        arranging.changed.connect(self._show_order)
        self.tools.show_view(True, self._side)
        self._show_order()

    @property
    def is_grid(self) -> bool:
        """True while tiles are shown."""
        return self._stack.currentWidget() is self.gallery

    @property
    def view(self) -> CellView:
        """The view that is shown."""
        return self.gallery if self.is_grid else self.table

    def show_view(self, is_grid: bool, side: int) -> None:
        """Show tiles or the table; the current picture stays in sight.

        Args:
            is_grid: tiles.
            side: of the tiles' thumbnails, px; one of `SIDES_PX`.
        """
        if (is_grid, side) == (self.is_grid, self._side):
            return
        if side != self._side:
            self._side = side
            self.gallery.set_side(side)
        if is_grid != self.is_grid:
            had_focus = self.view.hasFocus()
            self._stack.setCurrentWidget(self.gallery if is_grid else self.table)
            self.view.scrollTo(self.selection.currentIndex())
            if had_focus:
                self.view.setFocus()
        self.tools.show_view(is_grid, side)
        self.view_changed.emit(is_grid, side)

    def _step(self, steps: int) -> None:
        place = SIDES_PX.index(self._side) + steps
        self.show_view(self.is_grid, SIDES_PX[min(len(SIDES_PX) - 1, max(0, place))])

    def _show_order(self) -> None:
        order = self._arranging.order
        self.table.show_order(order.sort_key, order.is_descending)
        self.tools.show_order(order.sort_key, order.is_descending)

    def _hold(self) -> None:
        held = self.view.held_row()
        if held is None:
            self._held = None
        else:
            (entry,) = self._pictures.entries([held[0]])
            self._held = entry.path, held[1]

    def _let_go(self, is_same_order: bool) -> None:
        current = self.selection.currentIndex()
        path, top = self._held or (None, 0)
        row = self._pictures.index_of(path).row() if path is not None else -1
        if row >= 0 and (is_same_order or row == current.row()):
            self.view.hold_row(row, top)
            return
        self.view.hold_row(0, 0)
        if path is not None and row < 0:
            self.view.scrollTo(current)

    def _look_for(self, typed: str) -> None:
        if self._search is not None:
            self._search.cancel()
        begin = max(0, self.selection.currentIndex().row()) + (len(typed) == 1)
        self._search = self._tasks.start(_finding(self._pictures, typed, begin), lane=_LANE)
        self._search.succeeded.connect(self._go_to)

    def _go_to(self, row: int | None) -> None:
        if row is not None and row < self._pictures.rowCount():
            self.selection.choose_row(row)


def _finding(pictures: PictureModel, typed: str, begin: int) -> Callable[[JobControl], int | None]:
    """The next row from ``begin`` on, then from the top, whose name begins so."""
    entries = pictures.all_shown()
    wanted = typed.casefold()

    def find(control: JobControl) -> int | None:
        for step in range(len(entries)):
            control.check()
            row = (begin + step) % len(entries)
            if entries[row].file.rpartition(os.sep)[2].casefold().startswith(wanted):
                return row
        return None

    return find
