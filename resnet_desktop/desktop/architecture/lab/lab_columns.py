"""Blocks, maps and sweep below each other, or the blocks beside the rest where there is room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.cell_view import CellView

_WIDE_PX = 760
_GAP_PX = 24


class LabColumns(QScrollArea):
    """Scrolls up and down only.

    Args:
        blocks: the left column, or what comes first.
        rest: the right column, or what comes after.
    """

    def __init__(self, blocks: QWidget, rest: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._inside)
        self._columns.setContentsMargins(0, 12, 0, 0)
        self._columns.setSpacing(_GAP_PX)
        for parts in ((blocks,), rest):
            column = QVBoxLayout()
            column.setSpacing(_GAP_PX)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            self._columns.addLayout(column)
        self._columns.addStretch(0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def follow_keys(self, view: CellView) -> None:
        """Scroll to the row of a view inside that keys went to; what was chosen elsewhere moves nothing here."""
        if view.hasFocus():
            middle = view.mapTo(self._inside, view.cell_rect(view.currentIndex().row()).center())
            self.ensureVisible(0, middle.y(), 0, view.line_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE_PX
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
            for column in range(2):
                self._columns.setStretch(column, int(is_wide))
