"""What is kept of a picture so that it can be compared with all others: whether it can be read, and a fingerprint."""

import hashlib
from pathlib import Path

import numpy as np
from PIL import Image

from resnet_desktop.images import PictureError, UInt8Array, decode

LOOK = np.dtype([("is_readable", "?"), ("pixels", "<u8"), ("hash", "<u8"), ("small", "u1", (8, 8, 3))])
"""One picture:

is_readable: false where the file gives no picture; the rest is zero then.
pixels: digest of size and pixels; equal for equal pictures, whatever the file's format, metadata or compression level.
hash: 64 bits, each whether a point is brighter than its left neighbour (dHash). Small changes flip few bits.
small: the whole picture at 8x8, RGB, 0 to 255.
"""

FINGERPRINT_VERSION = 1
"""To be raised with every change that gives the same file another fingerprint."""

_SHORT_SIDE = 64


def look_at(path: Path) -> tuple[np.void, str]:
    """Read one picture.

    Args:
        path: the file.
    Returns:
        Its `LOOK`, and why it cannot be read: one sentence, empty where it can.
    """
    look: np.void = np.zeros(1, LOOK)[0]
    try:
        picture = decode(path, _SHORT_SIDE)
    except PictureError as error:
        return look, error.reason
    look["is_readable"] = True
    look["pixels"] = _digest(picture.pixels, picture.width, picture.height)
    image = Image.fromarray(picture.pixels)
    look["hash"] = difference_hash(image)
    look["small"] = np.asarray(image.resize((8, 8), Image.Resampling.BOX))
    return look, ""


def difference_hash(image: Image.Image) -> int:
    """Tell for each point of an 8x8 grid whether it is brighter than its left neighbour; 64 bits.

    Source:
        dHash, https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html
    """
    grey = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.BOX))
    bits = np.packbits(grey[:, 1:] > grey[:, :-1])
    return int.from_bytes(bits.tobytes(), "little")


def _digest(pixels: UInt8Array, width: int, height: int) -> int:
    digest = hashlib.blake2b(f"{width}x{height}".encode(), digest_size=8)
    digest.update(np.ascontiguousarray(pixels).data)
    return int.from_bytes(digest.digest(), "little")
