"""The colours of a drawing: those of paper here, those of the window's theme from the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from resnet_desktop.network.drawing.elements import BoxKind
from resnet_desktop.network.layers import Kind

CONVOLUTIONAL = "#0072B2"
IDENTITY = "#009E73"
SHORTCUT = "#E69F00"
ADDITION = "#D55E00"
OTHER = "#7F8794"
LAYERS = {
    Kind.CONVOLUTION: "#56B4E9",
    Kind.BATCH_NORM: "#CC79A7",
    Kind.RELU: "#F0E442",
    Kind.ADD: ADDITION,
}
"""Kinds of layers that have a colour; all else is `OTHER`."""

BOXES = {BoxKind.CONVOLUTIONAL: CONVOLUTIONAL, BoxKind.IDENTITY: IDENTITY}

_VIRIDIS = ("#440154", "#414487", "#2A788E", "#22A884", "#7AD151", "#FDE725")


@dataclass(frozen=True)
class Palette:
    """What has no meaning of its own and follows the theme, ``#RRGGBB``.

    Attributes:
        ground: behind the drawing.
        surface: inside of boxes.
        frame: inside of an expanded stage.
        line: borders of what has no colour of its own.
        text: titles.
        text2: sizes of tensors, arrows.
    """

    ground: str = "#FFFFFF"
    surface: str = "#FFFFFF"
    frame: str = "#F6F7F9"
    line: str = "#B9C0CB"
    text: str = "#1A1D23"
    text2: str = "#5B6472"


PAPER = Palette()
"""For files: light whatever the window's theme is."""


def mix(base: str, other: str, share: float) -> str:
    """Blend two colours ``#RRGGBB``; share is how much of ``other``, 0 to 1."""
    parts = zip(_parts(base), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def for_value(value: float) -> str:
    """Colour a number between 0 and 1: viridis, the even map that the program uses everywhere."""
    place = min(1.0, max(0.0, value)) * (len(_VIRIDIS) - 1)
    below = min(int(place), len(_VIRIDIS) - 2)
    return mix(_VIRIDIS[below], _VIRIDIS[below + 1], place - below)


def ink_on(fill: str) -> str:
    """Choose black or white for text on a colour."""
    red, green, blue = _parts(fill)
    return "#FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else "#10131A"


def _parts(colour: str) -> Sequence[int]:
    return tuple(bytes.fromhex(colour[1:]))
