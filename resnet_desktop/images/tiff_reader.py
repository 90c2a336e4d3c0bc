"""Open a TIFF file: the one format whose header can promise anything."""

import io
import os
from itertools import pairwise
from typing import BinaryIO

from PIL.TiffImagePlugin import TiffImageFile

from resnet_desktop.images import formats
from resnet_desktop.images.limits import Cost, check_size
from resnet_desktop.images.opened import Opened, stored_bytes
from resnet_desktop.images.orientation import ORIENTATION_TAG
from resnet_desktop.images.reasons import Refusal
from resnet_desktop.images.tiff_header import Directory, TiffError, read_directory

_KIND, _WIDTH, _HEIGHT, _BITS, _PHOTOMETRIC = 254, 256, 257, 258, 262
_SAMPLES, _STRIP_ROWS, _TILE_WIDTH, _TILE_HEIGHT = 277, 278, 322, 323
_PLACES = ((273, 279), (324, 325))  # of strips, of tiles: where they start, how many bytes they have
_CHILD_DIRECTORIES, _XMP, _DNG_VERSION = 330, 700, 50706

_MOST_SAMPLES = 6  # what Pillow can hold
_MOST_VALUES = 1_000_000  # in one field; Pillow makes a Python number of each
_BYTE_KINDS = (1, 2, 6, 7)  # these stay bytes
_LARGEST_FILE_IN_MEMORY = 100_000_000


def open_tiff(file: BinaryIO, _head: bytes) -> Opened:
    """Open the first picture of a TIFF file. The decoder turns it upright.

    Args:
        file: open, at its start.
    Raises:
        Refusal: the header forbids going on.
        Exception: whatever Pillow raises on a damaged file.
    """
    try:
        directory = read_directory(file)
    except TiffError:
        raise Refusal("This TIFF file is damaged or cut off.") from None
    _check_header(directory)
    size = os.fstat(file.fileno()).st_size
    in_memory = 0
    if size <= _LARGEST_FILE_IN_MEMORY:
        # libtiff maps files into memory: when a stick is pulled out meanwhile, that ends the whole program.
        file, in_memory = io.BytesIO(file.read()), size
    image = TiffImageFile(file)
    if image.use_load_libtiff and _ends_inside_a_strip(image, size):
        raise Refusal("This TIFF file is cut off.")
    is_transposed = directory.integer(ORIENTATION_TAG, 1) != 1 or _XMP in directory.entries
    cost = Cost(stored_bytes(image.mode) * (2 if is_transposed else 1), extra=in_memory + _buffer(image, directory))
    bits = image.tag_v2.get(_BITS, (16,))[0]
    is_negative = directory.integer(_PHOTOMETRIC, 1) == 0
    return Opened(image, cost, is_upright=True, white=2**bits - 1, is_negative=is_negative)


def _check_header(directory: Directory) -> None:
    if not directory.is_complete:
        raise Refusal("This TIFF file is cut off.")
    is_preview = directory.integer(_KIND, 0) & 1 and _CHILD_DIRECTORIES in directory.entries
    if is_preview or _DNG_VERSION in directory.entries:
        raise Refusal(formats.refusal(formats.format_for_suffix(".dng")))
    check_size(directory.integer(_WIDTH, 0), directory.integer(_HEIGHT, 0))
    samples = directory.integer(_SAMPLES, 1)
    if samples > _MOST_SAMPLES:
        raise Refusal(f"This TIFF picture has {samples:,} channels; at most {_MOST_SAMPLES} can be read.")
    for entry in directory.entries.values():
        if entry.kind not in _BYTE_KINDS and entry.count > _MOST_VALUES:
            raise Refusal("This TIFF file is damaged: a field of its header is impossibly long.")


def _ends_inside_a_strip(image: TiffImageFile, size: int) -> bool:
    """Find out what libtiff would find out, which says it on standard error, past everybody's wishes."""
    if image.info.get("compression") == "tiff_jpeg":  # before 1995; its strips say little
        return False
    for starts, lengths in _PLACES:
        places = zip(image.tag_v2.get(starts, ()), image.tag_v2.get(lengths, ()), strict=False)
        if any(start + length > size for start, length in places):
            return True
    return False


def _buffer(image: TiffImageFile, directory: Directory) -> int:
    """Estimate what decoding takes besides the pixels: the largest strip or tile, which may claim any size."""
    if not image.use_load_libtiff:
        offsets = sorted(tile.offset for tile in image.tile)
        return 2 * max((after - before for before, after in pairwise(offsets)), default=0)
    strip_rows = min(directory.integer(_STRIP_ROWS, 2**32 - 1), directory.integer(_HEIGHT, 1))
    width = directory.integer(_TILE_WIDTH, directory.integer(_WIDTH, 1))
    rows = directory.integer(_TILE_HEIGHT, strip_rows)
    pixel = max(sum(image.tag_v2.get(_BITS, (1,))) / 8, 4)
    return round(width * rows * pixel)
