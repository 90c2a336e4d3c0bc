"""Weights from files of several kinds, as arrays with canonical names; nothing in a file is ever executed."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

from resnet_desktop.models.errors import ModelError, WeightsError
from resnet_desktop.models.keras_h5 import read_keras_h5
from resnet_desktop.models.npz import read_npz
from resnet_desktop.models.opening import open_plain
from resnet_desktop.models.recognition import recognise
from resnet_desktop.models.tensor_file import Weights, read_data, read_header
from resnet_desktop.models.values import check_values

_KINDS = "a .safetensors, .npz or Keras .h5 file"


def read_weights(path: Path) -> Weights:
    """Read a file of weights, for example as the base of a training.

    What kind of file it is, its first bytes tell, not its name.

    Args:
        path: safetensors with canonical names, ``.npz`` with canonical names, or Keras's ``.h5``, whose layers have the
            names of ``keras.applications.ResNet50`` or the canonical ones.
    Returns:
        Arrays by ``<layer>/<variable>``, Keras's axis order (kernels HWIO), little-endian float16 or float32, finite,
        all of them of one network with its shapes. Which ones are there is the file's choice: it may be only a few.
    Raises:
        WeightsError: the file is missing, damaged, too large, of another kind, or of another network.
    """
    try:
        with open_plain(path) as (file, size):
            start = file.read(16)
            file.seek(0)
            weights = _read(file, size, start, path)
    except WeightsError:
        raise
    except ModelError as error:
        raise WeightsError(path, _KINDS, error.reason) from error
    check_values(weights, path)
    return weights


def _read(file: BinaryIO, size: int, start: bytes, path: Path) -> Weights:
    check = partial(recognise, path=path)
    if start.startswith(b"PK"):
        return read_npz(file, size, path, check)
    if start.startswith(b"\x89HDF\r\n\x1a\n"):
        return read_keras_h5(file, path, check)
    if start[8:9] == b"{":
        header = read_header(file, size, path)
        check({name: tensor.shape for name, tensor in header.tensors.items()})
        return read_data(file, header, path)[0]
    if start.startswith(b"\x80"):
        raise WeightsError(path, _KINDS, "this is a Python pickle, which could run a stranger's program")
    raise WeightsError(path, _KINDS, "this is something else, or damaged")
