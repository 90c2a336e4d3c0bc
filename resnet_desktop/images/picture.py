"""A decoded picture, and the error that says why there is none."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resnet_desktop.errors import UserError

UInt8Array = NDArray[np.uint8]


class PictureError(UserError):
    """A file gave no picture.

    Attributes:
        path: the file, or None where the picture did not come from one.
        reason: one sentence for a person, without the path; also what ``str(error)`` gives.
    """

    def __init__(self, path: Path | None, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


@dataclass(frozen=True, eq=False)
class Picture:
    """The pixels of one picture, upright, in RGB.

    Attributes:
        path: where it came from; None for pictures made in memory.
        pixels: (height, width, 3) uint8, RGB, 0 to 255; may be smaller than the picture in the file.
        width: upright width of the picture in the file, px.
        height: upright height of the picture in the file, px.
    """

    path: Path | None
    pixels: UInt8Array
    width: int
    height: int
