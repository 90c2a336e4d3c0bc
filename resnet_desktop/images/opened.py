"""What a reader hands on: a decoder that has read a picture's header, and what is known about the picture."""

from dataclasses import dataclass

from PIL.ImageFile import ImageFile

from resnet_desktop.images.limits import Cost

_NARROW = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}


@dataclass(frozen=True)
class Opened:
    """A picture file of which only the header has been read.

    Attributes:
        image: Pillow's decoder; `load` gives the pixels as they are stored.
        cost: what loading will take.
        is_upright: the decoder turns the picture upright by itself.
        white: brightest value of a channel of 16 bits; fewer bits than 16 may be in use.
        is_negative: 0 is white in a picture of one wide channel.
    """

    image: ImageFile
    cost: Cost
    is_upright: bool = False
    white: int = 0xFFFF
    is_negative: bool = False


def stored_bytes(mode: str) -> int:
    """Tell how many bytes Pillow keeps for each pixel of a mode; four for everything with more than one channel."""
    return _NARROW.get(mode, 4)
