"""Where the cells and names of a confusion matrix lie: arithmetic only."""

from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QRect, QSize

from resnet_desktop.desktop.widgets.painted_text import face

_LEAST_SIDE_PX = 18
_AIR_PX = 5
"""Beside the longest number."""
_MOST_SIDE_PX = 72
_MOST_NAME_PX = 120
_HEAD_PX = 24
_MOST_ZOOM = 4.0


@dataclass(frozen=True)
class MatrixLayout:
    """Square cells to the right of and below the names.

    Attributes:
        names: of the classes.
        room: of the whole, px.
        magnified: how much larger cells are than they fit, from 1.
        longest: the longest number in a cell; there is always room for it.
    """

    names: tuple[str, ...]
    room: QSize
    magnified: float
    longest: str = ""

    @cached_property
    def left(self) -> int:
        """Where the cells begin, px."""
        return self._name_px + 8

    @cached_property
    def top(self) -> int:
        """Where the cells begin, px."""
        return self._name_px + _HEAD_PX

    @cached_property
    def side(self) -> int:
        """Of a cell, px."""
        number = max(len(self.names), 1)
        fitting = min(self.room.width() - self.left, self.room.height() - self.top) // number
        number_px = face(12, has_even_digits=True).metrics.horizontalAdvance(self.longest) + _AIR_PX
        return round(min(max(fitting, number_px, _LEAST_SIDE_PX), _MOST_SIDE_PX) * self.magnified)

    def cell(self, row: int, column: int) -> QRect:
        """Where a cell is before anything is scrolled, px."""
        return QRect(self.left + column * self.side, self.top + row * self.side, self.side, self.side)

    def cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        """The cell at a place, px before anything is scrolled; None where there is none."""
        row, column = (y - self.top) // self.side, (x - self.left) // self.side
        return (row, column) if 0 <= row < len(self.names) and 0 <= column < len(self.names) else None

    def seen(self, area: QRect, right: int, down: int) -> "SeenMatrix":
        """Say what is seen when so much is scrolled away, px."""
        rows, columns = self._steps(down, area.height() - self.top), self._steps(right, area.width() - self.left)
        return SeenMatrix(self, area, right, down, rows, columns)

    def _steps(self, offset: int, room: int) -> range:
        """The rows or columns in sight when so much is scrolled away, px."""
        return range(offset // self.side, min(len(self.names), (offset + max(room, 0)) // self.side + 1))

    def in_room(self, room: QSize) -> "MatrixLayout":
        """Fit another room."""
        return replace(self, room=room)

    def zoomed(self, factor: float) -> "MatrixLayout":
        """Make cells larger or smaller."""
        return replace(self, magnified=min(_MOST_ZOOM, max(1.0, self.magnified * factor)))

    @cached_property
    def _name_px(self) -> int:
        longest = max((face(12).metrics.horizontalAdvance(name) for name in self.names), default=0)
        return min(longest + 4, _MOST_NAME_PX, max(self.room.width() // 4, 48))


@dataclass(frozen=True)
class SeenMatrix:
    """What of a matrix is in sight.

    Attributes:
        layout: of the whole.
        room: of the view, px.
        right: how much is scrolled away, px.
        down: how much is scrolled away, px.
        rows: those in sight.
        columns: those in sight.
    """

    layout: MatrixLayout
    room: QRect
    right: int
    down: int
    rows: range
    columns: range

    @property
    def area(self) -> QRect:
        """Where cells are, px of the view."""
        return self.room.adjusted(self.layout.left, self.layout.top, 0, 0)

    def cell(self, row: int, column: int) -> QRect:
        """Where a cell is, px of the view."""
        return self.layout.cell(row, column).translated(-self.right, -self.down)
