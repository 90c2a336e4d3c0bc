"""Mouse, wheel and touchpad as the system would report them."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

_NOTHING = QPoint(0, 0)
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_NO_BUTTONS = Qt.MouseButton.NoButton


class Hand:
    """Does to a widget what a person does with a pointing device."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def move_to(self, x: float, y: float, buttons: Qt.MouseButton = _NO_BUTTONS) -> None:
        """Move the mouse, with buttons held or not."""
        at = QPointF(x, y)
        over_all = QPointF(self._widget.mapToGlobal(at.toPoint()))
        event = QMouseEvent(QEvent.Type.MouseMove, at, over_all, _NO_BUTTONS, buttons, _NO_KEYS)
        QApplication.sendEvent(self._widget, event)

    def leave(self) -> None:
        """Move the mouse out of the widget."""
        QApplication.sendEvent(self._widget, QEvent(QEvent.Type.Leave))

    def turn_wheel(self, notches: float, x: float, y: float) -> bool:
        """Turn the mouse's wheel, away from oneself if above 0; says whether the widget took it."""
        event = self._wheel_event(QPoint(0, round(120 * notches)), _NOTHING, x, y, Qt.ScrollPhase.NoScrollPhase)
        QApplication.sendEvent(self._widget, event)
        return event.isAccepted()

    def scroll(self, dx: int, dy: int, keys: Qt.KeyboardModifier = _NO_KEYS) -> None:
        """Move two fingers on a touchpad, px."""
        x, y = self._widget.width() / 2, self._widget.height() / 2
        phase = Qt.ScrollPhase.ScrollUpdate
        QApplication.sendEvent(self._widget, self._wheel_event(QPoint(dx, dy), QPoint(dx, dy), x, y, phase, keys))

    def pinch(self, change: float, x: float, y: float) -> None:
        """Spread two fingers on a touchpad, by a share of their distance."""
        self._gesture(Qt.NativeGestureType.ZoomNativeGesture, change, QPointF(x, y))

    def tap_twice(self, x: float, y: float) -> None:
        """Tap twice with two fingers on a touchpad."""
        self._gesture(Qt.NativeGestureType.SmartZoomNativeGesture, 0, QPointF(x, y))

    def _wheel_event(
        self,
        angle: QPoint,
        pixels: QPoint,
        x: float,
        y: float,
        phase: Qt.ScrollPhase,
        keys: Qt.KeyboardModifier = _NO_KEYS,
    ) -> QWheelEvent:
        at = QPointF(x, y)
        over_all = QPointF(self._widget.mapToGlobal(at.toPoint()))
        return QWheelEvent(at, over_all, pixels, angle, _NO_BUTTONS, keys, phase, False)

    def _gesture(self, kind: Qt.NativeGestureType, value: float, at: QPointF) -> None:
        device = QPointingDevice.primaryPointingDevice()
        event = QNativeGestureEvent(kind, device, 2, at, at, at, value, QPointF())
        QApplication.sendEvent(self._widget, event)
