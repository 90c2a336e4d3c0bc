"""What every format is written from: the network's data, its arrays, and how a picture's colours go in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.models import Model
from resnet_desktop.network import Graph

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Blueprint:
    """A model as plain data that a spawned process can be given.

    Attributes:
        graph: the network at its sizes.
        weights: every array of the network, ``<layer>/<variable>``, any float type, Keras's axis order.
        colours: (3, 3) float32, from red, green, blue (rows) to the network's channels (columns).
        offset: (3,) float32, added behind that: a pixel p becomes p @ colours + offset.
        temperature: divides the logits before the softmax; None for 1.
    """

    graph: Graph
    weights: Mapping[str, npt.NDArray[Any]]
    colours: Float32
    offset: Float32
    temperature: float | None = None

    def array(self, layer: str, variable: str) -> Float32:
        """One array as float32; those of the last layer with the temperature in them.

        Raises:
            KeyError: the model has no such array.
        """
        found = np.asarray(self.weights[f"{layer}/{variable}"], np.float32)
        if layer == self.graph.output.name and self.temperature is not None:
            return found * np.float32(1 / self.temperature)
        return found


def blueprint_of(model: Model) -> Blueprint:
    """Take out of a model what a file needs."""
    graph = model.card.graph()
    normalisation = graph.network.normalisation
    deviations = np.array(normalisation.deviations, np.float32)
    columns = np.eye(3, dtype=np.float32)[:, :: -1 if normalisation.is_reversed else 1]
    colours, offset = columns / deviations, -np.array(normalisation.means, np.float32) / deviations
    weights = {name: np.asarray(array) for name, array in model.weights.items()}
    return Blueprint(graph, weights, np.ascontiguousarray(colours), offset, model.card.temperature)
