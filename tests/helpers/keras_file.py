"""Keras's files: HDF5 in the layout of the official weights, and the archives of Keras 3."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt

from resnet_desktop.network import Graph, Kind


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


_IN_FILES = {"Conv2D": "conv2d", "BatchNormalization": "batch_normalization", "Dense": "dense"}


def keras_archive(
    path: Path,
    graph: Graph,
    weights: Mapping[str, npt.NDArray[Any]],
    *,
    notes_names: bool = True,
    more_layers: Sequence[object] = (),
) -> None:
    """Write weights as ``model.save("….keras")`` of Keras 3 does.

    Args:
        path: the new file.
        graph: its layers are the configuration's, under Keras's names.
        weights: by canonical name.
        notes_names: whether each layer's name is noted beside its arrays, as newer versions do.
        more_layers: records that are added to the configuration.
    """
    shape = [None, graph.input_size, graph.input_size, 3]
    layers: list[object] = [{"class_name": "InputLayer", "config": {"name": "input", "batch_shape": shape}}]
    counts: dict[str, int] = {}
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        for layer in graph.layers[1:]:
            config: dict[str, object] = {"name": layer.alias or layer.name}
            if layer.activation or layer.kind is Kind.RELU:
                config["activation"] = layer.activation or "relu"
            layers.append({"class_name": layer.kind.value, "config": config})
            if not layer.variables:
                continue
            kind = _IN_FILES[layer.kind.value]
            number = counts[kind] = counts.get(kind, -1) + 1
            group = file.create_group(f"layers/{kind}{f'_{number}' if number else ''}/vars")
            if notes_names:
                group.attrs["name"] = config["name"]
            for index, variable in enumerate(layer.variables):
                group[str(index)] = weights[f"{layer.name}/{variable.name}"]
    record = {"class_name": "Functional", "config": {"layers": [*layers, *more_layers]}}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", "{}")
        archive.writestr("config.json", json.dumps(record))
        archive.writestr("model.weights.h5", content.getvalue())
