"""Which places of a picture a class cannot do without: cover them one after another and see what is lost."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from math import floor

import numpy as np

from resnet_desktop.classification.explanation.heatmap import Box, FloatArray, Heatmap
from resnet_desktop.classification.explanation.methods import ExplanationError, Method
from resnet_desktop.engines import Engine
from resnet_desktop.images import Picture, UInt8Array, to_input
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.models import Card

MEAN_RGB = (124, 117, 104)
"""The grey of the square: the training pictures' mean, which every graph subtracts, so that the square becomes 0."""

_SQUARES_ACROSS, _STEPS_ACROSS = 4, 12
_SMALLEST_FALL = 0.02
_COARSEST_CELLS = 3


@dataclass(frozen=True, eq=False)
class OcclusionMaps:
    """What covering places of one picture takes from its classes, as far as it is known.

    Attributes:
        falls: (rows, columns, classes) float32, -1 to 1: a class's probability without a square less that with a square
            over the cell's middle. Cells whose turn has not come have a value from nearby, or 0 before there is any.
        probabilities: (classes,) float32, of the picture without a square.
        grid: the cells' outer edges, upright pixels of the picture.
        box: what the network sees, upright pixels of the picture.
        labels: the classes' names.
        done: cells whose turn has come.
    """

    falls: FloatArray
    probabilities: FloatArray
    grid: Box
    box: Box
    labels: tuple[str, ...]
    done: int

    @property
    def is_complete(self) -> bool:
        """Whether every cell has a value of its own."""
        cells: int = self.falls[:, :, 0].size
        return self.done == cells

    def of_class(self, index: int) -> Heatmap:
        """Give one class's map; its scale ends at its largest fall, or at 0.02 where nothing takes that much."""
        values = self.falls[:, :, index]
        high = max(float(values.max()), _SMALLEST_FALL)
        return Heatmap(Method.OCCLUSION, (self.labels[index],), values, self.grid, self.box, 0.0, high)


@dataclass(frozen=True)
class Squares:
    """Where the square is put: on the middles of a grid of cells that covers the input evenly.

    Attributes:
        input_size: side of the network's input, px.
        side: of the square, px, at most the input's; parts beyond the input's edges cover nothing.
        stride: distance of neighbouring squares, px, at most their side, so that no place is left out.
    """

    input_size: int
    side: int
    stride: int

    def __post_init__(self) -> None:
        """Refuse squares that cannot be.

        Raises:
            ExplanationError: says what is wrong and what is possible.
        """
        if not 1 <= self.side <= self.input_size:
            raise ExplanationError(
                f"A square of {self.side} px cannot be used; its side must be 1 to {self.input_size} px, "
                "the size of what the network sees."
            )
        if not 1 <= self.stride <= self.side:
            raise ExplanationError(
                f"The square cannot go on by {self.stride} px; choose 1 to {self.side} px, "
                "its side, or places would be left out."
            )

    @classmethod
    def usual(cls, input_size: int) -> "Squares":
        """A quarter of the input wide and high, in twelve steps each way: 144 squares."""
        side = -(-input_size // _SQUARES_ACROSS)
        return cls(input_size, side, min(-(-input_size // _STEPS_ACROSS), side))

    @property
    def cells(self) -> int:
        """Rows of the map, and columns."""
        return -(-self.input_size // self.stride)

    @property
    def edge(self) -> float:
        """Where the grid's first cell begins, px of the input; 0 or less where the last one goes too far."""
        return (self.input_size - self.cells * self.stride) / 2

    def cover(self, pixels: UInt8Array, row: int, column: int) -> UInt8Array:
        """Copy a picture with the square over the middle of a cell.

        Args:
            pixels: (input_size, input_size, 3) uint8, RGB.
            row: of the cell, from 0.
            column: of the cell, from 0.
        Returns:
            The same shape and type.
        """
        covered = pixels.copy()
        covered[self._reach(row), self._reach(column)] = MEAN_RGB
        return covered

    def _reach(self, cell: int) -> slice:
        first = floor(self.edge + (self.stride - self.side + 1) / 2)  # halves all go one way, or there would be gaps
        start = first + cell * self.stride
        return slice(max(start, 0), max(start + self.side, 0))

    def coarse_to_fine(self) -> Iterator[tuple[int, int, slice, slice]]:
        """Walk over all cells once so that early ones are spread over the picture.

        Yields:
            Row and column, and the rows and columns of the cells that it stands for until they have their turn.
        """
        seen = np.zeros((self.cells, self.cells), bool)
        step = 1
        while 2 * step * _COARSEST_CELLS <= self.cells:
            step *= 2
        while step:
            for top in range(0, self.cells, step):
                for left in range(0, self.cells, step):
                    row, column = (min(start + step // 2, self.cells - 1) for start in (top, left))
                    if not seen[row, column]:
                        seen[row, column] = True
                        yield row, column, slice(top, top + step), slice(left, left + step)
            step //= 2


def occlusion_maps(
    picture: Picture, engine: Engine, card: Card, squares: Squares | None = None, *, control: Control
) -> Generator[OcclusionMaps, None, None]:
    """Cover a picture with a grey square, place by place, and record what each class loses.

    Unlike a class map it asks the whole network, and it takes as many runs as there are places.

    Args:
        picture: decoded at `short_side_for` the card's preprocessing, or larger.
        engine: executes the network.
        card: the model's card: preprocessing and labels.
        squares: for this card's input size; None for the usual ones.
        control: is asked before each batch whether to stop, and told how many squares are done.
    Yields:
        The maps as far as they are known: after each batch, coarse to fine; the last one is complete.
    Raises:
        Cancelled: `control` was cancelled.
        EngineError: the engine gave up.
        ExplanationError: the network gives no numbers, or the squares are for another input size.
        PictureError: the picture has no pixels.
    Source:
        Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014.
    """
    squares = squares or Squares.usual(card.input_size)
    if squares.input_size != card.input_size:
        raise ExplanationError(
            f"These squares are for an input of {squares.input_size} px, but the network's has {card.input_size} px."
        )
    pixels = to_input(picture, card.preprocessing)
    box = card.preprocessing.crop_box(picture.width, picture.height)
    grid = _grid(squares, box)
    control.check()
    whole = _predict(engine, pixels[np.newaxis])[0]
    total = squares.cells**2
    falls = np.zeros((squares.cells, squares.cells, len(whole)), np.float32)
    is_known = np.zeros((squares.cells, squares.cells), bool)
    places, done = squares.coarse_to_fine(), 0
    while batch := list(islice(places, engine.best_batch_size)):
        control.check()
        covered = _predict(engine, np.stack([squares.cover(pixels, row, column) for row, column, _, _ in batch]))
        for (row, column, rows, columns), lost in zip(batch, whole - covered, strict=True):
            is_known[row, column] = True
            falls[rows, columns][~is_known[rows, columns]] = lost
            falls[row, column] = lost
        done += len(batch)
        control.report(Progress(done, total, "Covering parts of the picture"))
        yield OcclusionMaps(falls.copy(), whole, grid, box, card.labels, done)


def _predict(engine: Engine, batch: UInt8Array) -> FloatArray:
    probabilities = engine.predict(batch)
    if not np.isfinite(probabilities).all():
        raise ExplanationError("The network gave no numbers for this picture; its weights may be damaged.")
    return probabilities


def _grid(squares: Squares, box: Box) -> Box:
    scale = (box[2] - box[0]) / squares.input_size
    before, side = squares.edge * scale, squares.cells * squares.stride * scale
    return box[0] + before, box[1] + before, box[0] + before + side, box[1] + before + side
