"""Which layer and which variable an array in a Keras file belongs to, in either layout."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.keras_config import KerasLayer

_VARIABLES = {
    "conv2d": ("kernel", "bias"),
    "dense": ("kernel", "bias"),
    "batch_normalization": ("gamma", "beta", "moving_mean", "moving_variance"),
}
"""In Keras's order, by the name that Keras gives to a layer's class in a file."""

_NUMBERED = re.compile(r"(conv2d|dense|batch_normalization)(?:_([1-9][0-9]{0,3}))?")


@dataclass(frozen=True)
class Found:
    """An array in a file.

    Attributes:
        parts: of its path.
        label: the name of its layer, where Keras 3 noted one beside it.
        dataset: the array, not read yet.
    """

    parts: tuple[str, ...]
    label: str
    dataset: Any


def name_variables(found: Iterable[Found], layers: Sequence[KerasLayer], path: Path) -> dict[str, dict[str, Any]]:
    """Sort arrays by layer and variable.

    Args:
        found: every array of the file.
        layers: what the configuration says; may be empty.
        path: the file, for the error.
    Returns:
        Arrays by the layer's name in the file and the variable's.
    Raises:
        WeightsError: an array is there twice, or it cannot be said whose it is.
    """
    sorted_by_layer: dict[str, dict[str, Any]] = {}
    for each in found:
        if each.parts[-2:-1] == ("vars",):
            layer, variable = _numbered(each, layers, path)
        else:
            layer, variable = ("", *each.parts)[-2], each.parts[-1].partition(":")[0]
        variables = sorted_by_layer.setdefault(layer, {})
        if variable in variables:
            raise WeightsError(path, "each array once", f"{shown(f'{layer}/{variable}')} is there twice")
        variables[variable] = each.dataset
    return sorted_by_layer


def _numbered(each: Found, layers: Sequence[KerasLayer], path: Path) -> tuple[str, str]:
    """Name an array of the layout of Keras 3: the n-th layer of its class, and the n-th of its variables."""
    match = _NUMBERED.fullmatch(("", "", *each.parts)[-3])
    known = _VARIABLES[match[1]] if match else ()
    number = each.parts[-1]
    if match is None or not number.isdecimal() or int(number) >= len(known):
        raise WeightsError(path, "the layers of ResNet-50", f"the file has the array {shown('/'.join(each.parts))}")
    if each.label:
        return each.label, known[int(number)]
    kind = match[1].replace("_", "")
    names = [layer.name for layer in layers if layer.kind.lower() == kind]
    place = int(match[2] or 0)
    if place >= len(names) or len(each.parts) != 4:
        raise WeightsError(
            path,
            "names of layers",
            "the file does not say whose arrays are whose; save the model as '.keras' or '.h5' instead",
        )
    return names[place], known[int(number)]
