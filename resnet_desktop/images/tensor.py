"""From decoded pictures to the network's input: the only way there, for every use."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from resnet_desktop.images.picture import Picture, PictureError, UInt8Array
from resnet_desktop.images.preprocessing import Preprocessing

# One filter in both directions. Pillow widens it with the reduction, so that reducing is antialiased; and it keeps more
# of the fine detail than bilinear does, both when a photo is reduced to 32 px and when 32 px are enlarged again.
_FILTER = Image.Resampling.BICUBIC


def to_input(picture: Picture, preprocessing: Preprocessing) -> UInt8Array:
    """Bring one decoded picture to the network's input size.

    Args:
        picture: decoded, upright, RGB; any size from 1x1.
        preprocessing: the square to take and its size.
    Returns:
        (input_size, input_size, 3) uint8, RGB, 0 to 255; the caller's own.
    Raises:
        PictureError: the picture has no pixels; carries its path.
    Source:
        short side to input_size / crop_fraction, antialiased, centre crop: the evaluation recipe of He et al. 2015.
    """
    height, width = picture.pixels.shape[:2]
    if not (height and width):
        raise PictureError(picture.path, "The picture has no pixels.")
    box = preprocessing.crop_box(width, height)
    side = box[2] - box[0]
    image = Image.fromarray(picture.pixels)
    if preprocessing.source_size is not None and side > preprocessing.source_size:
        image = image.resize((preprocessing.source_size,) * 2, _FILTER, box=box)
        box = (0, 0, *image.size)
    # Resizing only the box equals resizing the whole picture and cropping it: the filter still reads beyond the box.
    return np.array(image.resize((preprocessing.input_size,) * 2, _FILTER, box=box))


def to_batch(pictures: Sequence[Picture], preprocessing: Preprocessing) -> UInt8Array:
    """Bring decoded pictures to the network's input size.

    Args:
        pictures: decoded, upright, RGB; any size from 1x1, not necessarily the same.
        preprocessing: the square to take and its size.
    Returns:
        (n, input_size, input_size, 3) uint8, RGB, 0 to 255.
    Raises:
        PictureError: a picture has no pixels; carries its path.
    """
    size = preprocessing.input_size
    batch = np.empty((len(pictures), size, size, 3), np.uint8)
    for row, picture in zip(batch, pictures, strict=True):
        row[:] = to_input(picture, preprocessing)  # (size, size, 3)
    return batch


def short_side_for(preprocessing: Preprocessing) -> int:
    """Tell how large a picture must be decoded for this input.

    Returns:
        The short side to hand to `decode`, px: where it is kept, `to_input` only reduces.
    """
    seen = preprocessing.source_size or preprocessing.input_size
    return -int(-seen // preprocessing.crop_fraction)
