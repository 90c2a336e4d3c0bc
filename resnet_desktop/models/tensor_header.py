"""The header of a safetensors file, read with distrust.

It is checked against the file's size before anything is made from it. The format is the one described at
https://huggingface.co/docs/safetensors: eight bytes with the header's length, a JSON header, the data without gaps.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from resnet_desktop.models.errors import WeightsError, shown

LONGEST_HEADER = 1 << 20
"""Bytes. ResNet-152 needs 90 kB."""

MOST_DIMENSIONS = 8

DTYPES: dict[str, np.dtype[Any]] = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4")}

_COUNTER = ".num_batches_tracked"
_COUNTER_DTYPES: dict[str, np.dtype[Any]] = {"I64": np.dtype("<i8"), "I32": np.dtype("<i4")}
"""PyTorch counts batches in whole numbers, beside the weights."""


@dataclass(frozen=True)
class Tensor:
    """Where one tensor lies: its type, its shape, and its bytes counted from the end of the header."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    begin: int
    end: int

    @property
    def is_counter(self) -> bool:
        """Whether it is no weights but a number that PyTorch keeps beside them."""
        return self.dtype.kind == "i"


def header_length(prefix: bytes, file_size: int, path: Path) -> int:
    """Read the length of the header from the first eight bytes of a file.

    Raises:
        WeightsError: the header cannot be that long.
    """
    if len(prefix) < 8:
        raise WeightsError(path, "a safetensors file", f"the file has only {len(prefix)} bytes")
    length = int.from_bytes(prefix, "little")
    longest = min(LONGEST_HEADER, file_size - 8)
    if not 2 <= length <= longest:
        raise WeightsError(
            path, f"a safetensors header of 2 to {longest:,} bytes", f"the file claims one of {length:,} bytes"
        )
    return length


def parse_header(header: bytes, data_size: int, path: Path) -> dict[str, Tensor]:
    """Read and check a header.

    Args:
        header: the JSON, bytes.
        data_size: bytes in the file behind the header.
        path: the file, for the error.
    Returns:
        The tensors by name, in the order of their data, which they fill without a gap.
    Raises:
        WeightsError: the header is not JSON, a type is not F16 or F32, or the places do not fit the file.
    """
    try:
        record = json.loads(header.decode("utf-8"), object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise WeightsError(path, "a safetensors header in JSON", "the header cannot be read") from error
    if not isinstance(record, dict):
        raise WeightsError(path, "a safetensors header that names tensors", f"it is {shown(record)}")
    record.pop("__metadata__", None)
    tensors = {name: _tensor(name, entry, path) for name, entry in record.items()}
    ordered = dict(sorted(tensors.items(), key=lambda item: (item[1].begin, item[1].end)))
    position = 0
    for name, tensor in ordered.items():
        if tensor.begin != position:
            raise WeightsError(
                path, f"{shown(name)} to begin at byte {position:,}", f"the header puts it at byte {tensor.begin:,}"
            )
        position = tensor.end
    if position != data_size:
        raise WeightsError(path, f"{position:,} bytes of weights", f"the file has {data_size:,} bytes of them")
    return ordered


def header_for(weights: Mapping[str, npt.NDArray[Any]]) -> tuple[bytes, list[str]]:
    """Make the first bytes of a file with these weights.

    Args:
        weights: float16 and float32 arrays.
    Returns:
        Length and header, padded so that the data begin at a multiple of eight; the names in the order in which
        their data must follow: the wider type first, so that every array is aligned.
    """
    names = sorted(weights, key=lambda name: -weights[name].dtype.itemsize)
    codes = {dtype: code for code, dtype in DTYPES.items()}
    record: dict[str, Any] = {}
    position = 0
    for name in names:
        array = weights[name]
        end = position + array.nbytes
        record[name] = {"dtype": codes[array.dtype], "shape": list(array.shape), "data_offsets": [position, end]}
        position = end
    header = json.dumps(record, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    return len(header).to_bytes(8, "little") + header, names


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a name comes twice")
    return record


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 48


def _tensor(name: str, entry: Any, path: Path) -> Tensor:
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise WeightsError(path, "a type, a shape and a place for each tensor", f"{shown(name)} has {shown(entry)}")
    code, shape, place = entry["dtype"], entry["shape"], entry["data_offsets"]
    known = DTYPES | _COUNTER_DTYPES if name.endswith(_COUNTER) else DTYPES
    dtype = known.get(code) if isinstance(code, str) else None
    if dtype is None:
        raise WeightsError(path, "weights of type F16 or F32", f"{shown(name)} has the type {shown(code)}")
    if not isinstance(shape, list) or len(shape) > MOST_DIMENSIONS or not all(map(_is_count, shape)):
        raise WeightsError(path, "a shape", f"{shown(name)} has {shown(shape)}")
    if not isinstance(place, list) or len(place) != 2 or not all(map(_is_count, place)):
        raise WeightsError(path, "two places in the file", f"{shown(name)} has {shown(place)}")
    begin, end = place
    size = math.prod(shape) * dtype.itemsize
    if end - begin != size:
        raise WeightsError(path, f"{size:,} bytes for {shown(name)}", f"the header gives it {end - begin:,}")
    return Tensor(dtype, tuple(shape), begin, end)
