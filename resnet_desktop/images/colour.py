"""Every kind of pixel that a file can hold becomes RGB with 8 bits for each channel.

Embedded colour profiles of RGB and grey pictures are ignored, as they were when the training data of every network here
was decoded: the network is to see the numbers it knows. CMYK and Lab have no such numbers, so their profiles count.
"""

import io
from collections.abc import Callable, Iterator
from math import inf, isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from resnet_desktop.images.opened import Opened
from resnet_desktop.images.picture import UInt8Array

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
        return _table(white, opened.is_negative, image.info.get("transparency"))
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


def _table(white: int, is_negative: bool, transparent: object) -> Converter:
    table = _scaled(np.arange(0x10000, dtype=np.float64), 0, white)
    if is_negative:
        table = 255 - table
    if isinstance(transparent, int):
        table[transparent] = 255

    def convert(band: Image.Image) -> Image.Image:
        return Image.fromarray(table[np.asarray(band)]).convert("RGB")

    return convert


def _scaler(black: float, white: float, is_negative: bool) -> Converter:
    def convert(band: Image.Image) -> Image.Image:
        values: NDArray[Any] = np.array(band, np.float32 if band.mode == "F" else np.float64)  # int32 needs 64 bits
        grey = _scaled(values, black, white)
        return Image.fromarray(255 - grey if is_negative else grey).convert("RGB")

    return convert


def _scaled(values: NDArray[Any], black: float, white: float) -> UInt8Array:
    """Bring values to 0 to 255, in their own memory; what is not a number becomes 0."""
    values -= black
    values *= 255
    values /= white - black or 1.0
    np.clip(values, 0, 255, out=values)
    np.nan_to_num(values, copy=False, nan=0.0)
    return np.asarray(np.rint(values, out=values), np.uint8)


def _white_in_use(image: Image.Image) -> int:
    """Find the brightest value that the bits in use can hold, in a picture with one channel of 16 bits."""
    bits = max(int(band.max()) for band in _bands(image)).bit_length()
    return 2 ** max(bits, 8) - 1 if bits <= 14 else 0xFFFF


def _range_of(image: Image.Image) -> tuple[float, float]:
    """Find the values that are black and white in a picture of 32-bit numbers."""
    darkest, brightest = inf, -inf
    for band in _bands(image):
        low, high = float(band.min()), float(band.max())
        if not (isfinite(low) and isfinite(high)):
            finite = band[np.isfinite(band)]
            if not finite.size:
                continue
            low, high = float(finite.min()), float(finite.max())
        darkest, brightest = min(darkest, low), max(brightest, high)
    if darkest > brightest:  # nothing is a number
        return 0.0, 1.0
    for floor, white in _WHITES:
        if darkest >= 0 and floor < brightest <= white:
            return 0.0, float(white)
    return darkest, brightest


def _bands(image: Image.Image) -> Iterator[NDArray[Any]]:
    for top in range(0, image.height, _BAND_ROWS):
        yield np.asarray(image.crop((0, top, image.width, min(top + _BAND_ROWS, image.height))))
