"""One map over one picture: numbers with their unit and place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from resnet_desktop.classification.explanation.methods import Method, MethodText, method_text

FloatArray = NDArray[np.float32]

Box = tuple[float, float, float, float]
"""(left, top, right, bottom): edges, upright pixels of the whole picture."""

_POINT = 1e-3
_FILTER = Image.Resampling.BICUBIC
_FILTER_REACH = 2  # cells: without them the filter would do something else at the edges


@dataclass(frozen=True, eq=False)
class Heatmap:
    """A map over a picture. What is painted, and what `value_at` says, is the same smooth surface through its cells.

    Attributes:
        method: how it was made.
        labels: the class that it is about; of a difference the first and the second.
        values: (rows, columns) float32, in the method's unit, one for each cell.
        grid: the outer edges of all cells together; they may lie outside of ``box``, or not reach its edges.
        box: what the map covers: what the network sees of the picture. Beyond the cells, the outermost go on.
        low: the value of the first colour.
        high: the value of the last colour, above ``low``; of a difference ``-low``, so that nothing is white.
    """

    method: Method
    labels: tuple[str, ...]
    values: FloatArray
    grid: Box
    box: Box
    low: float
    high: float

    @property
    def text(self) -> MethodText:
        """What the map is called, its unit, and what it does and does not show."""
        return method_text(self.method, *self.labels)

    def value_at(self, x: float, y: float) -> float | None:
        """Read the map at a point.

        Args:
            x: upright pixels of the whole picture, from its left edge.
            y: from its upper edge.
        Returns:
            The value there, in the method's unit; None outside of the box.
        """
        left, top, right, bottom = self.box
        if not (left <= x <= right and top <= y <= bottom):
            return None
        across, down = (right - left) * _POINT, (bottom - top) * _POINT
        return float(self.sampled((x - across, y - down, x + across, y + down), 1, 1)[0, 0])

    def sampled(self, area: Box, width: int, height: int) -> FloatArray:
        """Enlarge a part of the map, smoothly.

        Args:
            area: which part, upright pixels of the whole picture.
            width: of the result, from 1.
            height: of the result, from 1.
        Returns:
            (height, width) float32, bicubic between the cells' middles, never beyond the smallest and the largest cell.
        """
        rows, columns = self.values.shape
        left, right = _in_cells(area[0::2], self.grid[0::2], columns)
        top, bottom = _in_cells(area[1::2], self.grid[1::2], rows)
        margin = int(np.ceil(max(-left, -top, right - columns, bottom - rows, 0))) + _FILTER_REACH
        image = Image.fromarray(np.pad(self.values, margin, "edge"))
        part = (left + margin, top + margin, right + margin, bottom + margin)
        enlarged = np.asarray(image.resize((width, height), _FILTER, part))
        return enlarged.clip(self.values.min(), self.values.max())


def _in_cells(edges: tuple[float, ...], grid: tuple[float, ...], cells: int) -> tuple[float, float]:
    """Convert two edges from the picture's pixels to cells from the grid's first edge."""
    start, stop = grid
    before, after = ((edge - start) / (stop - start) * cells for edge in edges)
    return before, after
