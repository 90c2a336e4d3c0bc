"""One channel as it is to be seen: its values, its colours, and where they lie on the picture."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from resnet_desktop.desktop.widgets.framing import Box

if TYPE_CHECKING:
    from resnet_desktop.engines.protocol import FloatArray


@dataclass(frozen=True, eq=False)
class ShownChannel:
    """What is to be seen.

    Attributes:
        values: (height, width) of one channel.
        image: the same in colours, one pixel for each value.
        picture: what the network sees; None to show the map alone.
        box: where the map lies in the picture, px of the picture; beyond it there is nothing of the map.
        field: side of the square of the picture that a value can depend on, px of the picture.
    """

    values: "FloatArray"
    image: QImage
    picture: QImage | None = None
    box: Box | None = None
    field: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is framed: the picture, or the map."""
        image = self.image if self.picture is None else self.picture
        return image.width(), image.height()

    @property
    def place(self) -> Box:
        """Where the map lies in what is framed."""
        if self.picture is None or self.box is None:
            return 0.0, 0.0, float(self.image.width()), float(self.image.height())
        return self.box

    def value_place(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the value at a point of what is framed; None beside the map."""
        left, top, right, bottom = self.place
        rows, columns = self.values.shape
        column, row = int((x - left) / (right - left) * columns // 1), int((y - top) / (bottom - top) * rows // 1)
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def cell(self, row: int, column: int) -> Box:
        """Where a value lies in what is framed."""
        left, top, right, bottom = self.place
        rows, columns = self.values.shape
        across, down = (right - left) / columns, (bottom - top) / rows
        return left + column * across, top + row * down, left + (column + 1) * across, top + (row + 1) * down

    def field_of(self, row: int, column: int) -> Box:
        """The square of the picture that a value can depend on; parts may lie outside."""
        left, top, right, bottom = self.cell(row, column)
        x, y, reach = (left + right) / 2, (top + bottom) / 2, self.field / 2
        return x - reach, y - reach, x + reach, y + reach
