"""Where a fine-tuning's weights come from: a model, a weights file with or without gaps, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from resnet_desktop.errors import UserError
from resnet_desktop.models import default_library
from resnet_desktop.models.bases import default_bases
from resnet_desktop.models.recognition import recognise
from resnet_desktop.models.weights import read_weights_file
from resnet_desktop.network import NETWORKS, Graph, Kind, Layer, Network
from resnet_desktop.training.places import place_of

_CHOOSE = "choose another base, or none"


@dataclass(frozen=True)
class Start:
    """What a network starts from.

    Attributes:
        weights: arrays that are taken over; the layers without any are new.
        new_layers: names of layers that start at random.
        description: one line for the card and the log.
        ancestry: how the base was made, from its card; empty for files.
    """

    weights: Mapping[str, np.ndarray]
    new_layers: tuple[str, ...]
    description: str
    ancestry: Mapping[str, object]

    def to_record(self) -> dict[str, object]:
        """What a run keeps of it: everything but the weights."""
        return {"from": self.description, "ancestry": dict(self.ancestry), "new_layers": list(self.new_layers)}


def find_start(base: str, graph: Graph) -> Start:
    """Find a base's weights and decide which layers can take them.

    A layer takes the base's arrays when all that it needs are there in its shapes; a missing bias is zero. The batch
    normalisation behind a new convolution is new as well, because its statistics describe kernels that are not there.
    In a block with a new convolution, the last batch normalisation starts with gamma at zero: F(x) is then 0 and the
    block passes x on, so that untrained kernels do not disturb what is already known (Goyal et al. 2017).

    Args:
        base: a model's or base's name, a weights file, or ``none``.
        graph: the network to fill.
    Returns:
        What to load. ``weights`` holds every array of the layers that are not new, and those gammas.
    Raises:
        UserError: there is no such base, or it is damaged, or nothing in it fits.
    """
    if base == "none":
        return Start({}, tuple(layer.name for layer in graph.layers if layer.variables), "random weights", {})
    arrays, description, ancestry, network = _read_base(base)
    if network != graph.network:  # some names and shapes are the same in both
        raise UserError(f"{description} belongs to {network.title}, not to {graph.network.title}; {_CHOOSE}")
    weights: dict[str, np.ndarray] = {}
    new: list[str] = []
    for layer in graph.layers:
        taken = _matching(layer, arrays)
        is_behind_new = layer.kind is Kind.BATCH_NORM and layer.inputs[0] in new
        if len(taken) == len(layer.variables) and not is_behind_new:
            weights |= taken
        else:
            new.append(layer.name)
    if not weights:
        raise UserError(f"{description} has no weights that fit {graph.network.title}; {_CHOOSE}")
    for layer in graph.layers:
        if layer.kind is Kind.ADD and (last := layer.inputs[1]) in new:  # the batch normalisation that ends F(x)
            weights[f"{last}/gamma"] = np.zeros(layer.output_shape[-1], np.float32)
    return Start(weights, tuple(new), description, ancestry)


def _read_base(base: str) -> tuple[Mapping[str, np.ndarray], str, Mapping[str, object], Network]:
    """Arrays, a description, how they were made, and the network they belong to."""
    path = place_of(base)
    if path.is_file():
        found = read_weights_file(path)
        shapes = {name: array.shape for name, array in found.weights.items()}
        return found.weights, path.name, {}, found.network or recognise(shapes, path)
    bases = default_bases()
    known = bases.get(base) if base in bases.names() else default_library().get(base)
    card, weights = known.card, known.weights
    ancestry = {"name": card.name, "weights_sha256": card.weights_sha256, **card.provenance}
    return weights, card.name, ancestry, NETWORKS[card.network]


def _matching(layer: Layer, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The layer's arrays that are there in the right shapes; a convolution's missing bias is zero."""
    taken = {}
    for variable in layer.variables:
        name = f"{layer.name}/{variable.name}"
        array = arrays.get(name)
        if array is None and variable.name == "bias" and f"{layer.name}/kernel" in arrays:
            array = np.zeros(variable.shape, np.float32)
        if array is not None and array.shape == variable.shape:
            taken[name] = array
    return taken
