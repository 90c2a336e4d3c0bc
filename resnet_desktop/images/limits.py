"""How much of this machine one picture may take, decided from its header before any pixel is decoded."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from resnet_desktop.images.reasons import Refusal

MOST_PIXELS = 200_000_000
"""The largest sensors have 200 megapixels; what says it has more is a bomb or wants a different program."""
LONGEST_SIDE = 65_535
MOST_MEMORY = 850_000_000
"""Bytes, at the peak of decoding and converting one picture; with the program around it stays below 1 GB."""
_LARGE = 250_000_000

_large_lane = threading.Lock()


@dataclass(frozen=True)
class Cost:
    """What decoding a picture takes at its peak.

    Attributes:
        full: bytes for each pixel of the file, however small the result: buffers of the decoder.
        drafted: bytes for each pixel that the decoder gives out; fewer of them where it can draft.
        can_draft: the decoder itself can reduce the picture by 2, 4 or 8.
        extra: further bytes: whole files in memory, buffers for strips and tiles.
    """

    full: float
    drafted: float = 0.0
    can_draft: bool = False
    extra: int = 0

    def memory(self, width: int, height: int, reduction: int) -> int:
        """Estimate the peak.

        Args:
            width: of the picture in the file, px.
            height: of the picture in the file, px.
            reduction: how many times smaller, on each side, the pixels are that come out.
        Returns:
            Bytes, the (height, width, 3) result included.
        """
        out = width * height / reduction**2
        decoded = width * height / (min(reduction, 8) ** 2 if self.can_draft else 1)
        return round(width * height * self.full + decoded * self.drafted + 3 * out) + self.extra


def check_size(width: int, height: int) -> None:
    """Refuse a picture by its width and height.

    Raises:
        Refusal: it has no pixels, or more than any camera makes.
    """
    if width < 1 or height < 1:
        raise Refusal("The picture has no pixels.")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refusal(
            f"The picture says it is {width:,} x {height:,} pixels; "
            f"at most {MOST_PIXELS // 1_000_000} megapixels and {LONGEST_SIDE:,} on a side are opened."
        )


def least_reduction(cost: Cost, width: int, height: int) -> int:
    """Find how far a picture must be reduced while decoding to fit into memory.

    Returns:
        1, 2, 4 or 8: the pixels come out that many times smaller on each side.
    Raises:
        Refusal: it does not fit however small.
    """
    for reduction in (1, 2, 4, 8):
        if cost.memory(width, height, reduction) <= MOST_MEMORY:
            return reduction
    needed = cost.memory(width, height, 8) / 1e9
    raise Refusal(
        f"Opening this picture of {width:,} x {height:,} pixels would take {needed:.1f} GB of memory; "
        f"{MOST_MEMORY / 1e9:.2g} GB are allowed."
    )


@contextmanager
def lane(memory: int) -> Iterator[None]:
    """Let large pictures pass one at a time, so that many decoding threads together stay within bounds.

    Args:
        memory: what this one takes, bytes.
    """
    if memory < _LARGE:
        yield
    else:
        with _large_lane:
            yield
