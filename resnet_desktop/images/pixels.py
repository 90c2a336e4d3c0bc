"""From a loaded picture, as its file stores it, to the upright RGB array."""

import numpy as np

from resnet_desktop.images.colour import converter_for
from resnet_desktop.images.opened import Opened
from resnet_desktop.images.orientation import as_stored, is_turned
from resnet_desktop.images.picture import UInt8Array

_BAND_PIXELS = 2_000_000


def upright_rgb(opened: Opened, orientation: int, reduction: int) -> UInt8Array:
    """Convert a loaded picture, band by band, so that it never takes twice its memory.

    Args:
        opened: the picture, loaded.
        orientation: 1 to 8.
        reduction: how many times smaller, on each side, the result is; each pixel is the mean of a square.
    Returns:
        (height, width, 3) uint8, RGB, upright, read-only.
    """
    image = opened.image
    convert = converter_for(opened)
    band_height = max(_BAND_PIXELS // image.width // reduction, 1) * reduction
    if band_height >= image.height and orientation == 1:
        whole = convert(image)
        return np.asarray(whole.reduce(reduction) if reduction > 1 else whole)
    width, height = -(-image.width // reduction), -(-image.height // reduction)
    upright = np.empty((width, height, 3) if is_turned(orientation) else (height, width, 3), np.uint8)
    stored = as_stored(upright, orientation)  # (height, width, 3)
    for top in range(0, image.height, band_height):
        band = convert(image.crop((0, top, image.width, min(top + band_height, image.height))))
        if reduction > 1:
            band = band.reduce(reduction)
        row = top // reduction
        stored[row : row + band.height] = np.asarray(band)
    upright.flags.writeable = False
    return upright
