"""The sums below the table, in its columns: of what was found or of the block, of the stage, and of the network."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.listing.cells import HEIGHT_PX, paint_cells
from resnet_desktop.desktop.architecture.listing.columns import COLUMNS
from resnet_desktop.desktop.architecture.listing.rows_view import RowsView
from resnet_desktop.desktop.theme import colour
from resnet_desktop.network.rows import Row

LINES = 3


class Totals(QWidget):
    """Always has room for three lines, so that nothing jumps.

    Attributes:
        rows: what it shows.
    """

    def __init__(self, view: RowsView) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self._view = view
        self.setFixedHeight(LINES * HEIGHT_PX + 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.columns_moved.connect(self.update)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(240, LINES * HEIGHT_PX + 1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show others: three at most, the network's last."""
        self.rows = rows
        told = "; ".join(
            f"{row.name}: "
            + ", ".join(f"{column.title} {column.text(row)}" for column in COLUMNS[7:] if column.text(row))
            for row in rows
        )
        self.setAccessibleName(f"Totals. {told}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines from below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, colour("line_strong"))
        places = self._view.places()
        for line, row in enumerate(reversed(self.rows)):
            top = self.height() - (line + 1) * HEIGHT_PX
            paint_cells(painter, top, row, places, "surface", is_strong=line == 0)
        painter.end()
