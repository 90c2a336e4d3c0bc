"""The configuration in a Keras file: a list of layers, read to refuse what ResNet-50 is not; nothing is built from it.

Both ``model_config`` in an ``.h5`` file and ``config.json`` in a ``.keras`` archive have a record for each layer:
``{"class_name": …, "config": {"name": …, …}}``, whole models inside of models included.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.network import Kind, Network, build

LARGEST_CONFIG = 4_000_000
"""Bytes. That of ResNet-50 has 176,000."""

_MODELS = {"Functional", "Model", "Sequential"}
_LAYERS = {
    "Activation", "Add", "AveragePooling2D", "BatchNormalization", "Conv2D", "Dense", "Dropout", "Flatten",
    "GlobalAveragePooling2D", "InputLayer", "MaxPooling2D", "ReLU", "Softmax", "ZeroPadding2D",
}  # fmt: skip
_OWN_PREPROCESSING = {"Cast", "Flip", "Subtract"}
"""What this program's own exports begin with; the graph of every engine does the same."""

_ACTIVATIONS = {"Dense": ("softmax", "linear"), "Activation": ("relu", "softmax"), "Conv2D": ("linear",)}


@dataclass(frozen=True)
class KerasLayer:
    """One layer: its class, its name, and what else is said about it."""

    kind: str
    name: str
    config: Mapping[str, Any]


def read_config(text: str | bytes | bytearray, path: Path) -> tuple[KerasLayer, ...]:
    """Read a configuration.

    Args:
        text: the JSON, by anybody.
        path: the file it is in, for the error.
    Returns:
        The layers in the model's order, those of inner models in their place.
    Raises:
        WeightsError: it is no configuration, or has a layer that ResNet-50 does not have, which it names.
    """
    if len(text) > LARGEST_CONFIG:
        raise WeightsError(path, f"a configuration of at most {LARGEST_CONFIG:,} bytes", f"it has {len(text):,}")
    try:
        layers = tuple(_layers(json.loads(text)))
    except (ValueError, RecursionError, TypeError, LookupError) as error:
        raise WeightsError(path, "a Keras configuration", "the file's cannot be read") from error
    for layer in layers:
        _check_kind(layer, path)
    return layers


def input_size_of(layers: Iterable[KerasLayer]) -> int | None:
    """The side of the first input, px; None where it is open or not said."""
    for layer in layers:
        shape = layer.config.get("batch_shape", layer.config.get("batch_input_shape"))
        if layer.kind == "InputLayer" and isinstance(shape, list) and len(shape) == 4:
            return shape[1] if isinstance(shape[1], int) else None
    return None


def check_numbers(layers: Iterable[KerasLayer], network: Network, path: Path) -> None:
    """Compare what the weights' shapes do not tell: steps of convolutions, epsilons of batch normalisations.

    Raises:
        WeightsError: a layer has other ones than the network's of that name.
    """
    known = {name: layer for layer in build(network).layers for name in (layer.name, layer.alias)}
    for layer in layers:
        strides, epsilon = layer.config.get("strides"), layer.config.get("epsilon")
        if (own := known.get(layer.name)) is None:
            continue
        if own.kind is Kind.CONVOLUTION and strides not in (None, own.stride, [own.stride] * 2):
            raise WeightsError(path, f"steps of {own.stride}", f"{shown(layer.name)} has steps of {shown(strides)}")
        if own.kind is Kind.BATCH_NORM and isinstance(epsilon, float):
            expected = network.batch_norm_epsilon
            if abs(epsilon - expected) > 0.1 * expected:
                raise WeightsError(path, f"an epsilon of {expected:g}", f"{shown(layer.name)} has {epsilon:g}")


def _layers(record: Any) -> Iterator[KerasLayer]:
    for layer in record["config"]["layers"]:
        if layer["class_name"] in _MODELS:
            yield from _layers(layer)
        else:
            config = layer["config"]
            yield KerasLayer(str(layer["class_name"]), str(config["name"]), dict(config))


def _check_kind(layer: KerasLayer, path: Path) -> None:
    if layer.kind == "Lambda":
        raise WeightsError(
            path, "layers of ResNet-50", f"{shown(layer.name)} is a Lambda layer, which carries a stranger's program"
        )
    if layer.kind not in _LAYERS | _OWN_PREPROCESSING:
        raise WeightsError(path, "layers of ResNet-50", f"{shown(layer.name)} is of the kind {shown(layer.kind)}")
    activation = layer.config.get("activation", "linear")
    if (allowed := _ACTIVATIONS.get(layer.kind)) and activation not in allowed:
        raise WeightsError(
            path, f"the activation {' or '.join(allowed)}", f"{shown(layer.name)} has {shown(activation)}"
        )
