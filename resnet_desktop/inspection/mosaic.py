"""From the maps of a layer to colours: which value gets which, and many channels as one picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from resnet_desktop.engines.protocol import FloatArray
from resnet_desktop.images import UInt8Array
from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, colour_table, coloured
from resnet_desktop.inspection.activations import Activations
from resnet_desktop.inspection.channels import Channels

PER_CHANNEL = "channel"
PER_LAYER = "layer"
PER_NETWORK = "network"

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_OVERLAY_PX = 448


@dataclass(frozen=True, eq=False)
class Scale:
    """Which value gets which colour.

    Attributes:
        table: `SEQUENTIAL` from zero up, or `DIVERGING` with zero in its middle.
        lows: (channels,) the value of the first colour.
        highs: (channels,) the value of the last colour, always above ``lows``.
    """

    table: str
    lows: FloatArray
    highs: FloatArray

    def colours(self, length: int = 256) -> list[tuple[int, int, int]]:
        """Red, green and blue of the scale itself, from its lowest value to its highest."""
        ramp = coloured(np.linspace(0, 1, length, dtype=np.float32), 0, 1, self.table)
        return [(int(red), int(green), int(blue)) for red, green, blue in ramp]


def scale_for(activations: Activations, name: str, channels: Channels, per: str) -> Scale:
    """Choose the colours of a layer.

    Layers without values below zero run from zero to the largest value; all others are white at zero and reach as far
    down as up.

    Args:
        activations: of the picture.
        name: of the layer.
        channels: what is known of its channels.
        per: `PER_CHANNEL`: each channel uses all colours; `PER_LAYER`: channels can be compared; `PER_NETWORK`: layers
            that are coloured alike can be compared.
    """
    is_signed = activations.is_signed(name)
    if per == PER_CHANNEL:
        lows, highs = channels.lows, channels.highs
    else:
        low, high = activations.ranges[name] if per == PER_LAYER else activations.network_range(is_signed=is_signed)
        lows, highs = np.full(channels.count, low, np.float32), np.full(channels.count, high, np.float32)
    reach = np.maximum(np.abs(lows), np.abs(highs)) if is_signed else highs
    reach = np.where(reach > 0, reach, np.float32(1))
    return Scale(DIVERGING if is_signed else SEQUENTIAL, -reach if is_signed else np.zeros_like(reach), reach)


def tiles(maps: FloatArray, numbers: Sequence[int] | NDArray[np.intp], scale: Scale) -> UInt8Array:
    """Colour some channels.

    Args:
        maps: (height, width, channels).
        numbers: which channels, from 0.
        scale: their colours.
    Returns:
        (len(numbers), height, width, 3) uint8, RGB.
    """
    chosen = np.asarray(numbers, np.intp)
    values = np.take(maps, chosen, axis=2)  # (height, width, n)
    lows, highs = scale.lows[chosen], scale.highs[chosen]
    last = len(colour_table(scale.table)) - 1
    steps = np.clip((values - lows) * (last / (highs - lows)), 0, last)
    colours: UInt8Array = colour_table(scale.table)[np.rint(steps).astype(np.int16).transpose(2, 0, 1)]
    return colours


def mosaic(
    maps: FloatArray,
    numbers: Sequence[int] | NDArray[np.intp],
    scale: Scale,
    columns: int,
    gap: int = 1,
    ground: tuple[int, int, int] = (128, 128, 128),
) -> UInt8Array:
    """Put channels beside and below each other, one pixel for each of their values.

    Args:
        maps: (height, width, channels).
        numbers: which channels, in reading order, from 0; at least one.
        scale: their colours.
        columns: in each line, from 1.
        gap: between channels, px.
        ground: the colour of gaps and of what is left of the last line: red, green, blue.
    Returns:
        (height, width, 3) uint8, RGB.
    """
    coloured_tiles = tiles(maps, numbers, scale)
    count, height, width, _ = coloured_tiles.shape
    columns = min(columns, count)
    lines = -(-count // columns)
    picture = np.empty((lines * (height + gap) - gap, columns * (width + gap) - gap, 3), np.uint8)
    picture[:] = ground
    for place, tile in enumerate(coloured_tiles):
        line, column = divmod(place, columns)
        top, left = line * (height + gap), column * (width + gap)
        picture[top : top + height, left : left + width] = tile
    return picture


def over_picture(picture: UInt8Array, tile: UInt8Array, box: Box, opacity: float) -> UInt8Array:
    """Lay a coloured channel over the picture, smoothly enlarged.

    Args:
        picture: (height, width, 3) uint8, RGB: what the network sees.
        tile: (rows, columns, 3) uint8, RGB: one channel.
        box: where the channel lies: left, top, right, bottom in px of the picture; parts may be outside.
        opacity: of the channel, 0 to 1.
    Returns:
        (height, width, 3) times a whole number that makes a small picture large enough to be looked at, uint8, RGB.
    """
    times = max(1, _OVERLAY_PX // max(picture.shape[:2]))
    ground = Image.fromarray(picture.repeat(times, axis=0).repeat(times, axis=1))
    left, top, right, bottom = (times * edge for edge in box)
    inside = (
        max(0, round(left)),
        max(0, round(top)),
        min(ground.width, round(right)),
        min(ground.height, round(bottom)),
    )
    rows, columns = tile.shape[:2]
    part = tuple(
        min(cells, max(0.0, (edge - start) / (stop - start) * cells))
        for edge, start, stop, cells in zip(
            inside, (left, top, left, top), (right, bottom, right, bottom), (columns, rows, columns, rows), strict=True
        )
    )
    size = inside[2] - inside[0], inside[3] - inside[1]
    enlarged = Image.fromarray(tile).resize(size, Image.Resampling.BILINEAR, part)
    ground.paste(Image.blend(ground.crop(inside), enlarged, opacity), inside[:2])
    return np.asarray(ground)
