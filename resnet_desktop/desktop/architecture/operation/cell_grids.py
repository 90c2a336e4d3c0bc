"""Small squares of numbers beside each other: a patch, a kernel, their products."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resnet_desktop.desktop.architecture.maps.value_cells import paint_numbers
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from resnet_desktop.engines.protocol import FloatArray

_CAPTION_PX = 20
_SIGN_PX = 24
_LARGEST_CELL_PX = 48
_HEIGHT_PX = 8


@dataclass(frozen=True, eq=False)
class Grid:
    """One square of numbers.

    Attributes:
        caption: what it is.
        values: (side, side).
        image: their colours, one pixel for each.
        is_padding: (side, side) what is hatched; None for nothing.
        marked: row and column of the number that matters; None for none.
    """

    caption: str
    values: "FloatArray"
    image: QImage
    is_padding: "NDArray[bool_] | None" = None
    marked: tuple[int, int] | None = None


class CellGrids(QWidget):
    """Paints squares of one size with signs between them; numbers are written in where they fit.

    Signals: none; what is under the mouse is said beside it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.grids: Sequence[Grid] = ()
        self._signs: Sequence[str] = ()
        self._words: Callable[[int, int], str] = lambda _row, _column: ""
        self._bubble, self._bubble_at = "", QRectF()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Numbers of the window")

    @property
    def cell(self) -> float:
        """Side of a cell, px."""
        if not self.grids:
            return 0.0
        side, count = len(self.grids[0].values), len(self.grids)
        return min(_LARGEST_CELL_PX, (self.width() - 2 - _SIGN_PX * (count - 1)) / (side * count))

    def show_grids(self, grids: Sequence[Grid], signs: Sequence[str], words: Callable[[int, int], str]) -> None:
        """Show squares.

        Args:
            grids: all of one size; at least one.
            signs: what stands between them, one fewer.
            words: what is said of a row and a column.
        """
        self.grids, self._signs, self._words = grids, signs, words
        self._bubble = ""
        side = len(grids[0].values)
        middle = side // 2
        self.setAccessibleDescription(f"{side} by {side}; in the middle {words(middle, middle)}")
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the cells are."""
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cells the room there is."""
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self._bubble = ""
        for number, grid in enumerate(self.grids):
            place, side = self._place(number), len(grid.values)
            if place.contains(event.position()):
                row = min(side - 1, int((event.position().y() - place.top()) / self.cell))
                column = min(side - 1, int((event.position().x() - place.left()) / self.cell))
                self._bubble = self._words(row, column)
                room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
                self._bubble_at = bubble_place(self._bubble, event.position(), room)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._bubble = ""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint captions, cells, signs and the bubble."""
        painter = QPainter(self)
        for number, grid in enumerate(self.grids):
            place = self._place(number)
            painter.setPen(colour("text2"))
            painter.setFont(font(12))
            room = QRectF(place.left(), 0, max(place.width() + _SIGN_PX, 40), _CAPTION_PX)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), grid.caption)
            painter.drawImage(place, grid.image)
            self._paint_padding(painter, grid, place)
            paint_numbers(painter, grid.values, grid.image, place, QRectF(self.rect()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("line_strong"), 1))
            painter.drawRect(place)
            if grid.marked is not None:
                self._paint_mark(painter, place, grid.marked)
            if number < len(self._signs):
                painter.setPen(colour("text"))
                painter.setFont(font(15))
                sign = QRectF(place.right(), place.top(), _SIGN_PX, place.height())
                painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), self._signs[number])
        if self._bubble:
            paint_bubble(painter, self._bubble, self._bubble_at)
        painter.end()

    def _paint_padding(self, painter: QPainter, grid: Grid, place: QRectF) -> None:
        if grid.is_padding is None:
            return
        for row, line in enumerate(grid.is_padding):
            for column, is_padding in enumerate(line):
                if is_padding:
                    cell = QRectF(
                        place.left() + column * self.cell, place.top() + row * self.cell, self.cell, self.cell
                    )
                    painter.fillRect(cell, QBrush(QColor(128, 128, 128, 150), Qt.BrushStyle.BDiagPattern))

    def _paint_mark(self, painter: QPainter, place: QRectF, marked: tuple[int, int]) -> None:
        cell = QRectF(place.left() + marked[1] * self.cell, place.top() + marked[0] * self.cell, self.cell, self.cell)
        for width, ink in ((4, Qt.GlobalColor.black), (2, Qt.GlobalColor.white)):
            painter.setPen(QPen(ink, width))
            painter.drawRect(cell.adjusted(2, 2, -2, -2))

    def _place(self, number: int) -> QRectF:
        side = len(self.grids[number].values) * self.cell
        corner = QPointF(1 + number * (side + _SIGN_PX), _CAPTION_PX)
        return QRectF(corner.x(), corner.y(), side, side)

    def _fit(self) -> None:
        side = len(self.grids[0].values) if self.grids else 0
        self.setFixedHeight(round(_CAPTION_PX + side * self.cell + _HEIGHT_PX))
