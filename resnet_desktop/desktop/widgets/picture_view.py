"""A large preview: one picture with what lies over it, to be looked at closely."""

import math
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets import overlays
from resnet_desktop.desktop.widgets.framing import MOST, MOST_FITTED, Box
from resnet_desktop.desktop.widgets.overlays import MapLayer, Shown
from resnet_desktop.desktop.widgets.pyramid import Pyramid
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble
from resnet_desktop.desktop.widgets.zoom_area import ZoomArea
from resnet_desktop.desktop.widgets.zoom_bar import ZoomBar, zoom_words

_RADIUS_PX = 4
_ICON_PX = 32
_AIR_PX = 8
_ROOM_FOR_BAR = QSize(240, 120)
_DISABLED_OPACITY = 0.4
_MORE_PIXELS = 1.05


class PictureView(ZoomArea):
    """Shows a picture. All coordinates are pixels of the whole upright picture, however many of them were decoded.

    Signals:
        zoomed_beyond: more pixels would be seen than there are; the short side that a larger decode should have, px.
            Said once for each size.
    """

    zoomed_beyond = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._name = ""
        self._size = (0, 0)
        self._words = ""
        self._map_opacity = Shown.map_opacity
        self._is_map_only = False
        self._bubble = ""
        self._bubble_at = QRectF()
        self._asked_px = 0
        self._is_entered = False
        self._zoom_bar = ZoomBar(self)
        self._zoom_bar.smaller_asked.connect(self.zoom_out)
        self._zoom_bar.toggle_asked.connect(self.toggle_zoom)
        self._zoom_bar.larger_asked.connect(self.zoom_in)
        self._zoom_bar.entered.connect(self.forget_mouse)
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview")
        self.reframed.connect(self._follow_framing)
        self.hovered.connect(self._place_bubble)
        self._follow_framing()

    @property
    def shown(self) -> Shown | None:
        """What is to be seen, for `overlays.to_image` in a task; None without a picture."""
        return self._shown

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of the whole upright picture, px."""
        return self._size

    def show_picture(
        self, pyramid: Pyramid, size: tuple[int, int], name: str, *, has_square_pixels: bool = False
    ) -> None:
        """Show another picture, whole, with nothing over it.

        Args:
            pyramid: its pixels, upright; maybe fewer than the file has.
            size: width and height of the whole upright picture, px.
            name: what it is called, for a screen reader.
            has_square_pixels: its pixels themselves are to be seen, so a small one is enlarged as far as there is room.
        """
        self._shown = Shown(pyramid, None, self._map_opacity, self._is_map_only, has_square_pixels=has_square_pixels)
        self._name, self._size, self._words, self._asked_px = name, size, "", 0
        self.say_at_mouse("")
        self.frame(size, MOST if has_square_pixels else MOST_FITTED)

    def replace_pixels(self, pyramid: Pyramid) -> None:
        """Show the same picture with more pixels; nothing moves."""
        if self._shown is not None:
            self._change(pyramid=pyramid)

    def show_words(self, words: str) -> None:
        """Show a sentence where the picture would be; empty while a picture is on its way."""
        self._shown, self._words = None, words
        self.say_at_mouse("")
        self.frame(None)

    def show_crop(self, box: Box | None) -> None:
        """Draw what the network sees, px of the picture; None to draw it no more."""
        self._change(crop=box)

    def show_map(self, image: QImage | None, box: Box | None = None) -> None:
        """Lay a map over the picture.

        Args:
            image: coloured already, with as many pixels as should be told apart; None to take the map away.
            box: the part of the picture that it covers, px of the picture; all of it by default.
        """
        if image is None or self._shown is None:
            self._change(map_layer=None)
            return
        quick_to_paint = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self._change(map_layer=MapLayer(quick_to_paint, box or (0, 0, *self._size)))

    def set_map_opacity(self, opacity: float) -> None:
        """Let more or less of the picture through the map, also for pictures to come: 0 to 1."""
        self._map_opacity = opacity
        self._change(map_opacity=opacity)

    def set_map_only(self, is_map_only: bool) -> None:
        """Hide the picture while there is a map, also for pictures to come."""
        self._is_map_only = is_map_only
        self._change(is_map_only=is_map_only)

    def say_at_mouse(self, words: str) -> None:
        """Say something about the point under the mouse, right beside it; empty for nothing."""
        self._bubble = words
        self._place_bubble()

    def to_image(self, scale: float = 1) -> QImage | None:
        """Paint the whole picture, with what lies over it, on an image of its own.

        A large picture takes a while: a task may call `overlays.to_image(shown, picture_size, scale)` instead.

        Args:
            scale: px of the image for one of the whole picture.
        """
        return None if self._shown is None else overlays.to_image(self._shown, self._size, scale)

    def sizeHint(self) -> QSize:
        """A usual picture's shape."""
        return QSize(480, 360)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer the zoom."""
        super().enterEvent(event)
        self._is_entered = True
        self._follow_framing()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the offer back, unless it says something."""
        super().leaveEvent(event)
        self._is_entered = False
        self._follow_framing()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the zoom."""
        super().focusInEvent(event)
        self._follow_framing()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the offer back, unless it says something."""
        super().focusOutEvent(event)
        self._follow_framing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the zoom in its corner."""
        super().resizeEvent(event)
        self._follow_framing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or the words in its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        painter.fillPath(ground, colour("window"))
        if self._shown is not None and self.framing is not None:
            painter.setClipPath(ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setOpacity(1 if self.isEnabled() else _DISABLED_OPACITY)
            overlays.paint(painter, self._shown, self.framing)
            painter.setOpacity(1)
            painter.setClipping(False)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        else:
            self._paint_words(painter)
        self._paint_edge(painter)
        if self._bubble and event.region().intersects(self._bubble_at.toAlignedRect()):
            paint_bubble(painter, self._bubble, self._bubble_at)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        if not self._words:
            return
        room = self.rect().adjusted(24, 24, -24, -24)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.setFont(font(13))
        height = painter.boundingRect(room, flags, self._words).height()
        top = max(room.top(), round((self.height() - height - _ICON_PX - _AIR_PX) / 2))
        icon = QRectF((self.width() - _ICON_PX) / 2, top, _ICON_PX, _ICON_PX)
        icons.paint(painter, "picture", icon, colour("disabled"))
        painter.setPen(colour("text2" if self.isEnabled() else "disabled"))
        painter.drawText(QRect(room.left(), top + _ICON_PX + _AIR_PX, room.width(), height), flags, self._words)

    def _paint_edge(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QRectF(self.rect())
        if self.is_focus_shown:
            for inset, width, ink in ((1.0, 2, "accent"), (2.5, 1, "surface")):
                painter.setPen(QPen(colour(ink), width))
                radius = _RADIUS_PX - inset / 2
                painter.drawRoundedRect(edge.adjusted(inset, inset, -inset, -inset), radius, radius)
        else:
            painter.setPen(QPen(colour("line"), 1))
            painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX - 0.5, _RADIUS_PX - 0.5)

    def _change(self, **parts: Any) -> None:
        if self._shown is None:
            return
        self._shown = replace(self._shown, **parts)
        self.update()
        self._describe()

    def _follow_framing(self) -> None:
        self._describe()
        framing = self.framing
        bar = self._zoom_bar
        has_room = self.width() >= _ROOM_FOR_BAR.width() and self.height() >= _ROOM_FOR_BAR.height()
        is_wanted = framing is not None and (not framing.is_fit or self._is_entered or self.is_focus_shown)
        bar.setVisible(has_room and is_wanted)
        if framing is not None:
            bar.show_framing(framing)
            size = bar.sizeHint()
            corner = self.width() - size.width() - _AIR_PX, self.height() - size.height() - _AIR_PX
            bar.setGeometry(*corner, size.width(), size.height())
            self._ask_for_pixels(framing.zoom)
        self._place_bubble()

    def _ask_for_pixels(self, zoom: float) -> None:
        """Ask for a larger decode where the picture's own pixels would be seen and are not there."""
        if self._shown is None:
            return
        there, whole = min(self._shown.pyramid.width, self._shown.pyramid.height), min(self._size)
        wanted = min(whole, zoom * whole)
        if wanted > max(there, self._asked_px) * _MORE_PIXELS:
            doubled = there * 2 ** math.ceil(math.log2(wanted / there))
            self._asked_px = min(whole, doubled)
            self.zoomed_beyond.emit(self._asked_px)

    def _place_bubble(self, _point: object = None) -> None:
        """Put the bubble beside the mouse; only what changes is painted again."""
        self.update(self._bubble_at.toAlignedRect())
        self._bubble_at = QRectF()
        if self._bubble and self._mouse is not None and self._is_on_it:
            room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            self._bubble_at = bubble_place(self._bubble, QPointF(self._mouse), room)
            self.update(self._bubble_at.toAlignedRect())

    def _describe(self) -> None:
        shown, framing = self._shown, self.framing
        if shown is None or framing is None:
            self.setAccessibleDescription(self._words)
            return
        parts = [self._name, f"{self._size[0]} \u00d7 {self._size[1]} px", f"shown at {zoom_words(framing.zoom)}"]
        if shown.crop is not None:
            parts.append("with the network's crop")
        if shown.map_layer is not None:
            parts.append("as a map only" if shown.is_map_only else "with a map over it")
        self.setAccessibleDescription(", ".join(parts))
