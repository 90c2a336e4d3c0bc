"""From decoded pixels to Qt's pictures, without holding up the window.

Qt's own conversions of pictures keep Python's lock, 40 ms for a camera photo, during which the window stands still;
NumPy and Pillow let go of it. Everything here is called by tasks.
"""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from resnet_desktop.images import UInt8Array


def to_image(pixels: "UInt8Array") -> QImage:
    """Make Qt's picture of decoded pixels.

    Args:
        pixels: (height, width, 3) uint8, RGB.
    Returns:
        The same picture, 32 bits a pixel. It holds on to memory of NumPy's as long as this object lives; copies made
        by Qt do not, so pass the object itself on.
    """
    import numpy as np  # noqa: PLC0415  the window is painted before NumPy is loaded

    height, width, _ = pixels.shape
    packed = np.empty((height, width, 4), np.uint8)
    packed[..., :3] = pixels[..., ::-1]  # Qt's 32-bit pixels are B, G, R, opaque in memory
    packed[..., 3] = 255
    return QImage(packed.data, width, height, 4 * width, QImage.Format.Format_RGB32)


def fit_inside(pixels: "UInt8Array", side: int) -> "UInt8Array":
    """Make a picture smaller, antialiased, so that its long side is at most ``side`` px.

    Args:
        pixels: (height, width, 3) uint8, RGB.
        side: px.
    Returns:
        (height, width, 3) uint8, RGB; the same object where it was small enough.
    """
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    height, width, _ = pixels.shape
    scale = side / max(height, width)
    if scale >= 1:
        return pixels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC, reducing_gap=2))
