"""The directory at the start of a TIFF file, read by ourselves: cheap, bounded, and before any decoder believes it.

EXIF data is a TIFF file too, so this also reads the orientation of JPEG, PNG, WebP and AVIF pictures.
Source: TIFF revision 6.0, Adobe 1992; BigTIFF as described by libtiff.
"""

import os
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal

_MOST_ENTRIES = 4096
_INTEGER_SIZES = {1: 1, 3: 2, 4: 4, 13: 4, 16: 8}  # BYTE, SHORT, LONG, IFD, LONG8


class TiffError(ValueError):
    """These bytes are no TIFF directory."""


@dataclass(frozen=True)
class Entry:
    """One field of a directory.

    Attributes:
        kind: the TIFF type of its values, such as 3 for SHORT.
        count: how many values it says it has.
        inline: the four (BigTIFF: eight) bytes that hold the values or say where they are.
    """

    kind: int
    count: int
    inline: bytes


@dataclass(frozen=True)
class Directory:
    """The first directory of a TIFF file.

    Attributes:
        byte_order: of every number in the file.
        entries: by tag.
        is_complete: the file has as many as the directory says.
    """

    byte_order: Literal["little", "big"]
    entries: dict[int, Entry]
    is_complete: bool

    def integer(self, tag: int, default: int) -> int:
        """Give the first value of a field that holds whole numbers in place; else the default."""
        entry = self.entries.get(tag)
        size = _INTEGER_SIZES.get(entry.kind) if entry else None
        if entry is None or size is None or not entry.count or entry.count * size > len(entry.inline):
            return default
        return int.from_bytes(entry.inline[:size], self.byte_order)


def read_directory(file: BinaryIO | bytes) -> Directory:
    """Read the first directory of a TIFF file or of EXIF data.

    Args:
        file: at least the directory; a file is left at its start.
    Raises:
        TiffError: there is none, or it is implausibly long.
    """
    if isinstance(file, bytes):
        file = BytesIO(file)
    file.seek(0)
    head = file.read(16)
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    is_big = b"+" in head[2:4]

    def number(data: bytes) -> int:
        return int.from_bytes(data, order)

    if len(head) < (16 if is_big else 8) or head[:2] not in (b"II", b"MM"):
        raise TiffError
    count_size, entry_size, inline_size = (8, 20, 8) if is_big else (2, 12, 4)
    start = number(head[8:16] if is_big else head[4:8])
    if start >= 2**62:
        raise TiffError
    file.seek(start)
    count = number(file.read(count_size))
    if not 0 < count <= _MOST_ENTRIES:
        raise TiffError
    data = file.read(count * entry_size)
    file.seek(0, os.SEEK_SET)
    entries: dict[int, Entry] = {}
    for offset in range(0, len(data) - entry_size + 1, entry_size):
        field = data[offset : offset + entry_size]
        values = number(field[4:-inline_size])
        entries.setdefault(number(field[:2]), Entry(number(field[2:4]), values, field[-inline_size:]))
    return Directory(order, entries, is_complete=len(data) == count * entry_size)
