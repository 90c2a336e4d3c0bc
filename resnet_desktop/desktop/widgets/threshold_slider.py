"""A slider for the confidence below which a picture counts as unsure."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.widgets.slider_painting import groove, handle_place, paint_groove, paint_handle, share_at

_STEPS = 100
_HEIGHT_PX = 28
_NUMBER_PX = 48
_QUIET_MS = 300


class ThresholdSlider(QSlider):
    """0 to 100 % in steps of one, with its number at the right. A click goes there at once.

    Signals:
        threshold_changed: a person has moved it; 0 to 1.
        threshold_settled: a person has let go of it, or has stopped pressing keys; 0 to 1.
    """

    threshold_changed = Signal(float)
    threshold_settled = Signal(float)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _STEPS)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Threshold, percent")
        self._is_set_by_program = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._settle)
        self.valueChanged.connect(self._follow)
        self.sliderReleased.connect(self._settle)

    @property
    def threshold(self) -> float:
        """0 to 1."""
        return self.value() / _STEPS

    def set_threshold(self, threshold: float) -> None:
        """Move it without telling anybody.

        Args:
            threshold: 0 to 1; shown to the nearest percent.
        """
        self._is_set_by_program = True
        self.setValue(round(threshold * _STEPS))
        self._is_set_by_program = False

    def sizeHint(self) -> QSize:
        """Long enough for single percents."""
        return QSize(280, _HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._move_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held, or light it up."""
        if self.isSliderDown():
            self._move_to(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move only with the focus: scrolling past it changes nothing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Show hover and focus."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint groove, handle and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, is_enabled = self._track(), self.isEnabled()
        paint_groove(painter, track, 0, self.threshold, is_enabled=is_enabled)
        paint_handle(
            painter,
            handle_place(track, self.threshold),
            is_enabled=is_enabled,
            is_hovered=self.underMouse(),
            is_held=self.isSliderDown(),
            has_focus=self.hasFocus(),
        )
        painter.setFont(font(13, has_even_digits=True))
        painter.setPen(colour("text" if is_enabled else "disabled"))
        number = QRectF(self.width() - _NUMBER_PX, 0, _NUMBER_PX, self.height())
        painter.drawText(number, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{self.value()} %")
        painter.end()

    def _track(self) -> QRectF:
        return groove(0, self.width() - _NUMBER_PX, self.height() / 2)

    def _move_to(self, event: QMouseEvent) -> None:
        self.setValue(round(share_at(self._track(), event.position().x()) * _STEPS))

    def _follow(self) -> None:
        self.update()
        if self._is_set_by_program:
            return
        self.threshold_changed.emit(self.threshold)
        if not self.isSliderDown():
            self._quiet.start()

    def _settle(self) -> None:
        self._quiet.stop()
        self.threshold_settled.emit(self.threshold)
