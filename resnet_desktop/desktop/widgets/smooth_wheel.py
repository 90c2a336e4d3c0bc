"""A mouse wheel that glides from notch to notch; touchpads glide by themselves and are left alone."""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar

_DURATION_MS = 120
_NOTCH = 120
"""What Qt counts for one notch: eighths of a degree."""


class SmoothWheel:
    """Moves a scroll bar."""

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._glide = QPropertyAnimation(bar, b"value", bar)
        self._glide.setDuration(_DURATION_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        bar.sliderPressed.connect(self._glide.stop)

    def turn(self, event: QWheelEvent) -> bool:
        """Glide as far as a wheel was turned; False where the event is not of a mouse's wheel alone."""
        angle = event.angleDelta().y()
        is_wheel = event.phase() == Qt.ScrollPhase.NoScrollPhase and event.pixelDelta().isNull()
        if not is_wheel or not angle or event.modifiers():
            return False
        bar, is_gliding = self._bar, self._glide.state() == QPropertyAnimation.State.Running
        begin = self._glide.endValue() if is_gliding else bar.value()
        way = angle * QApplication.wheelScrollLines() * bar.singleStep() / _NOTCH
        end = min(bar.maximum(), max(bar.minimum(), round(begin - way)))
        self._glide.stop()
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(end)
        self._glide.start()
        event.accept()
        return True

    def stop(self) -> None:
        """Stay where the bar is now."""
        self._glide.stop()
