"""The surface that a drawing is painted on, with mouse and keys."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from resnet_desktop.desktop.architecture.drawing import moving
from resnet_desktop.desktop.architecture.drawing.overlay import UNREADABLE, paint_overlay
from resnet_desktop.desktop.architecture.drawing.painting import ReadyMarks
from resnet_desktop.desktop.architecture.drawing.sight import brought_in, grown
from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.zoom_area import ZoomArea
from resnet_desktop.network.drawing import Drawing
from resnet_desktop.network.drawing.looks import Look
from resnet_desktop.network.drawing.rendering import render, size_with_footer

_MOST = 4.0
_MOST_FITTED = 1.7
_CLICK_PX = 4
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DrawingCanvas(ZoomArea):
    """Shows one drawing.

    Attributes:
        drawing: what is shown; None before the first.
        selected: what is marked as selected.
        hovered_name: what is under the mouse; empty for nothing.
        describe: writes what is said about a name under the mouse.
    Signals:
        chosen: a name that was clicked or moved to; empty for the whole network.
        toggle_wanted: a name to expand or collapse.
    """

    chosen = Signal(str)
    toggle_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.selected = ""
        self.hovered_name = ""
        self.describe: Callable[[str], str] = str
        self._marks: ReadyMarks | None = None
        self._look = Look()
        self._pressed_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 160)
        self.setAccessibleName("Drawing of the network")
        self.hovered.connect(self._follow_mouse)

    def show_drawing(self, drawing: Drawing, look: Look, anchor: str = "") -> None:
        """Show another drawing of the same network, or the same one in another look.

        Args:
            drawing: what lies where.
            look: in which colours.
            anchor: what stays where it is in the view, if the whole does not fit any more.
        """
        before, self.drawing, self._look = self.drawing, drawing, look
        self._marks = None
        width, height = size_with_footer(drawing, look)
        size = float(round(width)), float(round(height))
        if self.framing is None:
            self.frame((round(width), round(height)), _MOST_FITTED)
        elif size != self.framing.picture:
            self._reframe(grown(self.framing, size, before, drawing, anchor))
        self.update()

    def select(self, name: str) -> None:
        """Mark something as selected."""
        self.selected = name
        self.setAccessibleDescription(self.describe(name).replace("\n", ", "))
        self.update()

    def bring_into_sight(self, name: str, *, may_enlarge: bool = True) -> None:
        """Move as little as needed.

        Args:
            name: what is to be seen.
            may_enlarge: what is too small to read is enlarged.
        """
        place = None if self.drawing is None else self.drawing.place(name)
        if place is None or self.framing is None:
            return
        self._reframe(brought_in(self.framing, place, UNREADABLE if may_enlarge else 0))

    def look_at(self, x: float, y: float) -> None:
        """Bring a point of the drawing to the middle of the view, as far as possible."""
        if self.framing is not None:
            self._reframe(replace(self.framing, centre=(x, y)).moved(0, 0))

    def rect_of(self, name: str) -> QRectF:
        """Say where something is, px of the canvas; empty where it is not drawn."""
        place = None if self.drawing is None else self.drawing.place(name)
        if place is None or self.framing is None:
            return QRectF()
        left, top, width, height = place
        x, y = self.framing.to_view(left, top)
        return QRectF(x, y, width * self.framing.scale, height * self.framing.scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing, and on it what is selected, under the mouse, or too small to read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("surface"))
        if self.drawing is None or self.framing is None:
            painter.end()
            return
        if self._marks is None:
            self._marks = ReadyMarks(render(self.drawing, self._look))
        x, y = self.framing.to_view(0, 0)
        painter.save()
        painter.translate(x, y)
        painter.scale(self.framing.scale, self.framing.scale)
        self._marks.paint(painter, self.framing.scale)
        painter.restore()
        paint_overlay(painter, self)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Describe what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.describe(self.hovered_name) if self.hovered_name else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        super().mousePressEvent(event)
        self._pressed_at = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked, or expand it where its corner was."""
        super().mouseReleaseEvent(event)
        begin, self._pressed_at = self._pressed_at, None
        if begin is None or (event.position() - begin).manhattanLength() > _CLICK_PX:
            return
        name = self._name_at(event.position())
        if name and self._is_chevron_at(name, event.position()):
            self.toggle_wanted.emit(name)
        else:
            self.chosen.emit(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Expand or collapse; beside everything, change between fit and 100 %."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        name = self._name_at(event.position())
        if not name:
            self.toggle_zoom(event.position())
        elif self._is_expandable(name) and not self._is_chevron_at(name, event.position()):
            self.toggle_wanted.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the flow, expand, go out of a frame; Shift with an arrow moves the drawing."""
        key, drawing = event.key(), self.drawing
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if drawing is None:
            event.ignore()
        elif key in _WAYS and not is_shifted:
            self.chosen.emit(moving.step_from(drawing, self.selected, _WAYS[Qt.Key(key)]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.chosen.emit(moving.end_of(drawing, is_last=key == Qt.Key.Key_End))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._is_expandable(self.selected):
            self.toggle_wanted.emit(self.selected)
        elif key == Qt.Key.Key_Backspace and self.selected:
            self.chosen.emit(moving.container_of(drawing, self.selected))
        else:
            super().keyPressEvent(event)

    def _zoom(self, factor: float, at: QPointF | None) -> None:
        if self.framing is not None:
            super()._zoom(min(factor, _MOST / self.framing.scale), at)

    def _name_at(self, place: QPointF) -> str:
        if self.drawing is None or self.framing is None:
            return ""
        return self.drawing.at(*self.framing.to_picture(place.x(), place.y()))

    def _is_expandable(self, name: str) -> bool:
        box = None if self.drawing is None else self.drawing.by_name.get(name)
        return box is not None and box.is_expandable

    def _is_chevron_at(self, name: str, place: QPointF) -> bool:
        box = None if self.drawing is None else self.drawing.by_name.get(name)
        if box is None or self.framing is None:
            return False
        return box.is_chevron_at(*self.framing.to_picture(place.x(), place.y()))

    def _follow_mouse(self, point: tuple[float, float] | None) -> None:
        name = "" if point is None or self.drawing is None else self.drawing.at(*point)
        if name != self.hovered_name:
            self.hovered_name = name
            self.update()
            if self._dragged_from is None and not (self.framing and self.framing.can_move):
                self.setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)
