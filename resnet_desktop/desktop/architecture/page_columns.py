"""The page's three columns: listing, drawing and panel, each as wide as somebody wants it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST_PX = (240, 288, 320)
_NARROW_DRAWING_PX = 224
"""All that is left for the drawing in the smallest window."""
_HANDLE_PX = 16
_USUAL_PX = (248, 560, 352)
_TABLE_PX = 560


class PageColumns(QSplitter):
    """Gives a table more room than a tree."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panel_px = _USUAL_PX[2]
        self._drawing: QWidget | None = None
        self.setHandleWidth(_HANDLE_PX)
        self.setMinimumWidth(LEAST_PX[0] + _NARROW_DRAWING_PX + LEAST_PX[2] + 2 * _HANDLE_PX)
        self.splitterMoved.connect(self._remember_panel)

    def fill(self, listing: QWidget, drawing: QWidget, panel: QWidget) -> None:
        """Put the columns in, from the left; the drawing takes what the window grows by."""
        self._drawing = drawing
        for column, least in zip((listing, drawing, panel), LEAST_PX, strict=True):
            column.setMinimumWidth(least)
            self.addWidget(column)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.setSizes(list(_USUAL_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the drawing be narrower where the window leaves no other choice."""
        left = event.size().width() - LEAST_PX[0] - LEAST_PX[2] - 2 * _HANDLE_PX
        if self._drawing is not None:
            self._drawing.setMinimumWidth(min(LEAST_PX[1], max(_NARROW_DRAWING_PX, left)))
        super().resizeEvent(event)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Make the columns as wide as somebody left them."""
        self.setSizes(list(widths))
        self._panel_px = widths[2]

    def make_room(self, view: str) -> None:
        """A table takes its room from the drawing and then from the panel; a ``tree`` gives it back."""
        listing, drawing, panel = self.sizes()
        wanted = max(listing, _TABLE_PX) if view == "table" else min(listing, _USUAL_PX[0])
        rest = listing + drawing + panel - wanted
        self.setSizes([wanted, max(0, rest - self._panel_px), self._panel_px])

    def _remember_panel(self) -> None:
        self._panel_px = self.sizes()[2]
