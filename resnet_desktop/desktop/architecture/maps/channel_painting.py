"""Paints a channel in its framing: alone with its numbers, or over the picture with what a value can depend on."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from resnet_desktop.desktop.architecture.maps.shown_channel import ShownChannel
from resnet_desktop.desktop.architecture.maps.value_cells import paint_numbers
from resnet_desktop.desktop.widgets.framing import Box, Framing

_LEAST_MARK_PX = 8


def paint_channel(
    painter: QPainter, shown: ShownChannel, framing: Framing, opacity: float, pixel: tuple[int, int] | None
) -> None:
    """Paint a channel; on the picture smoothly, alone as squares with their numbers where these fit.

    Args:
        painter: of the view.
        shown: the channel.
        framing: how it lies in the view.
        opacity: of the map on the picture, 0 to 1.
        pixel: row and column of the chosen value; None for none.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    whole, place = in_view(framing, (0.0, 0.0, *framing.picture)), in_view(framing, shown.place)
    if shown.picture is None:
        is_smaller = shown.image.width() > place.width() * framing.pixel_ratio
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smaller)
        painter.drawImage(place, shown.image)
        paint_numbers(painter, shown.values, shown.image, place, QRectF(0, 0, *framing.room))
    else:
        painter.save()
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(whole, shown.picture)
        painter.setOpacity(opacity)
        painter.drawImage(place, shown.image)
        painter.restore()
    if pixel is not None:
        _paint_mark(painter, in_view(framing, shown.cell(*pixel)))
        if shown.picture is not None:
            field = in_view(framing, shown.field_of(*pixel))
            _paint_field(painter, field.intersected(whole.adjusted(1, 1, -1, -1)))


def in_view(framing: Framing, box: Box) -> QRectF:
    """Where a part of what is framed lies, px of the view."""
    return QRectF(QPointF(*framing.to_view(box[0], box[1])), QPointF(*framing.to_view(box[2], box[3])))


def _paint_mark(painter: QPainter, cell: QRectF) -> None:
    """Frame the chosen value, always large enough to be found."""
    room = max(0.0, _LEAST_MARK_PX - cell.width()) / 2
    for width, ink in ((4, Qt.GlobalColor.black), (2, Qt.GlobalColor.white)):
        painter.setPen(QPen(ink, width))
        painter.drawRect(cell.adjusted(-room, -room, room, room))


def _paint_field(painter: QPainter, field: QRectF) -> None:
    painter.setPen(QPen(Qt.GlobalColor.black, 1))
    painter.drawRect(field)
    painter.setPen(QPen(Qt.GlobalColor.white, 1, Qt.PenStyle.DashLine))
    painter.drawRect(field)
