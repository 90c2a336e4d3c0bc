"""What is painted of a picture and over it, in the picture's own coordinates: pixels, a map, the network's crop."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.framing import MOST_FITTED, Box, Framing
from resnet_desktop.desktop.widgets.pyramid import Pyramid

_DIMMED = QColor(0, 0, 0, 96)
_HALO_OPACITY = 0.7
_LINE_PX = 2
_MARGIN_PX = 2


@dataclass(frozen=True)
class MapLayer:
    """A map that lies over a picture.

    Attributes:
        image: coloured already, any size; its transparent parts let the picture through.
        box: the part of the picture that it covers, px of the picture.
    """

    image: QImage
    box: Box


@dataclass(frozen=True)
class Shown:
    """All that is to be seen of a picture; `paint` needs nothing else, so a task may paint it too.

    Attributes:
        pyramid: the picture's pixels, maybe fewer than the file has.
        map_layer: the map over it, if there is one.
        map_opacity: 0 to 1.
        is_map_only: the picture is hidden while there is a map, which is then opaque.
        crop: what the network sees, px of the picture; None where it is not to be drawn.
        has_square_pixels: its pixels are what somebody wants to see: they are squares, however much it is enlarged.
    """

    pyramid: Pyramid
    map_layer: MapLayer | None = None
    map_opacity: float = 0.6
    is_map_only: bool = False
    crop: Box | None = None
    has_square_pixels: bool = False


def paint(painter: QPainter, shown: Shown, framing: Framing) -> None:
    """Paint a picture with what lies over it.

    Args:
        painter: of a view, or of an image.
        shown: what is to be seen.
        framing: how it lies in the view.
    """
    framing = framing.on_grid()
    whole = QRectF(0, 0, *framing.picture)
    layer = shown.map_layer
    if layer is not None and shown.is_map_only:
        painter.fillRect(_on_screen(whole, framing), colour("raised"))
        _paint_image(painter, layer.image, _rect(layer.box), framing, is_smooth=True)
    else:
        image = shown.pyramid.for_width(framing.zoom * whole.width())
        # A coarse copy is never shown as squares: its pixels are not the picture's.
        smooth_to = 1 if shown.has_square_pixels else MOST_FITTED
        is_smooth = framing.scale <= smooth_to * 1.001 or image.width() < whole.width()
        _paint_image(painter, image, whole, framing, is_smooth=is_smooth)
        if layer is not None and shown.map_opacity > 0:
            opacity = painter.opacity()
            painter.setOpacity(opacity * shown.map_opacity)
            _paint_image(painter, layer.image, _rect(layer.box), framing, is_smooth=True)
            painter.setOpacity(opacity)
    if shown.crop is not None:
        _paint_crop(painter, _on_screen(_rect(shown.crop), framing), _on_screen(whole, framing), framing.pixel_ratio)


def to_image(shown: Shown, size: tuple[int, int], scale: float) -> QImage:
    """Paint a whole picture with what lies over it on an image.

    Args:
        shown: what is to be seen.
        size: width and height of the whole picture, px.
        scale: px of the image for one of the picture.
    Returns:
        32 bits a pixel, opaque.
    """
    room = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    image = QImage(*room, QImage.Format.Format_RGB32)
    image.fill(colour("window"))
    painter = QPainter(image)
    middle = size[0] / 2, size[1] / 2
    paint(painter, shown, Framing((float(size[0]), float(size[1])), room, 1, scale, middle, is_fit=False))
    painter.end()
    return image


def _paint_image(painter: QPainter, image: QImage, box: QRectF, framing: Framing, *, is_smooth: bool) -> None:
    """Paint the part of an image that is in sight, where the image covers a box of the picture."""
    place = _on_screen(box, framing)
    sight = place.intersected(QRectF(0, 0, *framing.room))
    if sight.isEmpty():
        return
    across, down = image.width() / place.width(), image.height() / place.height()
    # Whole pixels and some more around, or the edge of what is in sight would be blended with itself.
    left = max(0, math.floor((sight.left() - place.left()) * across) - _MARGIN_PX)
    top = max(0, math.floor((sight.top() - place.top()) * down) - _MARGIN_PX)
    right = min(image.width(), math.ceil((sight.right() - place.left()) * across) + _MARGIN_PX)
    bottom = min(image.height(), math.ceil((sight.bottom() - place.top()) * down) + _MARGIN_PX)
    part = QRectF(left, top, right - left, bottom - top)
    target = QRectF(place.left() + left / across, place.top() + top / down, part.width() / across, part.height() / down)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
    painter.drawImage(target, image, part)


def _paint_crop(painter: QPainter, crop: QRectF, whole: QRectF, pixel_ratio: float) -> None:
    for strip in (
        QRectF(whole.left(), whole.top(), whole.width(), crop.top() - whole.top()),
        QRectF(whole.left(), crop.bottom(), whole.width(), whole.bottom() - crop.bottom()),
        QRectF(whole.left(), crop.top(), crop.left() - whole.left(), crop.height()),
        QRectF(crop.right(), crop.top(), whole.right() - crop.right(), crop.height()),
    ):
        if not strip.isEmpty():
            painter.fillRect(strip, _DIMMED)
    # The line lies between two hairlines of the opposite brightness: one of the three shows on any picture.
    hairline, line = 1 / pixel_ratio, round(_LINE_PX * pixel_ratio) / pixel_ratio
    halo = colour("on_accent")
    halo.setAlphaF(_HALO_OPACITY)
    _paint_frame(painter, crop, line + 2 * hairline, halo)
    _paint_frame(painter, crop.adjusted(hairline, hairline, -hairline, -hairline), line, colour("accent"))


def _paint_frame(painter: QPainter, outer: QRectF, line: float, ink: QColor) -> None:
    painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), line), ink)
    painter.fillRect(QRectF(outer.left(), outer.bottom() - line, outer.width(), line), ink)
    painter.fillRect(QRectF(outer.left(), outer.top(), line, outer.height()), ink)
    painter.fillRect(QRectF(outer.right() - line, outer.top(), line, outer.height()), ink)


def _on_screen(box: QRectF, framing: Framing) -> QRectF:
    """Say where a box of the picture lies in the view; its edges are edges of the screen's pixels."""
    ratio = framing.pixel_ratio
    left, top = (round(value * ratio) for value in framing.to_view(box.left(), box.top()))
    right, bottom = (round(value * ratio) for value in framing.to_view(box.right(), box.bottom()))
    return QRectF(left / ratio, top / ratio, max(1, right - left) / ratio, max(1, bottom - top) / ratio)


def _rect(box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
