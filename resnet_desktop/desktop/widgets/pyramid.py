"""A picture in halving sizes, so that any size can be painted at once and without jagged edges."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from resnet_desktop.desktop import pixels as qt_pixels

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array

_SMALLEST_PX = 256
_SLACK = 0.98


@dataclass(frozen=True)
class Pyramid:
    """The same picture in several sizes; all show it whole.

    Attributes:
        images: the largest first, each with about half the sides of the one before.
    """

    images: tuple[QImage, ...]

    @property
    def width(self) -> int:
        """Of the largest, px."""
        return self.images[0].width()

    @property
    def height(self) -> int:
        """Of the largest, px."""
        return self.images[0].height()

    def for_width(self, width: float) -> QImage:
        """Choose what to paint from: the smallest that need not be enlarged, else the largest.

        Args:
            width: of the whole picture as it is painted, px of the screen.
        """
        large_enough = [image for image in self.images if image.width() >= width * _SLACK]
        return large_enough[-1] if large_enough else self.images[0]


def make_pyramid(pixels: "UInt8Array") -> Pyramid:
    """Make all sizes of a decoded picture. Called by tasks: 24 megapixels take some tenths of a second and 128 MB.

    Args:
        pixels: (height, width, 3) uint8, RGB.
    """
    import numpy as np  # noqa: PLC0415  the window is painted before NumPy is loaded
    from PIL import Image  # noqa: PLC0415

    images = [qt_pixels.to_image(pixels)]
    while max(pixels.shape[:2]) > _SMALLEST_PX:
        height, width, _ = pixels.shape
        half = max(1, round(width / 2)), max(1, round(height / 2))
        pixels = np.asarray(Image.fromarray(pixels).resize(half, Image.Resampling.BOX))
        images.append(qt_pixels.to_image(pixels))
    return Pyramid(tuple(images))
