"""One channel, large: alone or laid over the picture, with its numbers written in where they fit."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.channel_painting import in_view, paint_channel
from resnet_desktop.desktop.architecture.maps.shown_channel import ShownChannel
from resnet_desktop.desktop.architecture.maps.value_cells import HAS_ROOM_PX
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.value_bubble import bubble_place, paint_bubble
from resnet_desktop.desktop.widgets.zoom_area import ZoomArea

_MOST_FITTED = 1e6
"""A map of 7x7 fills the view."""
_CLICK_PX = 4
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ChannelView(ZoomArea):
    """Shows a channel; a click or the arrow keys choose one of its values.

    Attributes:
        shown: what is to be seen; None for nothing.
        pixel: row and column of the chosen value; None for none.
    Signals:
        pixel_chosen: row and column.
    """

    pixel_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.shown: ShownChannel | None = None
        self.pixel: tuple[int, int] | None = None
        self._opacity = 1.0
        self._pressed_at: QPointF | None = None
        self._bubble, self._bubble_at = "", QRectF()
        self.setMinimumSize(96, 64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Channel")
        self.hovered.connect(self._say_value)

    def show_channel(self, shown: ShownChannel | None) -> None:
        """Show another channel, or nothing; of the same size it stays framed as it is, and its pixel stays chosen."""
        before, self.shown = self.shown, shown
        if shown is None:
            self.pixel = None
            self.frame(None)
            return
        if before is None or before.values.shape != shown.values.shape:
            self.pixel = None
        if before is None or before.size != shown.size:
            self.frame(shown.size, _MOST_FITTED)
        self.update()
        self._describe()

    def set_opacity(self, opacity: float) -> None:
        """Let more or less of the picture through the map, 0 to 1."""
        self._opacity = opacity
        self.update()

    def mark(self, row: int, column: int) -> None:
        """Show a value as the chosen one; nobody is told."""
        self.pixel = row, column
        self._bring_into_sight()
        self._describe()
        self.update()

    def toggle_zoom(self, at: QPointF | None = None) -> None:
        """Change from fit to where numbers can be read, and from anything else to fit."""
        framing, shown = self.framing, self.shown
        if framing is None or shown is None:
            return
        left, _, right, _ = shown.cell(0, 0)
        scale = HAS_ROOM_PX / (right - left)
        if framing.is_fit and scale > framing.scale:
            self._reframe(framing.scaled(scale, None if at is None else (at.x(), at.y())))
        else:
            self._reframe(framing.fit())

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(320, 320)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a move."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the value that was clicked."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or self.shown is None or self.framing is None:
            return
        if (event.position() - pressed).manhattanLength() <= _CLICK_PX:
            place = self.shown.value_place(*self.framing.to_picture(event.position().x(), event.position().y()))
            if place is not None:
                self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen value by the arrows; Enter chooses the strongest one."""
        if self.shown is None:
            event.ignore()
        elif event.key() in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_ARROWS[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._strongest())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint picture, map, numbers, the chosen value and the bubble."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.fillPath(ground, colour("window"))
        if self.shown is not None and self.framing is not None:
            painter.setClipPath(ground)
            paint_channel(painter, self.shown, self.framing, self._opacity, self.pixel)
            painter.setClipping(False)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent" if self.is_focus_shown else "line"), 2 if self.is_focus_shown else 1))
        inset = 1.0 if self.is_focus_shown else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        if self._bubble:
            paint_bubble(painter, self._bubble, self._bubble_at)
        painter.end()

    def _say_value(self, point: tuple[float, float] | None) -> None:
        place = None if point is None or self.shown is None else self.shown.value_place(*point)
        self._bubble = ""
        if place is not None and self.shown is not None and self._mouse is not None:
            self._bubble = wording.pixel_words(*place, float(self.shown.values[place]))
            room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            self._bubble_at = bubble_place(self._bubble, QPointF(self._mouse), room)
        self.update()

    def _strongest(self) -> tuple[int, int]:
        assert self.shown is not None
        row, column = divmod(int(abs(self.shown.values).argmax()), self.shown.values.shape[1])
        return row, column

    def _step(self, down: int, across: int) -> None:
        assert self.shown is not None
        if self.pixel is None:
            self._choose(self._strongest())
            return
        rows, columns = self.shown.values.shape
        row, column = self.pixel[0] + down, self.pixel[1] + across
        if 0 <= row < rows and 0 <= column < columns:
            self._choose((row, column))

    def _choose(self, place: tuple[int, int]) -> None:
        self.mark(*place)
        self.pixel_chosen.emit(*place)

    def _bring_into_sight(self) -> None:
        if self.pixel is None or self.shown is None or self.framing is None or not self.framing.can_move:
            return
        cell = in_view(self.framing, self.shown.cell(*self.pixel))
        dx = max(0.0, -cell.left()) - max(0.0, cell.right() - self.width())
        dy = max(0.0, -cell.top()) - max(0.0, cell.bottom() - self.height())
        if dx or dy:
            self._reframe(self.framing.moved(dx, dy))

    def _describe(self) -> None:
        if self.shown is None or self.pixel is None:
            self.setAccessibleDescription("")
        else:
            self.setAccessibleDescription(wording.pixel_words(*self.pixel, float(self.shown.values[self.pixel])))
