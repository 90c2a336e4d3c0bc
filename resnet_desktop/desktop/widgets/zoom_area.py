"""Zooming and moving by mouse, wheel, touchpad, fingers and keys; what is shown is painted by a subclass."""

import sys

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from resnet_desktop.desktop.widgets.framing import MOST_FITTED, Framing

_STEP = 1.25
_DOUBLING_WHEEL = 360
"""Eighths of a degree that double the zoom: three notches of a usual wheel."""
_KEY_MOVE_PX = 48
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_HOLDING = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
_COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_NO_PHASE = Qt.ScrollPhase.NoScrollPhase


class ZoomArea(QWidget):
    """A view of something that has a width and a height in px of its own.

    Attributes:
        framing: how it lies in the view; None while there is nothing.
        is_focus_shown: the keyboard's focus came here by keys, so a subclass paints its ring.
    Signals:
        hovered: the point under the mouse, (x, y) in px of what is shown, or None where it is on no part of it.
        reframed: the framing has changed.
    """

    hovered = Signal(object)
    reframed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.framing: Framing | None = None
        self.is_focus_shown = False
        self._came_by_keys = False
        self._mouse: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self._is_on_it = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if sys.platform != "darwin":  # there the touchpad's own gestures come, and these would double them
            self.grabGesture(Qt.GestureType.PinchGesture)

    def zoom_in(self) -> None:
        """Show it a step larger."""
        self._zoom(_STEP, None)

    def zoom_out(self) -> None:
        """Show it a step smaller."""
        self._zoom(1 / _STEP, None)

    def zoom_to_fit(self) -> None:
        """Show all of it, and go on so when the view's size changes."""
        if self.framing is not None:
            self._reframe(self.framing.fit())

    def zoom_to_actual(self) -> None:
        """Show it at 100 %: one pixel of the screen for each of its own."""
        if self.framing is not None:
            self._reframe(self.framing.scaled(self.framing.actual_scale))

    def toggle_zoom(self, at: QPointF | None = None) -> None:
        """Change from fit to 100 %, and from anything else to fit.

        Args:
            at: the place in the view that is meant; the middle by default.
        """
        if self.framing is None:
            return
        if self.framing.is_fit:
            self._reframe(self.framing.scaled(self.framing.actual_scale, None if at is None else (at.x(), at.y())))
        else:
            self._reframe(self.framing.fit())

    def frame(self, size: tuple[int, int] | None, most_fitted: float = MOST_FITTED) -> None:
        """Begin with something new, whole.

        Args:
            size: its width and height, px; None for nothing.
            most_fitted: it is enlarged at most this much to fit.
        """
        self._dragged_from = None
        if size is None:
            self.framing = None
        else:
            self.framing = Framing.fitted((float(size[0]), float(size[1])), *self._room(), most_fitted)
        self._follow()

    def event(self, event: QEvent) -> bool:
        """Zoom by two fingers, and by a double tap; follow the screen's density."""
        if isinstance(event, QNativeGestureEvent):
            return self.isEnabled() and self._follow_touchpad(event)
        if isinstance(event, QGestureEvent):
            return self.isEnabled() and self._follow_fingers(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit_room()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on to fit, or keep the middle where it is."""
        super().resizeEvent(event)
        self._fit_room()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse; two fingers on a touchpad move what is zoomed."""
        if self.framing is None:
            event.ignore()
            return
        event.accept()
        is_touchpad = event.phase() != _NO_PHASE and not event.pixelDelta().isNull()
        if is_touchpad and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._reframe(self.framing.moved(event.pixelDelta().x(), event.pixelDelta().y()))
        else:
            self._zoom(2 ** (event.angleDelta().y() / _DOUBLING_WHEEL), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what is zoomed."""
        if self.framing is None or not self.framing.can_move or event.button() not in _HOLDING:
            event.ignore()
            return
        self._dragged_from = event.position()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or tell what is under the mouse."""
        self._mouse = event.position()
        if self._dragged_from is not None and self.framing is not None:
            way = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self._reframe(self.framing.moved(way.x(), way.y()))
        else:
            self._tell_hovered()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() in _HOLDING:
            self._dragged_from = None
            self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between fit and 100 %."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle_zoom(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self.forget_mouse()

    def forget_mouse(self) -> None:
        """Take it that the mouse is elsewhere."""
        self._mouse = None
        self._tell_hovered()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by + and -, fit by 0, move what is zoomed by the arrows; all other keys are left to the page."""
        key, framing = event.key(), self.framing
        if framing is None:
            event.ignore()
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.zoom_to_fit()
        elif framing.can_move and key in _ARROWS:
            across, down = _ARROWS[Qt.Key(key)]
            self._reframe(framing.moved(across * _KEY_MOVE_PX, down * _KEY_MOVE_PX))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go, if it was keys that came here."""
        super().focusInEvent(event)
        if event.reason() not in _COMING_BACK:
            self._came_by_keys = event.reason() != Qt.FocusReason.MouseFocusReason
        self._set_focus_shown(self._came_by_keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self._set_focus_shown(False)

    def changeEvent(self, event: QEvent) -> None:
        """Let go of everything when it is disabled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._dragged_from = None
            self._update_cursor()
            self.forget_mouse()
            self.update()

    def _set_focus_shown(self, is_shown: bool) -> None:
        self.is_focus_shown = is_shown
        self.update()

    def _zoom(self, factor: float, at: QPointF | None) -> None:
        if self.framing is not None:
            self._reframe(self.framing.scaled(self.framing.scale * factor, None if at is None else (at.x(), at.y())))

    def _reframe(self, framing: Framing) -> None:
        if framing != self.framing:
            self.framing = framing
            self._follow()

    def _follow(self) -> None:
        self._update_cursor()
        self.update()
        self.reframed.emit()
        self._tell_hovered()

    def _fit_room(self) -> None:
        if self.framing is not None:
            self._reframe(self.framing.in_room(*self._room()))

    def _room(self) -> tuple[tuple[float, float], float]:
        return (float(self.width()), float(self.height())), self.devicePixelRatioF()

    def _tell_hovered(self) -> None:
        point = None
        if self._mouse is not None and self.framing is not None:
            x, y = self.framing.to_picture(self._mouse.x(), self._mouse.y())
            width, height = self.framing.picture
            point = (x, y) if 0 <= x < width and 0 <= y < height else None
        if point is not None or self._is_on_it:
            self._is_on_it = point is not None
            self.hovered.emit(point)

    def _update_cursor(self) -> None:
        if self._dragged_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.framing is not None and self.framing.can_move and self.isEnabled():
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _follow_touchpad(self, event: QNativeGestureEvent) -> bool:
        if self.framing is None:
            return False
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(max(0.1, 1 + event.value()), event.position())
        elif event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
            self.toggle_zoom(event.position())
        else:
            return False
        return True

    def _follow_fingers(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if self.framing is None or not isinstance(pinch, QPinchGesture):
            return False
        self._dragged_from = None
        way = pinch.centerPoint() - pinch.lastCenterPoint()
        self._reframe(self.framing.moved(way.x(), way.y()))
        # WORKAROUND Qt 6.11 may tell a movement twice where the touch itself is left alone, as it is here so that a
        # single finger is a mouse. The second telling repeats the factor, and so does the one that ends the gesture.
        is_news = pinch.scaleFactor() != pinch.lastScaleFactor()
        if is_news and pinch.state() == Qt.GestureState.GestureUpdated:
            self._zoom(pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint()))
        return True
