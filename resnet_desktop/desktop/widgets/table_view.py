"""A view of rows below a header whose columns can be made wider."""

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.table_header import HEIGHT_PX, TableHeader


class TableView(CellView):
    """Rows of one height; a delegate paints a whole row at once.

    Args:
        row_height: px.
    Attributes:
        header: the columns.
    """

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        self.header = TableHeader()
        super().__init__(row_height, parent)
        self.header.setParent(self)
        self.header.sectionResized.connect(lambda *_: self._fit())
        self.setViewportMargins(0, HEIGHT_PX, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def columns_in_sight(self) -> list[tuple[int, int, int]]:
        """The columns that are seen: number, left edge in the viewport and width, px."""
        header, width = self.header, self.viewport().width()
        places = (
            (column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(header.count())
        )
        return [place for place in places if place[1] < width and place[1] + place[2] > 0]

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model."""
        self.header.setModel(model)
        super().setModel(model)

    def cell_rect(self, row: int) -> QRect:
        """Where a row is, in the viewport."""
        place = super().cell_rect(row)
        return QRect(-self.horizontalOffset(), place.top(), max(place.width(), self.header.length()), place.height())

    def horizontalOffset(self) -> int:
        """How far the columns are scrolled, px."""
        return self.horizontalScrollBar().value()

    def updateGeometries(self) -> None:
        """Set the ranges of the scroll bars, and put the header above the rows."""
        super().updateGeometries()
        viewport, bar = self.viewport().geometry(), self.horizontalScrollBar()
        self.header.setGeometry(viewport.left(), viewport.top() - HEIGHT_PX, viewport.width(), HEIGHT_PX)
        bar.setSingleStep(16)
        bar.setPageStep(viewport.width())
        bar.setRange(0, max(0, self.header.length() - viewport.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the header as wide as the rows."""
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the header along."""
        super().scrollContentsBy(dx, dy)
        self.header.setOffset(self.horizontalOffset())

    def row_at(self, point: QPoint) -> int:
        """The row at a place in the viewport; -1 where there is none."""
        return super().row_at(point) if point.y() >= 0 else -1
