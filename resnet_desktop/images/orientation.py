"""Which way up a picture is, and how its stored rows and columns lie in the upright one.

Source: EXIF 2.32, tag 0x0112; the XMP property tiff:Orientation says the same where there is no EXIF data.
"""

import re
from collections.abc import Mapping
from typing import Any

from resnet_desktop.images.picture import UInt8Array
from resnet_desktop.images.tiff_header import TiffError, read_directory

ORIENTATION_TAG = 0x0112
# The stored (rows, columns) run along (1) or against (-1) the upright axis on which they lie. 6: the first row is the
# right side, the first column the top, so rows run against x, columns along y.
_DIRECTIONS = {2: (1, -1), 3: (-1, -1), 4: (-1, 1), 6: (-1, 1), 7: (-1, -1), 8: (1, -1)}
_XMP_ORIENTATION = re.compile(rb"tiff:Orientation(?:\s*=\s*[\"']|>)\s*([1-8])")
_XMP_KEYS = ("xmp", "XML:com.adobe.xmp")
_PROFILE_KEY = "Raw profile type exif"  # where ImageMagick puts EXIF data in a PNG file, as hexadecimal text


def orientation_of(info: Mapping[Any, object]) -> int:
    """Read a picture's orientation from the metadata that Pillow found.

    Args:
        info: `PIL.Image.Image.info`, after loading (PNG files may have it at their end).
    Returns:
        1 to 8; 1, upright, where the metadata says nothing or nothing sensible.
    """
    exif = info.get("exif") or _from_text_profile(info.get(_PROFILE_KEY))
    if isinstance(exif, bytes):
        try:
            value = read_directory(exif.removeprefix(b"Exif\0\0")).integer(ORIENTATION_TAG, 0)
        except TiffError:
            value = 0
        if value:
            return value if value <= 8 else 1
    for key in _XMP_KEYS:
        xmp = info.get(key)
        text = xmp.encode(errors="replace") if isinstance(xmp, str) else xmp
        if isinstance(text, bytes) and (found := _XMP_ORIENTATION.search(text)):
            return int(found[1])
    return 1


def is_turned(orientation: int) -> bool:
    """Tell whether the stored rows are the upright picture's columns."""
    return orientation >= 5


def as_stored(upright: UInt8Array, orientation: int) -> UInt8Array:
    """Look at an upright picture the way its file stores it.

    Args:
        upright: (height, width, 3).
        orientation: 1 to 8.
    Returns:
        A view, (stored height, stored width, 3): what is written to it lands upright.
    """
    if is_turned(orientation):
        upright = upright.swapaxes(0, 1)
    rows, columns = _DIRECTIONS.get(orientation, (1, 1))
    return upright[::rows, ::columns]


def _from_text_profile(profile: object) -> bytes | None:
    if not isinstance(profile, str):
        return None
    try:
        return bytes.fromhex("".join(profile.split("\n")[3:]))
    except ValueError:
        return None
