"""PyTorch's names and axes for ResNet-50, as torchvision and timm write them: ``layer1.0.conv2.weight``.

These files hold the network with the stride in the 3x3 convolution. Its convolutions have no biases; ours get zeros.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.recognition import Shapes, recognise
from resnet_desktop.models.tensor_file import Weights
from resnet_desktop.network import RESNET50_V15, Kind, Layer, Network, build

NETWORK: Network = RESNET50_V15
_VARIABLES = {
    Kind.CONVOLUTION: {"kernel": "weight", "bias": "bias"},
    Kind.BATCH_NORM: {
        "gamma": "weight",
        "beta": "bias",
        "moving_mean": "running_mean",
        "moving_variance": "running_var",
    },
}
_CLASSIFIER = {"fc.weight": "kernel", "fc.bias": "bias"}
_AXES = {4: (2, 3, 1, 0), 2: (1, 0)}
"""From (out, in, height, width) to (height, width, in, out), and from (out, in) to (in, out)."""


def is_torch(names: Iterable[str]) -> bool:
    """Whether these names of arrays are PyTorch's."""
    return any(name.endswith(".weight") for name in names)


def check_shapes(shapes: Shapes, path: Path) -> None:
    """Refuse what is not this network, before any data are read.

    Args:
        shapes: of every array of the file but the counters, by PyTorch's name.
        path: the file, for the error.
    Raises:
        WeightsError: an array is not of this network, or has another shape.
    """
    named = {}
    for name, shape in shapes.items():
        place = _place(name, shape)
        if place is None:
            raise WeightsError(
                path, f"the arrays of {NETWORK.title} as torchvision names them", f"it has {shown(name)}"
            )
        named[place] = _turned(shape)
    recognise(named, path)


def canonical_weights(found: Mapping[str, np.ndarray], path: Path) -> Weights:
    """Give PyTorch's arrays canonical names and Keras's axis order, and zeros for the biases that are not there.

    Args:
        found: arrays whose shapes were checked.
        path: the file, for the error.
    """
    weights: Weights = {}
    for name, array in found.items():
        place = _place(name, array.shape)
        assert place is not None, f"{path} was not checked"
        weights[place] = np.ascontiguousarray(array.transpose(_AXES.get(array.ndim, range(array.ndim))))
    for layer in _layers():
        kernel, bias = weights.get(f"{layer.name}/kernel"), f"{layer.name}/bias"
        if layer.kind is Kind.CONVOLUTION and kernel is not None and bias not in weights:
            weights[bias] = np.zeros(kernel.shape[-1], np.float32)
    return weights


def _turned(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape in Keras's axis order."""
    return tuple(shape[axis] for axis in _AXES.get(len(shape), range(len(shape))))


def _place(name: str, shape: tuple[int, ...]) -> str | None:
    """The canonical name of an array; None where the network has none such."""
    if name in _CLASSIFIER and shape:
        return f"fc{shape[0]}/{_CLASSIFIER[name]}"
    return _places().get(name)


@cache
def _layers() -> tuple[Layer, ...]:
    return tuple(layer for layer in build(NETWORK).layers if layer.variables and not layer.activation)


@cache
def _places() -> dict[str, str]:
    """The canonical name of each array by PyTorch's."""
    return {
        f"{_prefix(layer)}.{_VARIABLES[layer.kind][variable.name]}": f"{layer.name}/{variable.name}"
        for layer in _layers()
        for variable in layer.variables
    }


def _prefix(layer: Layer) -> str:
    """What PyTorch calls a layer."""
    is_norm = layer.kind is Kind.BATCH_NORM
    if not layer.block:
        return "bn1" if is_norm else "conv1"
    block = f"layer{layer.stage - 1}.{ord(layer.block) - ord('a')}"
    if layer.is_shortcut:
        return f"{block}.downsample.{int(is_norm)}"
    return f"{block}.{'bn' if is_norm else 'conv'}{ord(layer.name[-1]) - ord('a') + 1}"
