"""NumPy archives, read without NumPy's loader: nothing is unpickled or evaluated, and every size is known first.

The format of an array is https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html; an archive is a zip.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.recognition import Shapes
from resnet_desktop.models.tensor_file import Weights

MOST_ARRAYS = 5_000
LONGEST_HEADER = 10_000
LARGEST_DIRECTORY = 2_000_000
LARGEST_RATIO = 50
"""Weights hardly shrink; what shrinks to a fiftieth is a bomb."""

_DESCRIPTION = re.compile(
    rb"\{'descr': '([<>=|]?)f([24])', 'fortran_order': (True|False), 'shape': \(([0-9, ]{0,200})\), \}\s*"
)


@dataclass(frozen=True)
class _Array:
    member: zipfile.ZipInfo
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    is_fortran: bool
    begin: int


def read_npz(file: BinaryIO, size: int, path: Path, check: Callable[[Shapes], object]) -> Weights:
    """Read an archive of arrays.

    Args:
        file: open.
        size: of the file, bytes.
        path: its path, for the error.
        check: gets the shapes by name before any data are read, and raises what it does not like.
    Returns:
        float16 and float32 arrays by name.
    Raises:
        WeightsError: the archive is damaged, or holds what no weights are.
    """
    _check_directory(file, size, path)
    try:
        with zipfile.ZipFile(file) as archive:
            arrays: dict[str, _Array] = {}
            for member in archive.infolist():
                name = member.filename.removesuffix(".npy")
                if name in arrays:
                    raise WeightsError(path, "each array once", f"{shown(name)} is there twice")
                arrays[name] = _read_description(archive, member, path)
            check({name: array.shape for name, array in arrays.items()})
            return {name: _read_array(archive, array, path) for name, array in arrays.items()}
    except (
        EOFError,
        MemoryError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise WeightsError(path, "a readable .npz archive", f"the archive is damaged ({error})") from error


def _check_directory(file: BinaryIO, size: int, path: Path) -> None:
    """Refuse a directory of files that is too long to be read; ``zipfile`` reads any length."""
    file.seek(max(0, size - 65_557))  # the record and the longest comment behind it
    end = file.read()
    start = end.rfind(b"PK\x05\x06")
    if start < 0 or len(end) < start + 22:
        raise WeightsError(path, "a readable .npz archive", "the file ends too early")
    entries = int.from_bytes(end[start + 10 : start + 12], "little")
    length = int.from_bytes(end[start + 12 : start + 16], "little")
    if entries > MOST_ARRAYS or length > LARGEST_DIRECTORY or length > size:
        raise WeightsError(path, f"at most {MOST_ARRAYS:,} arrays", f"the archive has {entries:,} in {length:,} bytes")
    file.seek(0)


def _read_description(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> _Array:
    """Read the start of a member: the type and shape of its array."""
    name = shown(member.filename)
    if not member.filename.endswith(".npy") or member.flag_bits & 1:
        raise WeightsError(path, "arrays only", f"the archive has {name}")
    if member.file_size > LARGEST_RATIO * member.compress_size + 1_000_000:
        raise WeightsError(
            path, "weights", f"{name} would grow from {member.compress_size:,} to {member.file_size:,} bytes"
        )
    with archive.open(member) as stream:
        start = stream.read(8)
        is_long = start[6:7] != b"\x01"
        size = stream.read(4 if is_long else 2)
        length = int.from_bytes(size, "little")
        if start[:6] != b"\x93NUMPY" or start[6:] not in (b"\x01\x00", b"\x02\x00") or length > LONGEST_HEADER:
            raise WeightsError(path, "an array in NumPy's format", f"{name} is something else")
        description = stream.read(length)
    match = _DESCRIPTION.fullmatch(description)
    if match is None:
        found = shown(description.decode("latin-1").strip())
        raise WeightsError(path, "float16 or float32 numbers", f"{name} is described as {found}")
    dtype = np.dtype(f"{match[1].decode().replace('|', '=') or '='}f{match[2].decode()}")
    shape = tuple(int(part) for part in match[4].split(b",") if part.strip())
    array = _Array(member, dtype, shape, match[3] == b"True", len(start) + len(size) + length)
    if member.file_size != array.begin + prod(shape) * dtype.itemsize:
        raise WeightsError(
            path,
            f"{array.begin + prod(shape) * dtype.itemsize:,} bytes for {name} with the shape {shape}",
            f"it has {member.file_size:,}",
        )
    return array


def _read_array(archive: zipfile.ZipFile, array: _Array, path: Path) -> np.ndarray[Any, np.dtype[Any]]:
    values = np.empty(prod(array.shape), array.dtype)
    rest = values.view(np.uint8).data
    with archive.open(array.member) as stream:
        stream.read(array.begin)
        while rest:
            part = stream.read(min(len(rest), 1 << 20))
            if not part:
                raise WeightsError(path, "a whole archive", f"{shown(array.member.filename)} ends too early")
            rest[: len(part)] = part
            rest = rest[len(part) :]
        stream.read(1)  # at the end, the archive's own checksum is compared
    values = values.astype(array.dtype.newbyteorder("<"), copy=False)
    return values.reshape(array.shape, order="F" if array.is_fortran else "C")
