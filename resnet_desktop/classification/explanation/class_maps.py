"""Which places of a picture speak for which class: the last stage's activations, weighted as the dense layer does."""

from dataclasses import dataclass

import numpy as np

from resnet_desktop.classification.explanation.cells import (
    averaged,
    cell_grid,
    layer_before_pooling,
    offsets,
    shifted,
)
from resnet_desktop.classification.explanation.heatmap import Box, FloatArray, Heatmap
from resnet_desktop.classification.explanation.methods import ExplanationError, Method
from resnet_desktop.engines import Engine
from resnet_desktop.images import Picture, to_input
from resnet_desktop.jobs import Control
from resnet_desktop.models import Card, Model

MOST_SHIFTS = 8
_CELLS_WANTED = 12
_SHIFTS_ENOUGH = 4
_SMALLEST = 1e-6


@dataclass(frozen=True, eq=False)
class ClassMaps:
    """The class maps of one picture, for all classes at once: choosing another class costs nothing.

    Attributes:
        values: (rows, columns, classes) float32, above and below 0: what the last stage's cells add to the logits.
            Without shifts a class's values are, in sum, its logit less its bias, divided by the card's temperature.
            With n shifts they are as large, so that they can be compared, and n x n as many.
        grid: the cells' outer edges, upright pixels of the picture.
        box: what the network sees, upright pixels of the picture.
        labels: the classes' names.
    """

    values: FloatArray
    grid: Box
    box: Box
    labels: tuple[str, ...]

    def of_class(self, index: int) -> Heatmap:
        """Give one class's map; all classes' maps have one scale, from 0 to the largest value of any class."""
        high = max(float(self.values.max()), _SMALLEST)
        values = self.values[:, :, index]
        return Heatmap(Method.CLASS_MAP, (self.labels[index],), values, self.grid, self.box, 0.0, high)

    def difference(self, first: int, second: int) -> Heatmap:
        """Say why this class and not that one: the first one's map less the second one's."""
        values = self.values[:, :, first] - self.values[:, :, second]
        high = max(float(np.abs(values).max()), _SMALLEST)
        labels = self.labels[first], self.labels[second]
        return Heatmap(Method.DIFFERENCE, labels, values, self.grid, self.box, -high, high)


def class_maps(picture: Picture, engine: Engine, model: Model, *, shifts: int = 1, control: Control) -> ClassMaps:
    """Explain a picture's classes by where in the picture they come from. No gradients, one run of the network.

    The last layers are an average and a weighted sum, so a class's logit is a sum over the cells of the last stage.
    These cells are few (3x3 at 96 px). With shifts, the input is shifted by parts of a cell in both directions, and the
    maps are shifted back and averaged: steps become slopes, and what lies between two cells is found in its place. What
    each cell looks at stays as large as it was, so nothing smaller is resolved.

    Args:
        picture: decoded at `short_side_for` the card's preprocessing, or larger.
        engine: executes the model.
        model: its card and weights.
        shifts: 1 for the plain map, n for n x n shifted inputs, at most 8; see `shifts_for`.
        control: is asked between batches whether to stop.
    Returns:
        The maps of all classes.
    Raises:
        Cancelled: `control` was cancelled.
        EngineError: the engine gave up.
        ExplanationError: that many shifts are not possible, or the network gives no numbers.
        PictureError: the picture has no pixels.
    Source:
        Zhou et al., "Learning Deep Features for Discriminative Localization", 2016.
    """
    if not 1 <= shifts <= MOST_SHIFTS:
        raise ExplanationError(f"A map cannot have {shifts} shifts; choose 1 to {MOST_SHIFTS}.")
    card, graph = model.card, model.card.graph()
    layer = layer_before_pooling(graph)
    inputs = shifted(to_input(picture, card.preprocessing), offsets(layer.jump, shifts))
    kernel = np.asarray(model.weights[f"{graph.output.name}/kernel"], np.float32) / np.float32(card.temperature or 1)
    maps = []
    for start in range(0, len(inputs), engine.best_batch_size):
        control.check()
        batch = inputs[start : start + engine.best_batch_size]
        maps.append(_shares(engine.outputs(batch, [layer.name])[layer.name], kernel, graph.pool_window))
    values = averaged(np.concatenate(maps), shifts)
    if not np.isfinite(values).all():
        raise ExplanationError("The network gave no numbers for this picture; its weights may be damaged.")
    box = card.preprocessing.crop_box(picture.width, picture.height)
    return ClassMaps(values, cell_grid(graph, layer, box), box, card.labels)


def shifts_for(card: Card) -> int:
    """Tell how many shifts make a map fine enough for the eye: about 12 cells a side, and 4 shifts at most."""
    cells = layer_before_pooling(card.graph()).output_shape[0]
    return min(-(-_CELLS_WANTED // cells), _SHIFTS_ENOUGH)


def _shares(activations: FloatArray, kernel: FloatArray, window: int) -> FloatArray:
    """Split every class's logit, without its bias, into what each cell adds to it.

    Args:
        activations: (n, height, width, channels), what the average pooling reads.
        kernel: (features, classes) of the dense layer; features are (rows, columns, channels) of the pooled map.
        window: side of the pooling window, cells; each pooled cell has weights of its own.
    Returns:
        (n, height, width, classes) float32; cells that no window reaches add nothing.
    """
    count, height, width, channels = activations.shape
    weights = kernel.reshape(height // window, width // window, channels, -1) / np.float32(window**2)
    shares = np.zeros((count, height, width, weights.shape[-1]), np.float32)
    for row, column in np.ndindex(*weights.shape[:2]):
        cells = np.s_[:, row * window : (row + 1) * window, column * window : (column + 1) * window]
        part = activations[cells]  # as one matrix: for a stack of them, NumPy would multiply row by row of cells
        flat = part.reshape(-1, channels) @ weights[row, column]
        shares[cells] = flat.reshape(*part.shape[:3], -1)
    return shares
