"""A picture file as a network gets it: decoded and brought to its input in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from resnet_desktop.images.decoding import decode
from resnet_desktop.images.picture import PictureError, UInt8Array
from resnet_desktop.images.preprocessing import Preprocessing
from resnet_desktop.images.tensor import short_side_for, to_input
from resnet_desktop.jobs import Control


@dataclass(frozen=True, eq=False)
class Input:
    """A picture as the network gets it: all that is kept of it.

    Attributes:
        pixels: (input_size, input_size, 3) uint8, RGB, 0 to 255.
        width: upright width of the picture in the file, px.
        height: upright height of the picture in the file, px.
    """

    pixels: UInt8Array
    width: int
    height: int


Read = Callable[[Path, Preprocessing, Control], Input | str]
"""Gives a file's input, or one sentence that says why there is none. May be called from any number of threads."""


def read_input(path: Path, preprocessing: Preprocessing, _control: Control | None = None) -> Input | str:
    """Decode a file here, in this thread; see `Read`."""
    try:
        picture = decode(path, short_side_for(preprocessing))
        return Input(to_input(picture, preprocessing), picture.width, picture.height)
    except PictureError as error:
        return error.reason
    except MemoryError:
        return "There is not enough memory for this picture."
