"""Safetensors files: read whole into memory, so that the file on disk may be replaced or deleted meanwhile."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from resnet_desktop.models.errors import WeightsError
from resnet_desktop.models.tensor_header import Tensor, header_for, header_length, parse_header

Weights = dict[str, npt.NDArray[np.float16 | np.float32]]

_CHUNK = 1 << 20  # bytes; small enough that the checksum finds them in the processor's cache


@dataclass(frozen=True)
class Header:
    """What a file says about itself: its first bytes, and where its tensors lie behind them."""

    raw: bytes
    tensors: Mapping[str, Tensor]
    data_size: int


def read_header(file: BinaryIO, file_size: int, path: Path) -> Header:
    """Read the start of a file, a megabyte at most.

    Args:
        file: open, at its beginning.
        file_size: bytes.
        path: its path, for the error.
    Raises:
        WeightsError: it is no safetensors file, or its parts do not fit its size.
    """
    prefix = _read(file, 8)
    length = header_length(prefix, file_size, path)
    header = _read(file, length)
    if len(header) < length:
        raise _shrunk(path, 8 + length, 8 + len(header))
    data_size = file_size - 8 - length
    return Header(prefix + header, parse_header(header, data_size, path), data_size)


def read_data(file: BinaryIO, header: Header, path: Path) -> tuple[Weights, str]:
    """Read everything behind the header.

    Args:
        file: open, where `read_header` left it.
        header: what `read_header` found there.
        path: its path, for the error.
    Returns:
        The arrays, read-only, in one block of memory; the sha256 of the whole file in hexadecimal digits.
    Raises:
        WeightsError: the file changed its size meanwhile, or there is no memory for it.
    """
    try:
        data = np.empty(header.data_size, np.uint8)
    except MemoryError as error:
        raise WeightsError(path, "enough free memory", f"the weights need {header.data_size:,} bytes") from error
    digest = hashlib.sha256(header.raw)
    rest = data.data
    while rest:
        count = file.readinto(rest[:_CHUNK])  # type: ignore[attr-defined]  # an unbuffered file has it
        if not count:
            raise _shrunk(path, header.data_size, header.data_size - len(rest))
        digest.update(rest[:count])
        rest = rest[count:]
    if file.read(1):
        raise WeightsError(path, f"{header.data_size:,} bytes of weights", "the file grew while it was read")
    data.flags.writeable = False
    return {name: _view(data, tensor) for name, tensor in header.tensors.items()}, digest.hexdigest()


def write_tensors(path: Path, weights: Mapping[str, npt.NDArray[Any]]) -> str:
    """Write a new file and wait until it is on the disk.

    Args:
        path: the file.
        weights: float16 and float32 arrays, contiguous.
    Returns:
        Its sha256 in hexadecimal digits.
    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    header, names = header_for(weights)
    digest = hashlib.sha256(header)
    with path.open("wb") as file:
        file.write(header)
        for name in names:
            part = weights[name].reshape(-1).view(np.uint8).data
            digest.update(part)
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _read(file: BinaryIO, size: int) -> bytes:
    """Read as many bytes, or less at the file's end; an unbuffered file may give them in parts."""
    parts = b""
    while len(parts) < size and (part := file.read(size - len(parts))):
        parts += part
    return parts


def _view(data: npt.NDArray[np.uint8], tensor: Tensor) -> npt.NDArray[np.float16 | np.float32]:
    part = data[tensor.begin : tensor.end]
    if part.ctypes.data % tensor.dtype.itemsize:
        part = part.copy()  # other programs' files may begin a tensor anywhere
        part.flags.writeable = False
    return part.view(tensor.dtype).reshape(tensor.shape)


def _shrunk(path: Path, expected: int, actual: int) -> WeightsError:
    return WeightsError(path, f"{expected:,} bytes", f"the file ended after {actual:,} while it was read")
