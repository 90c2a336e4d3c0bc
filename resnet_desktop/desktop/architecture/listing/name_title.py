"""The title of the names, which stay in sight while the other columns are scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.widgets.table_header import TableHeader


class NameTitle(QWidget):
    """The title of the first column, where the others have been scrolled below it."""

    def __init__(self, header: TableHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self._header = header
        self.setToolTip("Sort by name")
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as the header does."""
        painter = QPainter(self)
        self._header.paintSection(painter, self.rect(), 0)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort by name, upwards and then downwards."""
        if event.button() == Qt.MouseButton.LeftButton:
            is_up = self._header.sortIndicatorSection() == 0
            is_down = is_up and self._header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            self._header.setSortIndicator(0, Qt.SortOrder.DescendingOrder if is_down else Qt.SortOrder.AscendingOrder)
