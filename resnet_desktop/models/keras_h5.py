"""Keras's HDF5 files, read as arrays: nothing in them is executed.

There are two layouts. The classical one, of the official weight files and of ``model.save("….h5")``, has a group
for each layer, in it the variables: ``conv1_conv/conv1_conv/kernel:0``. That of Keras 3, in ``.weights.h5`` and
``.keras`` files, has numbers for names, ``layers/conv2d/vars/0``, and the layer's name as an attribute. Names of layers
become canonical by the aliases in the network's data.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.keras_config import KerasLayer, check_numbers, read_config
from resnet_desktop.models.keras_names import Found, name_variables
from resnet_desktop.models.recognition import Shapes, canonical_names
from resnet_desktop.models.tensor_file import Weights
from resnet_desktop.network import Network

MOST_OBJECTS = 5_000
DEEPEST_GROUP = 8


def read_keras_h5(
    file: BinaryIO, path: Path, check: Callable[[Shapes], Network], layers: Iterable[KerasLayer] = ()
) -> tuple[Weights, tuple[KerasLayer, ...]]:
    """Read a Keras file.

    Args:
        file: open, at any place.
        path: its path, for the error.
        check: gets the shapes by canonical name before any data are read, and raises what it does not like.
        layers: what a configuration beside the file says; else the file's own is read, where it has one.
    Returns:
        float16 and float32 arrays by canonical name; what the configuration says, empty where there is none.
    Raises:
        WeightsError: the file is damaged, or holds what no weights are.
    """
    import h5py  # noqa: PLC0415  # 0.1 s that only this kind of file needs

    try:
        with h5py.File(file, "r") as opened:
            layers = tuple(layers) or _own_config(opened, path)
            datasets = _by_canonical_name(name_variables(_datasets(h5py, opened, path), layers, path), path)
            places = {name: _place(h5py, name, dataset, path) for name, dataset in datasets.items()}
            shapes = {name: tuple(dataset.shape) for name, dataset in datasets.items()}
            check_numbers(layers, check(shapes), path)
            dtypes = {name: dataset.dtype for name, dataset in datasets.items()}
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
    # The bytes are read without the library, which can be made to read one array for ever.
    return {name: _read(file, places[name], shapes[name], dtypes[name], path) for name in shapes}, layers


def _own_config(opened: Any, path: Path) -> tuple[KerasLayer, ...]:
    text = opened.attrs.get("model_config")
    return read_config(text, path) if isinstance(text, str | bytes) else ()


def _datasets(h5py: Any, root: Any, path: Path) -> Iterator[Found]:
    """Every dataset; links that leave the file or go round in circles are refused."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), root)]
    seen = 0
    while waiting:
        parts, group = waiting.pop()
        for name in group:
            if not parts and name in ("optimizer", "optimizer_weights"):
                continue
            seen += 1
            if seen > MOST_OBJECTS or len(parts) >= DEEPEST_GROUP:
                raise WeightsError(path, "the groups of a Keras file", "there are too many of them")
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                raise WeightsError(path, "weights inside the file", f"{shown(name)} is a link")
            item = group[name]
            if isinstance(item, h5py.Group):
                waiting.append(((*parts, name), item))
            else:
                label = group.attrs.get("name", "") if parts[-1:] == ("vars",) else ""
                yield Found((*parts, name), str(label), item)


def _by_canonical_name(layers: dict[str, dict[str, Any]], path: Path) -> dict[str, Any]:
    """Name datasets after their layers; the one dense layer is the classifier, whatever Keras called it."""
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


def _place(h5py: Any, name: str, dataset: Any, path: Path) -> int:
    """Find where an array begins in the file; its bytes must lie there plainly, in one piece."""
    kinds = (h5py.h5t.IEEE_F16LE, h5py.h5t.IEEE_F16BE, h5py.h5t.IEEE_F32LE, h5py.h5t.IEEE_F32BE)
    if not any(dataset.id.get_type().equal(kind) for kind in kinds):
        raise WeightsError(path, "float16 or float32 numbers", f"{shown(name)} is {shown(str(dataset.dtype))}")
    if dataset.shape is None or dataset.is_virtual or dataset.external:
        raise WeightsError(path, "weights inside the file", f"{shown(name)} is elsewhere")
    if dataset.id.get_create_plist().get_nfilters():
        raise WeightsError(path, "uncompressed weights", f"{shown(name)} is compressed")
    stored, place = dataset.id.get_storage_size(), dataset.id.get_offset()
    if stored != dataset.nbytes or (place is None and stored):
        raise WeightsError(path, f"{dataset.nbytes:,} bytes in one piece for {shown(name)}", f"the file has {stored:,}")
    return place or 0


def _read(file: BinaryIO, place: int, shape: tuple[int, ...], dtype: Any, path: Path) -> np.ndarray[Any, Any]:
    values = np.empty(shape, dtype)
    rest = values.reshape(-1).view(np.uint8).data
    file.seek(place)
    while rest:
        count = file.readinto(rest)  # type: ignore[attr-defined]  # a plain file and one in memory have it
        if not count:
            raise WeightsError(path, "a whole file", "it ends within an array")
        rest = rest[count:]
    return values.astype(dtype.newbyteorder("<"), copy=False)
