"""From a map to pixels: coloured, enlarged, laid over its picture, saved. Arrays in, arrays out."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from resnet_desktop.classification.explanation.heatmap import Box, Heatmap
from resnet_desktop.classification.explanation.methods import ExplanationError, Method
from resnet_desktop.images import Picture, UInt8Array
from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, coloured
from resnet_desktop.paths import write_atomically


def colour_map_of(method: Method) -> str:
    """Choose the table of colours: of a difference the one with two sides."""
    return DIVERGING if method is Method.DIFFERENCE else SEQUENTIAL


def to_rgb(heatmap: Heatmap, width: int, height: int, area: Box | None = None) -> UInt8Array:
    """Colour a map at any size.

    Args:
        heatmap: the map.
        width: px, from 1.
        height: px, from 1.
        area: which part of the picture, upright pixels; None for the map's box.
    Returns:
        (height, width, 3) uint8, RGB.
    """
    values = heatmap.sampled(area or heatmap.box, width, height)
    return coloured(values, heatmap.low, heatmap.high, colour_map_of(heatmap.method))


def to_rgba(heatmap: Heatmap, width: int, height: int, opacity: float = 1.0) -> UInt8Array:
    """Colour a map at any size, to be laid over its box of the picture.

    Args:
        heatmap: the map.
        width: px, from 1.
        height: px, from 1.
        opacity: 0 to 1, the same everywhere.
    Returns:
        (height, width, 4) uint8: red, green and blue, not multiplied by alpha, and alpha.
    """
    alpha = np.full((height, width, 1), round(255 * opacity), np.uint8)
    return np.concatenate([to_rgb(heatmap, width, height), alpha], axis=2)


def scale_rgb(method: Method, length: int) -> UInt8Array:
    """Give the colours of a map's scale.

    Args:
        method: how the map was made.
        length: how many, from 2.
    Returns:
        (length, 3) uint8, RGB, from the map's ``low`` to its ``high``.
    """
    return coloured(np.linspace(0, 1, length, dtype=np.float32), 0, 1, colour_map_of(method))


def over(picture: Picture, heatmap: Heatmap, opacity: float) -> UInt8Array:
    """Lay a map over its picture.

    Args:
        picture: the picture, upright; its pixels may be fewer than the file's.
        heatmap: a map of this picture.
        opacity: of the map, 0 to 1.
    Returns:
        (height, width, 3) uint8, RGB: the picture's pixels, changed only where the map is.
    """
    left, top, right, bottom = _box_in_pixels(picture, heatmap.box)
    colours = _over_pixels(picture, heatmap)
    pixels = picture.pixels.copy()
    part = pixels[top:bottom, left:right]
    part[:] = np.asarray(Image.blend(Image.fromarray(part), Image.fromarray(colours), opacity))
    return pixels


def save_png(
    path: Path, picture: Picture, heatmap: Heatmap, opacity: float = 0.6, *, is_map_only: bool = False
) -> None:
    """Save a picture with its map, or the map alone, as it is shown; what it shows is written into the file.

    Args:
        path: the file to make or to replace.
        picture: the picture, at the size that is wanted.
        heatmap: a map of this picture.
        opacity: of the map, 0 to 1.
        is_map_only: only the map, opaque, as large as its part of the picture.
    Raises:
        ExplanationError: the file cannot be written; an old one is untouched.
    """
    pixels = _over_pixels(picture, heatmap) if is_map_only else over(picture, heatmap, opacity)
    about = PngInfo()
    about.add_itxt("Title", heatmap.text.title)
    about.add_itxt("Description", f"{heatmap.text.sentence} {_scale_text(heatmap)}")
    content = BytesIO()
    Image.fromarray(pixels).save(content, "PNG", pnginfo=about)
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExplanationError(f"The map could not be saved as {path}: {reason}. Choose another place.") from error


def _scale_text(heatmap: Heatmap) -> str:
    return f"Colours from {heatmap.low:.3g} to {heatmap.high:.3g}, {heatmap.text.unit}."


def _over_pixels(picture: Picture, heatmap: Heatmap) -> UInt8Array:
    """Colour a map at the size of its part of the picture's pixels."""
    left, top, right, bottom = _box_in_pixels(picture, heatmap.box)
    across, down = _scale(picture)
    return to_rgb(heatmap, right - left, bottom - top, (left * across, top * down, right * across, bottom * down))


def _scale(picture: Picture) -> tuple[float, float]:
    """The file's pixels for one of these, to the right and down."""
    height, width = picture.pixels.shape[:2]
    return picture.width / width, picture.height / height


def _box_in_pixels(picture: Picture, box: Box) -> tuple[int, int, int, int]:
    """A box in whole ones of the picture's pixels: at least one, and all of them inside."""
    height, width = picture.pixels.shape[:2]
    across, down = _scale(picture)
    left = min(max(round(box[0] / across), 0), width - 1)
    top = min(max(round(box[1] / down), 0), height - 1)
    right = min(max(round(box[2] / across), left + 1), width)
    bottom = min(max(round(box[3] / down), top + 1), height)
    return left, top, right, bottom
