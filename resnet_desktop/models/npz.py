"""NumPy archives, read without NumPy's loader: nothing is unpickled or evaluated, and every size is known first.

The format of an array is https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html; an archive is a zip.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from resnet_desktop.models.errors import WeightsError, shown
from resnet_desktop.models.recognition import Shapes
from resnet_desktop.models.tensor_file import Weights
from resnet_desktop.models.zip_files import Archive

LONGEST_HEADER = 10_000

_DESCRIPTION = re.compile(
    rb"\{'descr': '([<>=|]?)f([24])', 'fortran_order': (True|False), 'shape': \(([0-9, ]{0,200})\), \}\s*"
)


@dataclass(frozen=True)
class _Array:
    member: str
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    is_fortran: bool
    begin: int


def read_npz(archive: Archive, check: Callable[[Shapes], object]) -> Weights:
    """Read an archive of arrays.

    Args:
        archive: open.
        check: gets the shapes by name before any data are read, and raises what it does not like.
    Returns:
        float16 and float32 arrays by name.
    Raises:
        WeightsError: the archive is damaged, or holds what no weights are.
    """
    arrays = {name.removesuffix(".npy"): _read_description(archive, name) for name in archive.members}
    check({name: array.shape for name, array in arrays.items()})
    return {name: _read_array(archive, array) for name, array in arrays.items()}


def _read_description(archive: Archive, member: str) -> _Array:
    """Read the start of a member: the type and shape of its array."""
    path, name = archive.path, shown(member)
    if not member.endswith(".npy"):
        raise WeightsError(path, "arrays only", f"the archive has {name}")
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
    expected, actual = array.begin + prod(shape) * dtype.itemsize, archive.members[member].file_size
    if actual != expected:
        raise WeightsError(path, f"{expected:,} bytes for {name} with the shape {shape}", f"it has {actual:,}")
    return array


def _read_array(archive: Archive, array: _Array) -> np.ndarray[Any, np.dtype[Any]]:
    values = np.empty(prod(array.shape), array.dtype)
    rest = values.view(np.uint8).data
    with archive.open(array.member) as stream:
        stream.read(array.begin)
        while rest:
            part = stream.read(min(len(rest), 1 << 20))
            if not part:
                raise WeightsError(archive.path, "a whole archive", f"{shown(array.member)} ends too early")
            rest[: len(part)] = part
            rest = rest[len(part) :]
        stream.read(1)  # at the end, the archive's own checksum is compared
    values = values.astype(array.dtype.newbyteorder("<"), copy=False)
    return values.reshape(array.shape, order="F" if array.is_fortran else "C")
