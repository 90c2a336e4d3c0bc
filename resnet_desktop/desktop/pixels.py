"""From decoded pixels to Qt's pictures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from resnet_desktop.images import Picture


def to_image(picture: "Picture") -> QImage:
    """Copy a picture's pixels; may be called on any thread.

    Returns:
        The picture at the size its pixels have, RGB, 32 bits a pixel.
    """
    height, width, channels = picture.pixels.shape
    packed = picture.pixels.tobytes()  # (height, width, 3) without gaps between the rows
    shared = QImage(packed, width, height, width * channels, QImage.Format.Format_RGB888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)  # owns its pixels


def fit_inside(image: QImage, side: int) -> QImage:
    """Make a picture smaller so that its long side is at most ``side`` px."""
    if max(image.width(), image.height()) <= side:
        return image
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, mode)


def middle_square(image: QImage, side: int) -> QImage:
    """Cut the middle square out of a picture and bring it to ``side`` px."""
    short = min(image.width(), image.height())
    box = QRect((image.width() - short) // 2, (image.height() - short) // 2, short, short)
    mode = Qt.TransformationMode.SmoothTransformation
    return image.copy(box).scaled(QSize(side, side), Qt.AspectRatioMode.IgnoreAspectRatio, mode)
