"""One reader for each format: check the header, open Pillow's decoder, say what decoding will cost.

The decoders are called directly and not through `PIL.Image.open`, which would register further formats, try them one
after the other, and hold the size against a limit that belongs to the host program.
"""

import os
from typing import BinaryIO

from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from resnet_desktop.images import formats
from resnet_desktop.images.limits import Cost, check_size, least_reduction
from resnet_desktop.images.opened import Opened, stored_bytes
from resnet_desktop.images.reasons import Refusal
from resnet_desktop.images.tiff_reader import open_tiff

_LARGEST_FILE_IN_MEMORY = 200_000_000
_LARGEST_PNG = 400_000_000  # one chunk of a PNG file may be as long as the file, and is read as a whole
_LARGEST_RLE_BMP = 16_000_000  # Pillow unpacks these in Python, some million bytes a second
_MOST_SCANNED_PIXELS = 3_000_000_000  # every scan of a progressive JPEG goes over the whole picture: 3 s
_BLOCK = 1 << 20

# Bytes for each pixel at the peak of `load`, measured: two canvases, the frame as bytes, Pillow's pixels.
_WEBP_COST = 16.1
# YUV in up to 4:4:4 at 16 bits, RGB, the frame as bytes, Pillow's pixels (8 bits, 4:2:0: 9.3).
_AVIF_COST = 16.0
# The same in libheif, which gives out 8 bits (4:2:0: 7.4 at 8 bits, 7.9 at 10 bits).
_HEIC_COST = 12.0


def open_jpeg(file: BinaryIO, _head: bytes) -> Opened:
    """Open a JPEG file; of a file with several pictures (MPO) the first."""
    image = _JpegWithoutResolution(file)
    check_size(*image.size)
    coefficients = 0.0
    if _has_many_scans(file, image.layers):
        _check_scans(file, image.width * image.height)
        sampling = [vertical * horizontal for _, vertical, horizontal, _ in image.layer]
        coefficients = 2 * sum(sampling) / max(*sampling, 1)  # 16 bits each, kept until the last scan
    return Opened(image, Cost(coefficients, stored_bytes(image.mode), can_draft=True))


def open_png(file: BinaryIO, _head: bytes) -> Opened:
    """Open a PNG file; of an animation the first picture."""
    _check_file_size(file, _LARGEST_PNG, formats.PNG.name)
    image = PngImageFile(file)
    return Opened(image, Cost(stored_bytes(image.mode)))


def open_webp(file: BinaryIO, head: bytes) -> Opened:
    """Open a WebP file; of an animation the first picture."""
    cost = Cost(_WEBP_COST, extra=2 * _check_file_size(file, _LARGEST_FILE_IN_MEMORY, formats.WEBP.name))
    if size := _webp_size(head):
        check_size(*size)
        least_reduction(cost, *size)  # the decoder takes its memory while it opens
    return Opened(WebPImageFile(file), cost)


def open_bmp(file: BinaryIO, _head: bytes) -> Opened:
    """Open a BMP file."""
    image = BmpImageFile(file)
    if image.tile[0].codec_name == "bmp_rle":
        _check_file_size(file, _LARGEST_RLE_BMP, "run-length encoded BMP")
    return Opened(image, Cost(stored_bytes(image.mode)))


def open_gif(file: BinaryIO, head: bytes) -> Opened:
    """Open a GIF file; of an animation the first picture."""
    width, height = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    check_size(max(width, 1), max(height, 1))  # the decoder takes memory while it opens
    image = GifImageFile(file)
    return Opened(image, Cost(2 * stored_bytes(image.mode)))


def open_avif(file: BinaryIO, _head: bytes) -> Opened:
    """Open an AVIF file; of a sequence the first picture."""
    size = _check_file_size(file, _LARGEST_FILE_IN_MEMORY, formats.AVIF.name)
    return Opened(AvifImageFile(file), Cost(_AVIF_COST, extra=2 * size))


def open_heic(file: BinaryIO, _head: bytes) -> Opened:
    """Open a HEIC file; of a collection its primary picture. The decoder turns it upright."""
    from pillow_heif.as_plugin import HeifImageFile  # noqa: PLC0415  # 20 ms, for a format that many never meet

    size = _check_file_size(file, _LARGEST_FILE_IN_MEMORY, formats.HEIC.name)
    image: ImageFile = HeifImageFile(file)  # type: ignore[no-untyped-call]
    return Opened(image, Cost(_HEIC_COST, extra=2 * size), is_upright=True)


READERS = {
    formats.JPEG: open_jpeg,
    formats.PNG: open_png,
    formats.WEBP: open_webp,
    formats.BMP: open_bmp,
    formats.GIF: open_gif,
    formats.TIFF: open_tiff,
    formats.AVIF: open_avif,
    formats.HEIC: open_heic,
}
"""For each supported format the function (open file at its start, first bytes) -> Opened.

Raises:
    Refusal: the header forbids going on.
    Exception: whatever Pillow raises on a damaged file.
"""


class _JpegWithoutResolution(JpegImageFile):
    """JPEG without the search for dots per inch in EXIF data: slow, and damaged EXIF data may raise anything."""

    def _read_dpi_from_exif(self) -> None:
        pass


def _has_many_scans(file: BinaryIO, components: int) -> bool:
    """Tell whether the first scan lacks components or is a first approximation; the file is just behind its header."""
    header = 2 + 6 + 2 * components  # marker, then length, count, two bytes for each component, three more
    file.seek(max(file.tell() - header, 0))
    start = file.read(header)
    is_complete = start[:5] == bytes((0xFF, 0xDA, 0, header - 2, components))
    return not (is_complete and start[-3:] == b"\x00\x3f\x00")  # all 64 frequencies at full precision


def _check_scans(file: BinaryIO, pixels: int) -> None:
    file.seek(0)
    scans, previous = 0, b""
    while block := file.read(_BLOCK):
        scans += block.count(b"\xff\xda") + (previous == b"\xff" and block[0] == 0xDA)
        previous = block[-1:]
    if scans * pixels > _MOST_SCANNED_PIXELS:
        raise Refusal(f"This JPEG file goes over its {pixels / 1e6:,.0f} megapixels {scans:,} times: too often.")


def _webp_size(head: bytes) -> tuple[int, int] | None:
    """Read the canvas size from the first chunk. Source: RFC 9649."""
    chunk = head[12:16]
    if chunk == b"VP8X" and len(head) >= 30:
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if chunk == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and len(head) >= 30:
        return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    return None


def _check_file_size(file: BinaryIO, largest: int, name: str) -> int:
    size = os.fstat(file.fileno()).st_size
    if size > largest:
        raise Refusal(f"This {name} file has {size / 1e6:,.0f} MB; at most {largest / 1e6:,.0f} MB are read.")
    return size
