"""The header of a table, in the theme's colours."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour, font

HEIGHT_PX = 32
_LEAST_WIDTH_PX = 48
_PADDING_PX = 8
_ARROW_PX = 16


class TableHeader(QHeaderView):
    """Titles that can be clicked and made wider; an arrow shows what is sorted by.

    A section's title stands at the right where the model says so with its text alignment.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(_LEAST_WIDTH_PX)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Columns")

    def sizeHint(self) -> QSize:
        """One height."""
        return QSize(super().sizeHint().width(), HEIGHT_PX)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the title under the mouse."""
        super().mouseMoveEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a title."""
        is_sorted = section == self.sortIndicatorSection()
        is_hovered = rect.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
        align = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        is_number = align == Qt.AlignmentFlag.AlignRight
        painter.save()
        painter.fillRect(rect, colour("raised" if is_hovered else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("line"))
        painter.fillRect(rect.right(), rect.top() + 8, 1, rect.height() - 16, colour("line"))
        face, ink = font(12, is_strong=is_sorted), colour("text" if is_sorted else "text2")
        metrics = QFontMetrics(face)
        room = rect.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        if is_sorted:
            width = metrics.horizontalAdvance(title)
            left = room.left() if is_number else min(room.left() + width + 4, room.right() - _ARROW_PX)
            self._paint_arrow(painter, QRectF(left, room.center().y() - _ARROW_PX / 2 + 1, _ARROW_PX, _ARROW_PX))
            room = room.adjusted(_ARROW_PX, 0, 0, 0) if is_number else room.adjusted(0, 0, -_ARROW_PX - 4, 0)
        painter.setFont(face)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, place: QRectF) -> None:
        painter.save()
        if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder:  # from small, above, to large, below
            painter.translate(place.center())
            painter.rotate(180)
            painter.translate(-place.center())
        icons.paint(painter, "down", place, colour("accent"))
        painter.restore()
