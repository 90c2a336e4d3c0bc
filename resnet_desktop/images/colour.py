"""Every kind of pixel that a file can hold becomes RGB with 8 bits for each channel.

Embedded colour profiles of RGB and grey pictures are ignored, as they were when the training data of every network here
was decoded: the network is to see the numbers it knows. CMYK and Lab have no such numbers, so their profiles count.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from resnet_desktop.images.opened import Opened

Converter = Callable[[Image.Image], Image.Image]
"""From a band of a picture, in the picture's mode, to the same band in RGB."""

_BAND_ROWS = 512
_WHITES = ((0, 1), (16, 255), (4096, 65535))


def converter_for(opened: Opened) -> Converter:
    """Choose how a loaded picture's pixels become RGB.

    - 16 bits: 0 becomes 0, the brightest possible value 255, in proportion. Cameras for science and heat keep 8 to
      14 bits in 16; where no value needs more, the brightest that these bits can hold is white.
    - 32-bit whole numbers and floats have no agreed white: 1, 255 or 65,535 is white where the values suggest it,
      else the darkest value becomes 0 and the brightest 255. What is not a number becomes 0.
    - Transparency lies over white.
    - CMYK goes through the embedded profile, else by the plain formula; Adobe's inverted values are put right by the
      reader.

    Args:
        opened: the picture, loaded.
    """
    image = opened.image
    mode = image.mode
    if mode.startswith("I;16"):
        white = min(opened.white, _white_in_use(image))
        return _scaler(0, white, opened.is_negative, transparent=image.info.get("transparency"))
    if mode in ("I", "F"):
        return _scaler(*_range_of(image), opened.is_negative)
    if mode in ("CMYK", "LAB"):
        return _profiled(image)
    if mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        return _over_white
    return _plain


def _plain(band: Image.Image) -> Image.Image:
    return band if band.mode == "RGB" else band.convert("RGB")


def _over_white(band: Image.Image) -> Image.Image:
    if band.mode == "La":
        band = band.convert("LA")
    rgba = band if band.mode == "RGBA" else band.convert("RGBA")
    white = Image.new("RGB", band.size, "white")
    white.paste(rgba, mask=rgba)
    return white


def _profiled(image: Image.Image) -> Converter:
    srgb = ImageCms.createProfile("sRGB")
    try:
        if image.mode == "LAB":
            profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        else:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info.get("icc_profile") or b""))
        transform = ImageCms.buildTransform(profile, srgb, image.mode, "RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return _plain

    def convert(band: Image.Image) -> Image.Image:
        return transform.apply(band)

    return convert


def _scaler(black: float, white: float, is_negative: bool, transparent: object = None) -> Converter:
    if is_negative:
        black, white = white, black
    span = white - black or 1.0

    def convert(band: Image.Image) -> Image.Image:
        values = np.asarray(band)  # (rows, width) uint16, int32 or float32
        scaled = (values.astype(np.float64) - black) * 255 / span
        grey = np.rint(np.clip(np.nan_to_num(scaled, nan=0.0), 0, 255)).astype(np.uint8)
        if isinstance(transparent, int):
            grey[values == transparent] = 255
        return Image.fromarray(grey).convert("RGB")

    return convert


def _white_in_use(image: Image.Image) -> int:
    """Find the brightest value that the bits in use can hold, in a picture with one channel of 16 bits."""
    bits = max(int(band.max()) for band in _bands(image)).bit_length()
    return 2 ** max(bits, 8) - 1 if bits <= 14 else 0xFFFF


def _range_of(image: Image.Image) -> tuple[float, float]:
    """Find the values that are black and white in a picture of 32-bit numbers."""
    darkest, brightest = np.inf, -np.inf
    for band in _bands(image):
        finite = band[np.isfinite(band)]
        if finite.size:
            darkest, brightest = min(darkest, float(finite.min())), max(brightest, float(finite.max()))
    if darkest > brightest:  # nothing is a number
        return 0.0, 1.0
    for floor, white in _WHITES:
        if darkest >= 0 and floor < brightest <= white:
            return 0.0, float(white)
    return darkest, brightest


def _bands(image: Image.Image) -> Iterator[NDArray[Any]]:
    for top in range(0, image.height, _BAND_ROWS):
        yield np.asarray(image.crop((0, top, image.width, min(top + _BAND_ROWS, image.height))))
