"""HDF5 files in the layout that Keras gives its official weights."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt

from resnet_desktop.network import Graph


def official_layout(
    path: Path,
    graph: Graph,
    weights: Mapping[str, npt.NDArray[Any]],
    *,
    root: str = "/",
    classifier: str = "predictions",
) -> None:
    """Write weights as ``model.save_weights("….h5")`` of Keras 2 did.

    Args:
        path: the new file.
        graph: names the layers; what it does not know goes to a layer of its own name.
        weights: by canonical name.
        root: group in which the layers' groups are; a whole model has them in ``model_weights``.
        classifier: the name of the dense layer.
    """
    aliases = {layer.name: classifier if layer.activation else layer.alias for layer in graph.layers}
    layers: dict[str, dict[str, npt.NDArray[Any]]] = {}
    for name, array in weights.items():
        layer, _, variable = name.rpartition("/")
        layers.setdefault(aliases.get(layer, layer), {})[f"{variable}:0"] = array
    with h5py.File(path, "w") as file:
        group = file.require_group(root)
        group.attrs["layer_names"] = np.array([layer.encode() for layer in layers], "S")
        group.attrs["backend"] = b"tensorflow"
        for layer, variables in layers.items():
            below = group.create_group(layer)
            below.attrs["weight_names"] = np.array([f"{layer}/{name}".encode() for name in variables], "S")
            for name, array in variables.items():
                below[f"{layer}/{name}"] = array
