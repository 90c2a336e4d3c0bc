"""How a picture's square is painted wherever it is small: the thumbnail, its place while it is on its way, its mark.

Nothing large is painted translucent, scaled or clipped here: Qt shares such work among threads and waits for them,
which takes milliseconds for each picture while all cores classify. So round corners are painted over the square.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.classify.listing.marks import Mark
from resnet_desktop.desktop.theme import colour

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_RADIUS_PX = 4
_BADGE_PX = 22
_BADGE_ICON_PX = 16
_BADGE_INSET_PX = 4
_MOST_ICON_PX = 32

_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_CURRENT = QStyle.StateFlag.State_HasFocus


def paint_ground(painter: QPainter, place: QRectF, state: QStyle.StateFlag) -> QColor:
    """Paint what lies behind a picture: whether it is chosen, current, under the mouse.

    Returns:
        The colour that it has now.
    """
    ground = colour("selected" if state & _SELECTED else "raised" if state & _HOVERED else "surface")
    is_current = bool(state & _CURRENT)
    if is_current or state & (_SELECTED | _HOVERED):
        painter.setBrush(ground)
        painter.setPen(QPen(colour("accent"), 2) if is_current else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1) if is_current else place, 6, 6)
    return ground


def paint_thumbnail(
    painter: QPainter,
    square: QRect,
    entry: "Entry",
    image: QImage | None,
    ground: QColor,
    *,
    is_missing: bool = False,
) -> None:
    """Paint a picture's square.

    Args:
        painter: where; antialiased.
        square: its place.
        entry: the picture.
        image: the thumbnail, opaque; None while it is on its way, or where there will be none.
        ground: the colour around it.
        is_missing: there will be no thumbnail; the file may be gone since it was classified.
    """
    if image is None or entry.error:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(square, _RADIUS_PX, _RADIUS_PX)
    else:
        is_exact = image.width() == round(square.width() * painter.device().devicePixelRatio())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_exact)
        painter.drawImage(square, image)
        painter.fillPath(_corners(square.width()).translated(square.topLeft()), ground)
    if entry.error or is_missing:
        side = min(_MOST_ICON_PX, round(square.width() * 0.6))
        place = QRect(0, 0, side, side)
        place.moveCenter(square.center())
        icons.paint(painter, "unreadable", QRectF(place), colour("bad" if entry.error else "disabled"))


def paint_badge(painter: QPainter, square: QRect, mark: Mark) -> None:
    """Paint a mark's icon into the upper right corner of a thumbnail."""
    left, top = square.right() + 1 - _BADGE_PX - _BADGE_INSET_PX, square.top() + _BADGE_INSET_PX
    scale = painter.device().devicePixelRatio()
    painter.drawPixmap(left, top, _badge(mark.icon_name, colour(mark.ink).name(), colour("surface").name(), scale))


@lru_cache(maxsize=16)
def _corners(side: int) -> QPainterPath:
    square = QRectF(0, 0, side, side)
    path = QPainterPath()
    path.addRect(square)
    path.addRoundedRect(square, _RADIUS_PX, _RADIUS_PX)  # what lies in both is outside
    return path


@lru_cache(maxsize=32)
def _badge(icon_name: str, ink: str, ground: str, scale: float) -> QPixmap:
    side = round(_BADGE_PX * scale)
    badge = QPixmap(QSize(side, side))
    badge.setDevicePixelRatio(scale)
    badge.fill(Qt.GlobalColor.transparent)
    painter = QPainter(badge)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(QRectF(0, 0, _BADGE_PX, _BADGE_PX))
    air = (_BADGE_PX - _BADGE_ICON_PX) / 2
    icons.paint(painter, icon_name, QRectF(air, air, _BADGE_ICON_PX, _BADGE_ICON_PX), QColor(ink))
    painter.end()
    return badge
