"""All residual blocks below each other: a switch, and how large x and F(x) are."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.architecture.lab.block_row import BlockRow
from resnet_desktop.desktop.architecture.lab.block_rows import BlockRows
from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

Index = QModelIndex | QPersistentModelIndex
LINE_PX = 26
SWITCH_PX = 36
"""As wide is the place at the left where a click switches."""


class BlockList(CellView):
    """As high as its rows; the area around it scrolls.

    Attributes:
        rows: the blocks.
    Signals:
        block_chosen: the name of the block that was chosen by click or keys, or by `choose`.
    """

    block_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(LINE_PX)
        self.rows = BlockRows()
        self.setModel(self.rows)
        self.setItemDelegate(BlockRow(self, self.rows))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Residual blocks")
        self._bubble, self._bubble_at = "", QPointF()
        self.rows.modelReset.connect(self._fit_height)
        self.selectionModel().currentChanged.connect(self._tell_current)

    def choose(self, name: str) -> None:
        """Choose a block, or none where there is none of that name."""
        row = self.rows.row_of(name)
        if row < 0:
            self.selectionModel().clear()
        elif row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch the chosen block on Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Switch where the switch is, else choose."""
        row = self.row_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and event.position().x() < SWITCH_PX:
            index = self.rows.index(row)
            if index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self._toggle(index)
                event.accept()
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the numbers of what is under the mouse."""
        super().mouseMoveEvent(event)
        row = self.row_at(event.position().toPoint())
        block = self.rows.blocks[row] if row >= 0 else None
        words = ""
        if block is not None:
            can_switch = block.is_identity and event.position().x() < SWITCH_PX
            size = self.rows.sizes.get(block.name)
            words = wording.SWITCH_TIP if can_switch else "" if size is None else wording.size_words(size)
        self._say(words, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._say("", QPointF())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the area around."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the bubble last."""
        super().paintEvent(event)
        if self._bubble:
            painter = QPainter(self.viewport())
            room = QRectF(self.viewport().rect())
            paint_bubble(painter, self._bubble, bubble_place(self._bubble, self._bubble_at, room))
            painter.end()

    def _toggle(self, index: QModelIndex) -> None:
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        self.rows.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def _say(self, words: str, at: QPointF) -> None:
        if words or self._bubble:
            self._bubble, self._bubble_at = words, at
            self.viewport().update()

    def _fit_height(self) -> None:
        self.setFixedHeight(self.rows.rowCount() * LINE_PX)

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.block_chosen.emit(self.rows.blocks[current.row()].name)
