"""From a file to pixels."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from resnet_desktop.images.picture import Picture, PictureError

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")


def decode(path: Path | str, short_side: int | None = None) -> Picture:
    """Read a picture file, upright, as RGB."""
    path = Path(path)
    try:
        with Image.open(path, formats=_FORMATS) as image:
            size = image.size
            if short_side is not None:
                image.draft(None, (2 * short_side, 2 * short_side))  # type: ignore[no-untyped-call]
            upright = ImageOps.exif_transpose(image)
            turned = image.getexif().get(0x0112, 1) >= 5
            pixels = np.asarray(upright.convert("RGB"))
    except Exception as error:
        raise PictureError(path, f"The picture cannot be read: {error}".splitlines()[0]) from error
    width, height = size[::-1] if turned else size
    return Picture(path, pixels, width, height)
