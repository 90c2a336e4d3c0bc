"""A slider with two handles, for a range of probabilities."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.slider_painting import (
    HANDLE_PX,
    groove,
    handle_place,
    paint_groove,
    paint_handle,
    share_at,
)

_STEPS = 100
_HEIGHT_PX = 28
_NUMBER_PX = 44
_QUIET_MS = 300


class RangeSlider(QWidget):
    """From 0 to 100 % in steps of one, with the numbers at both sides. Handles may meet and never pass one another.

    Each handle is a slider of its own for keys and screen readers, and ends where the other is.

    Args:
        subject: what the range is of, for screen readers: ``"Confidence"``.

    Signals:
        range_changed: a person has moved a handle; lowest and highest, 0 to 1.
        range_settled: a person has let go of it, or has stopped pressing keys; lowest and highest, 0 to 1.
    """

    range_changed = Signal(float, float)
    range_settled = Signal(float, float)

    def __init__(self, subject: str) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(2 * _NUMBER_PX + 80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(subject)
        self._low = _Handle(self, f"Lowest {subject[:1].lower()}{subject[1:]}, percent")
        self._high = _Handle(self, f"Highest {subject[:1].lower()}{subject[1:]}, percent")
        self.setFocusProxy(self._low)
        self._is_set_by_program = False
        self._undecided_x: float | None = None
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._settle)
        self.set_range(0, 1)
        for handle in (self._low, self._high):
            handle.valueChanged.connect(self._follow)
            handle.sliderReleased.connect(self._settle)

    @property
    def low(self) -> float:
        """0 to 1."""
        return self._low.value() / _STEPS

    @property
    def high(self) -> float:
        """0 to 1."""
        return self._high.value() / _STEPS

    def set_range(self, low: float, high: float) -> None:
        """Move both handles without telling anybody.

        Args:
            low: 0 to 1; shown to the nearest percent.
            high: ``low`` to 1.
        """
        self._is_set_by_program = True
        for handle in (self._low, self._high):
            handle.setRange(0, _STEPS)
        self._low.setValue(round(low * _STEPS))
        self._high.setValue(max(round(low * _STEPS), round(high * _STEPS)))
        self._bound()
        self._is_set_by_program = False
        self.update()

    def sizeHint(self) -> QSize:
        """Long enough for single percents."""
        return QSize(280, _HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each handle has all the room, and paints itself only."""
        super().resizeEvent(event)
        for handle in (self._low, self._high):
            handle.setGeometry(self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearest handle to the mouse; of two on one spot, the one for the way that the mouse goes then."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        meeting = handle_place(self.track(), self.low).x()
        if self.low == self.high and abs(x - meeting) <= HANDLE_PX / 2:
            self._undecided_x = x
        else:
            self._take(self._nearest(x), x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held, or light up the one that would be."""
        x = event.position().x()
        if self._undecided_x is not None and x != self._undecided_x:
            self._take(self._low if x < self._undecided_x else self._high, x)
        held = next((handle for handle in (self._low, self._high) if handle.isSliderDown()), None)
        if held is not None:
            held.setValue(self._value_at(x))
        self._light_up(held or self._nearest(x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._undecided_x = None
            for handle in (self._low, self._high):
                if handle.isSliderDown():
                    handle.setSliderDown(False)

    def leaveEvent(self, event: QEvent) -> None:
        """No handle is under the mouse any more."""
        super().leaveEvent(event)
        self._light_up(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the groove and the numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_groove(painter, self.track(), self.low, self.high, is_enabled=self.isEnabled())
        painter.setFont(font(13, has_even_digits=True))
        painter.setPen(colour("text" if self.isEnabled() else "disabled"))
        left, right = (
            QRectF(0, 0, _NUMBER_PX, self.height()),
            QRectF(self.rect()).adjusted(self.width() - _NUMBER_PX, 0, 0, 0),
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(left, int(Qt.AlignmentFlag.AlignRight | middle), f"{self._low.value()} %")
        painter.drawText(right, int(Qt.AlignmentFlag.AlignLeft | middle), f"{self._high.value()} %")
        painter.end()

    def track(self) -> QRectF:
        """Where the groove is."""
        return groove(_NUMBER_PX, self.width() - _NUMBER_PX, self.height() / 2)

    def _nearest(self, x: float) -> "_Handle":
        track = self.track()
        to_low = abs(x - handle_place(track, self.low).x())
        to_high = abs(x - handle_place(track, self.high).x())
        if to_low == to_high:
            return self._low if x < handle_place(track, self.low).x() else self._high
        return self._low if to_low < to_high else self._high

    def _take(self, handle: "_Handle", x: float) -> None:
        self._undecided_x = None
        handle.raise_()
        handle.setFocus(Qt.FocusReason.MouseFocusReason)
        handle.setSliderDown(True)
        handle.setValue(self._value_at(x))

    def _value_at(self, x: float) -> int:
        return round(share_at(self.track(), x) * _STEPS)

    def _light_up(self, handle: "_Handle | None") -> None:
        for each in (self._low, self._high):
            each.set_lit(each is handle)

    def _bound(self) -> None:
        self._low.setMaximum(self._high.value())
        self._high.setMinimum(self._low.value())

    def _follow(self) -> None:
        self.update()
        if self._is_set_by_program:
            return
        self._bound()
        self.range_changed.emit(self.low, self.high)
        if not self._low.isSliderDown() and not self._high.isSliderDown():
            self._quiet.start()

    def _settle(self) -> None:
        self._quiet.stop()
        self.range_settled.emit(self.low, self.high)


class _Handle(QSlider):
    """One end of the range: takes keys, paints its handle, and leaves the mouse to the whole slider."""

    def __init__(self, whole: RangeSlider, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal, whole)
        self._whole = whole
        self._is_lit = False
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(name)

    def set_lit(self, is_lit: bool) -> None:
        """Show that the mouse would take this one."""
        if is_lit != self._is_lit:
            self._is_lit = is_lit
            self.update()

    def place(self) -> QPointF:
        """Where it is."""
        return handle_place(self._whole.track(), self.value() / _STEPS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_handle(
            painter,
            self.place(),
            is_enabled=self.isEnabled(),
            is_hovered=self._is_lit,
            is_held=self.isSliderDown(),
            has_focus=self.hasFocus(),
        )
        painter.end()
