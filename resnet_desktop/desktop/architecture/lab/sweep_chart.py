"""What happens without each identity block: a bar for each, from zero to the left or to the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.lab import sweep_wording as wording
from resnet_desktop.desktop.architecture.maps.numbered_rows import NumberedRows
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

if TYPE_CHECKING:
    from resnet_desktop.inspection.lab_outcomes import Sweep

Index = QModelIndex | QPersistentModelIndex
LINE_PX = 24
_NAME_PX = 44
_VALUE_PX = 60
_BAR_PX = 10
_LEAST_REACH = 0.01
"""A percentage point fills the chart at most: what is next to nothing shall look so."""


class SweepChart(CellView):
    """As high as its bars; the area around it scrolls.

    Attributes:
        sweep: what is shown; None for nothing.
        measure: `wording.PROBABILITY`, `wording.FIRST_CLASS` or `wording.ACCURACY`.
    Signals:
        block_chosen: the name of the block that was chosen by click or keys.
        described: all that is known of the bar under the mouse, else of the chosen one; empty where there is neither.
    """

    block_chosen = Signal(str)
    described = Signal(str)

    def __init__(self) -> None:
        super().__init__(LINE_PX)
        self.sweep: Sweep | None = None
        self.measure = wording.PROBABILITY
        self._rows = NumberedRows()
        self._labels: Sequence[str] = ()
        self._shown = -1
        self.setModel(self._rows)
        self.setItemDelegate(_Bar(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Answer without each block")
        self.setFixedHeight(0)
        self.selectionModel().currentChanged.connect(self._tell_current)

    def show_sweep(self, sweep: "Sweep | None", labels: Sequence[str] = ()) -> None:
        """Show a sweep; while it goes on, the chosen bar stays chosen."""
        count = 0 if sweep is None else len(sweep.outcomes)
        self.sweep, self._labels = sweep, labels
        if count != len(self._rows.numbers):
            self._rows.show(range(count), self._words)
            self.setFixedHeight(count * LINE_PX)
        self._describe(self._shown if self._shown < count else -1)
        self.viewport().update()

    def show_measure(self, measure: int) -> None:
        """Show another number of each block."""
        self.measure = measure
        self._describe(self._shown)
        self.viewport().update()

    @property
    def reach(self) -> float:
        """The value at either end of the chart, above 0."""
        if self.sweep is None:
            return 1.0
        values = (abs(wording.value(self.sweep, each, self.measure)) for each in self.sweep.outcomes)
        return max([_LEAST_REACH, *values])

    def choose(self, name: str) -> None:
        """Choose a bar, or none where there is none of that name."""
        names = [] if self.sweep is None else [each.name for each in self.sweep.outcomes]
        if name not in names:
            self.selectionModel().clear()
        elif names.index(name) != self.currentIndex().row():
            self.setCurrentIndex(self._rows.index(names.index(name)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say all that is known of what is under the mouse."""
        super().mouseMoveEvent(event)
        self._describe(self.row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._describe(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the area around."""
        event.ignore()

    def _words(self, row: int) -> str:
        return "" if self.sweep is None else wording.outcome_words(self.sweep, self.sweep.outcomes[row], self._labels)

    def _describe(self, row: int) -> None:
        self._shown = row
        shown = row if row >= 0 else self.currentIndex().row()
        self.described.emit(self._words(shown) if shown >= 0 else "")

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._describe(self._shown)
        if current.isValid() and self.sweep is not None:
            self.block_chosen.emit(self.sweep.outcomes[current.row()].name)


class _Bar(QStyledItemDelegate):
    """Paints one block: falls to the left, for it carries the answer; rises to the right, for it hurts."""

    def __init__(self, view: SweepChart) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint name, bar and value."""
        view, cell, sweep = self._view, option.rect, self._view.sweep
        if sweep is None:
            return
        outcome = sweep.outcomes[index.row()]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, colour("selected" if is_chosen else "raised"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(cell.left(), cell.top(), 2, cell.height()), colour("accent"))
        look = face(13, has_even_digits=True)
        draw_line(painter, QRect(cell.left() + 8, cell.top(), _NAME_PX, LINE_PX), outcome.name, look, colour("text"))
        right = QRect(cell.right() - _VALUE_PX - 4, cell.top(), _VALUE_PX, LINE_PX)
        words = wording.value_words(sweep, outcome, view.measure)
        draw_line(painter, right, words, look, colour("text"), side=Qt.AlignmentFlag.AlignRight)
        left = cell.left() + 8 + _NAME_PX
        room = QRectF(left, cell.top(), max(0, right.left() - 8 - left), LINE_PX)
        self._paint_bar(painter, room, wording.value(sweep, outcome, view.measure))

    def _paint_bar(self, painter: QPainter, room: QRectF, value: float) -> None:
        is_share = self._view.measure == wording.FIRST_CLASS
        half = room.width() if is_share else room.width() / 2
        zero = room.left() + (0 if is_share else half)
        length = half * min(1.0, abs(value) / self._view.reach)
        top = room.top() + (room.height() - _BAR_PX) / 2
        is_hurting = value > 0 and not is_share
        ink = colour("warn") if is_hurting else QColor(colours.IDENTITY)
        painter.fillRect(QRectF(zero - length if value < 0 else zero, top, length, _BAR_PX), ink)
        painter.fillRect(QRectF(zero, room.top() + 2, 1, room.height() - 4), colour("line_strong"))
