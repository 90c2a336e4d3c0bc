"""Numbers below each other with their bars: the values of a vector, or what each input channel adds."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resnet_desktop.desktop.architecture.maps.numbered_rows import NumberedRows
from resnet_desktop.desktop.architecture.maps.wording import number
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.painted_text import draw_line, face

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray

Index = QModelIndex | QPersistentModelIndex
LINE_PX = 24
POSITIVE, NEGATIVE = "#D55E00", "#0072B2"
"""As the ends of the diverging colour map, in both themes."""
_VALUE_PX = 72
_AIR_PX = 8
_BAR_PX = 10
_NAME_SHARE = 0.54


class BarList(CellView):
    """One line for each number: its name, a bar from zero to the right or to the left, its value.

    Args:
        name: what the lines are, for a screen reader.
    Signals:
        chosen: the number whose line was chosen by click or keys, or by `choose`.
    """

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(LINE_PX)
        self.rows = NumberedRows()
        self.values: FloatArray | None = None
        self.name_of: Callable[[int], str] = str
        self.write: Callable[[float], str] = number
        self.reach = 1.0
        self.is_signed = False
        self.name_width = 0
        self.setModel(self.rows)
        self.setItemDelegate(_Line(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(self._tell_current)

    def show_values(
        self,
        values: "FloatArray",
        order: Sequence[int],
        name_of: Callable[[int], str] = str,
        write: Callable[[float], str] = number,
    ) -> None:
        """Show numbers; no line is chosen.

        Args:
            values: (n,) any finite numbers.
            order: their places as the lines shall stand.
            name_of: what a place is called.
            write: how a value is written.
        """
        self.values, self.name_of, self.write = values, name_of, write
        self.reach = float(abs(values).max()) or 1.0
        self.is_signed = bool((values < 0).any())
        longest = max((name_of(place) for place in order), key=len, default="")
        self.name_width = face(12, has_even_digits=True).metrics.horizontalAdvance(longest) + 2 * _AIR_PX
        self.rows.show(order, lambda place: f"{name_of(place)}: {write(float(values[place]))}")

    def choose(self, place: int) -> None:
        """Choose a line and bring it into sight."""
        row = self.rows.row_of(place)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.scrollTo(self.currentIndex())

    def _tell_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.numbers[current.row()])


class _Line(QStyledItemDelegate):
    """Paints one line."""

    def __init__(self, view: BarList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint name, bar and value."""
        view, cell = self._view, option.rect
        if view.values is None:
            return
        place = view.rows.numbers[index.row()]
        value = float(view.values[place])
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, colour("selected" if is_chosen else "raised"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(cell.left(), cell.top(), 2, cell.height()), colour("accent"))
        look = face(12, has_even_digits=True)
        name = QRect(
            cell.left() + _AIR_PX, cell.top(), min(view.name_width, round(cell.width() * _NAME_SHARE)), cell.height()
        )
        draw_line(painter, name, view.name_of(place), look, colour("text"))
        room = QRect(cell.right() - _VALUE_PX - _AIR_PX, cell.top(), _VALUE_PX, cell.height())
        draw_line(painter, room, view.write(value), look, colour("text"), side=Qt.AlignmentFlag.AlignRight)
        self._paint_bar(
            painter, QRectF(name.right() + _AIR_PX, cell.top(), room.left() - name.right() - 16, LINE_PX), value
        )

    def _paint_bar(self, painter: QPainter, room: QRectF, value: float) -> None:
        view = self._view
        half = room.width() / 2 if view.is_signed else room.width()
        zero = room.left() + (half if view.is_signed else 0)
        length = half * min(1.0, abs(value) / view.reach)
        left = zero - length if value < 0 else zero
        top = room.top() + (room.height() - _BAR_PX) / 2
        painter.fillRect(QRectF(left, top, max(length, 0.5), _BAR_PX), QColor(NEGATIVE if value < 0 else POSITIVE))
        painter.fillRect(QRectF(zero, room.top() + 2, 1, room.height() - 4), colour("line_strong"))
