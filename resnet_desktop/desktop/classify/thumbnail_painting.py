"""How a picture's square is painted wherever it is small: the thumbnail, its place while it is on its way, its mark."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.marks import Mark
from resnet_desktop.desktop.theme import colour

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_RADIUS_PX = 4
_BADGE_PX = 22
_BADGE_ICON_PX = 16
_BADGE_INSET_PX = 4
_MOST_ICON_PX = 32


def paint_thumbnail(painter: QPainter, square: QRect, entry: "Entry", image: QImage | None) -> None:
    """Paint a picture's square.

    Args:
        painter: where; smooth.
        square: its place.
        entry: the picture.
        image: the thumbnail, as it is; None while it is on its way, or where there will be none.
    """
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(square), _RADIUS_PX, _RADIUS_PX)
    if image is None or entry.error:
        painter.fillPath(shape, colour("raised"))
    else:
        painter.save()
        painter.setClipPath(shape)
        painter.drawImage(square, image)
        painter.restore()
    if entry.error:
        side = min(_MOST_ICON_PX, square.width() * 0.6)
        place = QRectF(0, 0, side, side)
        place.moveCenter(QRectF(square).center())
        icons.paint(painter, "unreadable", place, colour("bad"))


def paint_badge(painter: QPainter, square: QRect, mark: Mark) -> None:
    """Paint a mark's icon into the upper right corner of a thumbnail."""
    place = QRectF(
        square.right() + 1 - _BADGE_PX - _BADGE_INSET_PX, square.top() + _BADGE_INSET_PX, _BADGE_PX, _BADGE_PX
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("surface"))
    painter.drawEllipse(place)
    air = (_BADGE_PX - _BADGE_ICON_PX) / 2
    icons.paint(painter, mark.icon_name, place.adjusted(air, air, -air, -air), colour(mark.ink))


def paint_ground(painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> None:
    """Paint what lies behind a picture: whether it is chosen, current, under the mouse."""
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    fill = "selected" if is_selected else "raised" if state & QStyle.StateFlag.State_MouseOver else ""
    has_ring = bool(state & QStyle.StateFlag.State_HasFocus)
    if not fill and not has_ring:
        return
    painter.setBrush(colour(fill) if fill else QColor(0, 0, 0, 0))
    painter.setPen(QPen(colour("accent"), 2) if has_ring else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1) if has_ring else place, 6, 6)
