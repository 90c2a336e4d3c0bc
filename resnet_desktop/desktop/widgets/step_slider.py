"""A small slider with a few positions."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from resnet_desktop.desktop.widgets.slider_painting import groove, handle_place, paint_groove, paint_handle, share_at

_WIDTH_PX = 96
_HEIGHT_PX = 28


class StepSlider(QSlider):
    """Positions from 0; a click goes to the nearest one at once.

    Args:
        count: of positions, at least 2.
        name: what it changes, for a screen reader.
    """

    def __init__(self, count: int, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, count - 1)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Small."""
        return QSize(_WIDTH_PX, _HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the mouse is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it holds the handle."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.update()

    def event(self, event: QEvent) -> bool:
        """Light up under the mouse."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint groove and handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = groove(0, self.width(), self.height() / 2)
        share = self.value() / self.maximum()
        paint_groove(painter, track, 0, share, is_enabled=self.isEnabled())
        paint_handle(
            painter,
            handle_place(track, share),
            is_enabled=self.isEnabled(),
            is_hovered=self.underMouse(),
            is_held=self.isSliderDown(),
            has_focus=self.hasFocus(),
        )
        painter.end()

    def _follow(self, event: QMouseEvent) -> None:
        track = groove(0, self.width(), self.height() / 2)
        self.setValue(round(share_at(track, event.position().x()) * self.maximum()))
        self.update()
