"""Whether a file ends before it should: the most common damage, left behind by downloads and copies that stopped."""

import os
from typing import BinaryIO

from resnet_desktop.images import formats
from resnet_desktop.images.formats import Format

_END_OF_JPEG = b"\xff\xd9"
_TAIL = 2048  # some cameras and programs write a little more behind the end


def is_cut_off(file: BinaryIO, known: Format) -> bool:
    """Tell whether a file that could not be decoded ends too early.

    Args:
        file: the open file, where the decoder left it.
        known: its format.
    Returns:
        True where the format says how long the file must be and it is shorter, or the decoder ran to its end in vain;
        False also where that cannot be told.
    """
    size = os.fstat(file.fileno()).st_size
    if known is formats.JPEG:
        file.seek(max(size - _TAIL, 0))
        return _END_OF_JPEG not in file.read()
    if known is formats.WEBP:
        file.seek(4)
        return int.from_bytes(file.read(4), "little") + 8 > size
    if known in (formats.AVIF, formats.HEIC):
        return _ends_inside_a_box(file, size)
    if known in (formats.PNG, formats.GIF, formats.BMP):
        return file.tell() >= size
    return False


def _ends_inside_a_box(file: BinaryIO, size: int) -> bool:
    """Follow the boxes of an ISO base media file (ISO/IEC 14496-12, 4.2)."""
    start = 0
    while start < size:
        file.seek(start)
        header = file.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 0:  # to the end of the file
            return False
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length < 8:  # damaged; nothing can be told
            return False
        start += length
    return start > size
