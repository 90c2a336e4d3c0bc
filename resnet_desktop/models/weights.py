"""Weights from files of several kinds, as arrays with canonical names; nothing in a file is ever executed."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from resnet_desktop.models import torch_names
from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.keras_config import LARGEST_CONFIG, KerasLayer, input_size_of, read_config
from resnet_desktop.models.keras_h5 import read_keras_h5
from resnet_desktop.models.npz import read_npz
from resnet_desktop.models.opening import LARGEST_FILE, open_plain
from resnet_desktop.models.recognition import recognise
from resnet_desktop.models.tensor_file import Header, Weights, read_data, read_header
from resnet_desktop.models.torch_names import canonical_weights, check_shapes, is_torch
from resnet_desktop.models.values import check_values
from resnet_desktop.models.zip_files import Archive, opened_zip
from resnet_desktop.network import Network

KINDS = "a .safetensors, .npz or Keras .h5 or .keras file"
PICKLE = (
    "this is a Python pickle, which could run a stranger's program; save its arrays with safetensors, "
    "save_file(model.state_dict(), 'weights.safetensors')"
)

HDF5_MAGIC = b"\x89HDF\r\n\x1a\n"
KERAS_WEIGHTS, _KERAS_CONFIG = "model.weights.h5", "config.json"


@dataclass(frozen=True)
class WeightsFile:
    """What was read from a file.

    Attributes:
        kind: what kind of file it is, for a person.
        weights: arrays by ``<layer>/<variable>``, as `read_weights` gives them.
        input_size: side of the network's input, px; None where the file does not say.
        network: where names and shapes are not enough to tell it; None else.
    """

    kind: str
    weights: Weights
    input_size: int | None = None
    network: Network | None = None


def read_weights(path: Path) -> Weights:
    """Read a file of weights, for example as the base of a training.

    What kind of file it is, its first bytes tell, not its name.

    Args:
        path: safetensors with canonical names, ``.npz`` with canonical names, or Keras's ``.h5`` or
            ``.keras``, whose layers have the names of ``keras.applications.ResNet50`` or the canonical ones.
    Returns:
        Arrays by ``<layer>/<variable>``, Keras's axis order (kernels HWIO), little-endian float16 or float32, finite,
        all of them of one network with its shapes. Which ones are there is the file's choice: it may be only a few.
    Raises:
        WeightsError: the file is missing, damaged, too large, of another kind, or of another network.
    """
    return read_weights_file(path).weights


def read_weights_file(path: Path) -> WeightsFile:
    """Read a file of weights with what else it says; see `read_weights`."""
    try:
        with open_plain(path) as (file, size):
            start = file.read(16)
            file.seek(0)
            found = _read(file, size, start, path)
    except WeightsError:
        raise
    except ModelError as error:
        raise WeightsError(path, KINDS, error.reason) from error
    check_values(found.weights, path)
    return found


def _read(file: BinaryIO, size: int, start: bytes, path: Path) -> WeightsFile:
    check = partial(recognise, path=path)
    if start.startswith(b"PK"):
        return _read_zip(file, size, path)
    if start.startswith(HDF5_MAGIC):
        return _read_h5("Keras .h5", file, path)
    if start[8:9] == b"{":
        header = read_header(file, size, path)
        if is_torch(header.tensors):
            return _read_torch(file, header, path)
        check({name: tensor.shape for name, tensor in header.tensors.items()})
        return WeightsFile("safetensors", read_data(file, header, path)[0])
    if start.startswith(b"\x80"):
        raise WeightsError(path, KINDS, PICKLE)
    raise WeightsError(path, KINDS, "this is something else, or damaged")


def _read_torch(file: BinaryIO, header: Header, path: Path) -> WeightsFile:
    counters = {name for name, tensor in header.tensors.items() if tensor.is_counter}
    check_shapes({name: tensor.shape for name, tensor in header.tensors.items() if name not in counters}, path)
    found = read_data(file, header, path)[0]
    weights = canonical_weights({name: array for name, array in found.items() if name not in counters}, path)
    return WeightsFile("PyTorch safetensors", weights, network=torch_names.NETWORK)


def _read_zip(file: BinaryIO, size: int, path: Path) -> WeightsFile:
    with opened_zip(file, size, path) as archive:
        if KERAS_WEIGHTS in archive.members:
            return _read_keras(archive, path)
        if any(name.endswith(".pkl") for name in archive.members):
            raise WeightsError(path, KINDS, PICKLE)
        return WeightsFile("NumPy .npz", read_npz(archive, partial(recognise, path=path)))


def _read_keras(archive: Archive, path: Path) -> WeightsFile:
    if _KERAS_CONFIG not in archive.members:
        raise WeightsError(path, f"{_KERAS_CONFIG} beside the weights", "it is missing")
    layers = read_config(archive.read(_KERAS_CONFIG, LARGEST_CONFIG), path)
    content = io.BytesIO(archive.read(KERAS_WEIGHTS, LARGEST_FILE))
    return _read_h5("Keras .keras", content, path, layers)


def _read_h5(kind: str, file: BinaryIO, path: Path, layers: Iterable[KerasLayer] = ()) -> WeightsFile:
    weights, layers = read_keras_h5(file, path, partial(recognise, path=path), layers)
    return WeightsFile(kind, weights, input_size_of(layers))
