"""Keras's HDF5 files, read as arrays: no configuration in them is looked at, nothing in them is executed.

This is the layout of the official weight files and of ``model.save("….h5")``: a group for each layer, in it the
variables, ``conv1_conv/conv1_conv/kernel:0``. Names of layers become canonical by the aliases in the network's data.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.recognition import Shapes, canonical_names
from resnet_desktop.models.tensor_file import Weights

MOST_OBJECTS = 5_000
DEEPEST_GROUP = 8


def read_keras_h5(file: BinaryIO, path: Path, check: Callable[[Shapes], object]) -> Weights:
    """Read a Keras file.

    Args:
        file: open.
        path: its path, for the error.
        check: gets the shapes by canonical name before any data are read, and raises what it does not like.
    Returns:
        float16 and float32 arrays by canonical name.
    Raises:
        WeightsError: the file is damaged, or holds what no weights are.
    """
    import h5py  # noqa: PLC0415  # 0.1 s that only this kind of file needs

    try:
        with h5py.File(file, "r") as opened:
            datasets = _by_canonical_name(_datasets(h5py, opened, path), path)
            for name, dataset in datasets.items():
                _check_storage(name, dataset, path)
            check({name: tuple(dataset.shape) for name, dataset in datasets.items()})
            return {name: _read(dataset) for name, dataset in datasets.items()}
    except (
        AttributeError,
        LookupError,
        MemoryError,
        OSError,
        OverflowError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:  # all of these come out of h5py for damaged files
        raise WeightsError(path, "a readable Keras .h5 file", f"the file is damaged ({shown(str(error))})") from error


def _datasets(h5py: Any, root: Any, path: Path) -> Iterator[tuple[list[str], Any]]:
    """Every dataset with the parts of its path; links that leave the file or go round in circles are refused."""
    waiting: list[tuple[list[str], Any]] = [([], root)]
    seen = 0
    while waiting:
        parts, group = waiting.pop()
        for name in group:
            if not parts and name == "optimizer_weights":
                continue
            seen += 1
            if seen > MOST_OBJECTS or len(parts) >= DEEPEST_GROUP:
                raise WeightsError(path, "the groups of a Keras file", "there are too many of them")
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                raise WeightsError(path, "weights inside the file", f"{shown(name)} is a link")
            item = group[name]
            if name == "vars":
                raise WeightsError(path, "Keras's classical layout", "this file has the layout of '.weights.h5'")
            if isinstance(item, h5py.Group):
                waiting.append(([*parts, name], item))
            else:
                yield [*parts, name], item


def _by_canonical_name(found: Iterator[tuple[list[str], Any]], path: Path) -> dict[str, Any]:
    """Name datasets after their layers; the one dense layer is the classifier, whatever Keras called it."""
    layers: dict[str, dict[str, Any]] = {}
    for parts, dataset in found:
        layer, variable = (["", *parts])[-2], parts[-1].partition(":")[0]
        if variable in layers.setdefault(layer, {}):
            raise WeightsError(path, "each array once", f"{shown(f'{layer}/{variable}')} is there twice")
        layers[layer][variable] = dataset
    named: dict[str, Any] = {}
    for layer, variables in layers.items():
        canonical = canonical_names().get(layer)
        if canonical is None:
            shape = tuple(variables["kernel"].shape) if "kernel" in variables else ()
            if len(shape) != 2:
                raise WeightsError(path, "the layers of ResNet-50", f"the file has the layer {shown(layer)}")
            canonical = f"fc{shape[1]}"
        for variable, dataset in variables.items():
            name = f"{canonical}/{variable}"
            if name in named:
                raise WeightsError(path, "each array once", f"{shown(name)} is there twice")
            named[name] = dataset
    return named


def _check_storage(name: str, dataset: Any, path: Path) -> None:
    """Refuse arrays whose bytes are not plainly in this file."""
    if dataset.dtype.kind != "f" or dataset.dtype.itemsize not in (2, 4):
        raise WeightsError(path, "float16 or float32 numbers", f"{shown(name)} is {shown(str(dataset.dtype))}")
    if dataset.shape is None or dataset.is_virtual or dataset.external:
        raise WeightsError(path, "weights inside the file", f"{shown(name)} is elsewhere")
    if dataset.id.get_create_plist().get_nfilters():
        raise WeightsError(path, "uncompressed weights", f"{shown(name)} is compressed")
    if dataset.id.get_storage_size() != dataset.nbytes:
        raise WeightsError(
            path, f"{dataset.nbytes:,} bytes for {shown(name)}", f"the file has {dataset.id.get_storage_size():,}"
        )


def _read(dataset: Any) -> np.ndarray[Any, np.dtype[Any]]:
    values = np.empty(dataset.shape, f"<f{dataset.dtype.itemsize}")
    if values.size:
        dataset.read_direct(values)
    return values
