"""Saving what a layer gave out: its numbers as NPY, its channels or one of them as PNG."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.errors import UserError
from resnet_desktop.images import UInt8Array
from resnet_desktop.paths import write_atomically

_SMALLEST_SIDE_PX = 512
"""A map of 7x7 would be a speck in any program that shows pictures."""


class SavingError(UserError):
    """Maps cannot be saved."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"The maps could not be saved as {path}: {reason}. Choose another place.")


def save_npy(path: Path, values: FloatArray) -> None:
    """Save a layer's numbers for `numpy.load`.

    Args:
        path: the file to make or to replace.
        values: (height, width, channels) or (features,), float32.
    Raises:
        SavingError: the file cannot be written; an old one is untouched.
    """
    content = BytesIO()
    np.save(content, np.ascontiguousarray(values), allow_pickle=False)
    _write(path, content)


def save_png(path: Path, picture: UInt8Array, title: str, description: str) -> None:
    """Save coloured maps; what they show is written into the file.

    Args:
        path: the file to make or to replace.
        picture: (height, width, 3) uint8, RGB; enlarged by a whole number while it is small.
        title: what it shows.
        description: of whom, and what the colours mean.
    Raises:
        SavingError: the file cannot be written; an old one is untouched.
    """
    times = max(1, _SMALLEST_SIDE_PX // max(picture.shape[:2]))
    enlarged = picture.repeat(times, axis=0).repeat(times, axis=1)
    about = PngInfo()
    about.add_itxt("Title", title)
    about.add_itxt("Description", description)
    content = BytesIO()
    Image.fromarray(enlarged).save(content, "PNG", pnginfo=about)
    _write(path, content)


def _write(path: Path, content: BytesIO) -> None:
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise SavingError(path, error) from error
