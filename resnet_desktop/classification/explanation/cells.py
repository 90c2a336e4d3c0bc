"""Where the cells of a network's last stage look in the picture, and maps that are finer than these cells."""

from collections.abc import Sequence

import numpy as np

from resnet_desktop.classification.explanation.heatmap import Box, FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.network import Graph, Kind, Layer


def layer_before_pooling(graph: Graph) -> Layer:
    """Find the last stage's output, which the average pooling reads."""
    pooling = next(layer for layer in graph.layers if layer.kind is Kind.AVERAGE_POOL)
    return graph.layer(pooling.inputs[0])


def middle_of_first_cell(graph: Graph, layer: Layer) -> float:
    """Say which point of the input the first cell of a layer looks at, the same in both directions.

    Half a cell is the usual answer, and it is wrong: the padding before the first convolution of ResNet-50 puts the
    middles of the cells at 0.5, 32.5, 64.5, … px, not at 16, 48, 80 px. Covering strips of photos confirms it: at
    192 px and with trained weights, what changes cell i most lies at 32 i + 4 px, 4 px more or less. A map that is
    stretched over the picture lies half a cell too far to the right and too low.

    Returns:
        Distance from the input's edge, px; where paths of several layers meet, the mean of theirs.
    """
    middles: dict[str, float] = {}
    for each in graph.layers:
        if each.kind is Kind.INPUT:
            middles[each.name] = 0.5
            continue
        before = sum(middles[name] for name in each.inputs) / len(each.inputs)
        step = graph.layer(each.inputs[0]).jump
        middles[each.name] = before + (max(each.kernel - 1, 0) / 2 - each.padding[0]) * step
        if each is layer:
            break
    return middles[layer.name]


def cell_grid(graph: Graph, layer: Layer, crop: Box) -> Box:
    """Say which part of the picture the cells of a layer cover.

    Args:
        graph: the network.
        layer: one with (height, width, channels).
        crop: what the network sees, upright pixels of the picture; a square.
    Returns:
        The outer edges of all cells together, upright pixels of the picture; maybe beyond the crop.
    """
    scale = (crop[2] - crop[0]) / graph.input_size
    before = (middle_of_first_cell(graph, layer) - layer.jump / 2) * scale
    rows, columns = layer.output_shape[:2]
    left, top = crop[0] + before, crop[1] + before
    return left, top, left + columns * layer.jump * scale, top + rows * layer.jump * scale


def offsets(jump: int, shifts: int) -> list[int]:
    """Say how far to shift the input so that cells look at all the points between their own.

    Args:
        jump: distance of neighbouring cells, px of the input.
        shifts: how many in each direction.
    Returns:
        ``shifts`` whole numbers of px, as many steps before 0 as after, below half a cell; 0 for one.
    """
    return [round((number - (shifts - 1) / 2) * jump / shifts) for number in range(shifts)]


def shifted(pixels: UInt8Array, steps: Sequence[int]) -> UInt8Array:
    """Shift a picture in all combinations of two directions; what comes in at the edges is its mirror image.

    Args:
        pixels: (height, width, 3) uint8.
        steps: how far, px; positive shows more of what is below or at the right.
    Returns:
        (len(steps) ** 2, height, width, 3) uint8, steps down in the outer order, steps to the right in the inner.
    """
    height, width, _ = pixels.shape
    margin = max(map(abs, steps))
    padded = np.pad(pixels, ((margin, margin), (margin, margin), (0, 0)), "symmetric")
    starts = [margin + step for step in steps]
    return np.stack([padded[top : top + height, left : left + width] for top in starts for left in starts])


def averaged(maps: FloatArray, shifts: int) -> FloatArray:
    """Shift the maps of a shifted picture back and average them where they lie over one another.

    Args:
        maps: (shifts ** 2, rows, columns, classes), in the order of `shifted` with `offsets`.
        shifts: how many in each direction.
    Returns:
        (rows * shifts, columns * shifts, classes) float32, in the unit of the maps: values stay, and the sum becomes
        ``shifts ** 2`` times theirs.
    """
    rows, columns, classes = maps.shape[1:]
    grid = maps.reshape(shifts, shifts, rows, columns, classes).transpose(2, 0, 3, 1, 4)
    stitched = grid.reshape(rows * shifts, columns * shifts, classes)  # each value where its cell has its middle
    down, right = _spreading(rows * shifts, shifts), _spreading(columns * shifts, shifts)
    mean: FloatArray = np.tensordot(down, right @ stitched, 1)
    return mean


def _spreading(cells: int, width: int) -> FloatArray:
    """Averages for cells of one unit over wider ones around each of their middles: (to, from), rows 1 in sum."""
    middles = np.arange(cells)
    apart = np.abs(middles[:, None] - middles)
    common = np.clip(width / 2 + 0.5 - apart, 0, 1)
    spreading: FloatArray = (common / common.sum(axis=1, keepdims=True)).astype(np.float32)
    return spreading
