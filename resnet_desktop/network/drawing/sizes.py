"""How large things are drawn: a tensor's map gives a box its width, its channels give the height."""

from collections.abc import Sequence
from math import log2

MARGIN = 10.0
"""Around the whole drawing."""
GUTTER = 20.0
"""Between two columns, for the arrow that goes from one to the next."""
HEADER = 22.0
"""The line at the top of a stage's frame."""
BLOCK_HEADER = 18.0
"""The line at the top of a block's frame."""
PADDING = 8.0
"""Between a frame and what it holds."""
LABEL_GAP = 18.0
"""Of an arrow with its tensor's size on it."""
CLOSE_GAP = 5.0
"""Of an arrow between layers that belong together."""
LABEL_DROP = 8.0
"""From where an arrow begins down to the middle of its text."""
LABEL_SHIFT = 6.0
"""From an arrow to the right to its text."""
STEP = 8.0
"""From where the shortcut leaves to the box below."""
SHEETS = 5.0
"""How far a collapsed stage's other sheets stand out below and to the right."""
SMALL_PLUS = 6.0
"""Radius of the addition of a collapsed block."""
PLUS = 9.0
"""Radius of the addition among layers."""
ARC_ROOM = 13.0
"""From a collapsed block to the shortcut that goes around it."""
PROJECTION = (20.0, 20.0)
"""Width and height of the projection on the shortcut of a collapsed block."""

TITLE_PX = 12.0
TEXT_PX = 10.0
SMALL_PX = 9.0
_ADVANCE = 0.6
"""Mean width of a character, of its size: enough for every usual sans serif."""


def text_width(words: str, size: float) -> float:
    """Estimate how wide a line is, px; titles are semibold."""
    return len(words) * size * _ADVANCE * (1.1 if size >= TITLE_PX else 1)


def block_size(shape: Sequence[int]) -> tuple[float, float]:
    """Size the box of a block or a stem: 8 px of width for each doubling of the map, 4 px of height for the channels.

    Args:
        shape: (height, width, channels) or (features,) of the tensor that leaves it.
    Returns:
        Width and height, px.
    """
    side, channels = _side(shape), shape[-1]
    return min(118.0, max(50.0, 30 + 8 * log2(side))), min(60.0, max(28.0, 28 + 4 * (log2(channels) - 6)))


def layer_size(shape: Sequence[int], lines: Sequence[str]) -> tuple[float, float]:
    """Size the box of a layer: wider for larger maps, higher for more channels, never too small for its words."""
    side, channels = _side(shape), shape[-1]
    words = max(text_width(line, TEXT_PX if place == 0 else SMALL_PX) for place, line in enumerate(lines)) + 12
    width = max(words, 56 + 6 * log2(side))
    return width, 12.0 * len(lines) + 4 + min(12.0, max(0.0, log2(channels) - 4) * (1.2 if len(lines) > 1 else 0.4))


def _side(shape: Sequence[int]) -> int:
    return shape[0] if len(shape) == 3 else 1
