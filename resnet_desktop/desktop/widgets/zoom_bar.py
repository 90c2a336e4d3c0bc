"""How large a picture is shown, with what changes it by mouse."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.theme import colour
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.framing import Framing

_PERCENT_PX = 64
_STEP_PX = 28


def zoom_words(zoom: float) -> str:
    """Write a zoom: ``34 %``, ``8.2 %``, ``1,600 %``.

    Args:
        zoom: 1 for 100 %.
    """
    return f"{100 * zoom:,.0f} %" if zoom >= 0.0995 else f"{100 * zoom:.1f} %"


class ZoomBar(QWidget):
    """Smaller, the zoom in percent, larger. Keys do the same on the picture itself, so it takes no focus.

    Signals:
        smaller_asked: a step smaller.
        toggle_asked: from fit to 100 %, from anything else to fit.
        larger_asked: a step larger.
        entered: the mouse has left the picture for it.
    """

    smaller_asked = Signal()
    toggle_asked = Signal()
    larger_asked = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.smaller = Button("", "minus", kind="flat")
        self.percent = Button("", kind="flat")
        self.larger = Button("", "add", kind="flat")
        self.smaller.setToolTip("Smaller (\u2212)")
        self.larger.setToolTip("Larger (+)")
        self.smaller.setAccessibleName("Smaller")
        self.larger.setAccessibleName("Larger")
        self.smaller.clicked.connect(self.smaller_asked)
        self.percent.clicked.connect(self.toggle_asked)
        self.larger.clicked.connect(self.larger_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for button, width in ((self.smaller, _STEP_PX), (self.percent, _PERCENT_PX), (self.larger, _STEP_PX)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setFixedWidth(width)
            layout.addWidget(button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("Zoom")

    def show_framing(self, framing: Framing) -> None:
        """Say the zoom, and offer only what is possible."""
        smallest, largest = framing.limits
        self.smaller.setEnabled(framing.scale > smallest * 1.001)
        self.larger.setEnabled(framing.scale < largest * 0.999)
        self.percent.setText(zoom_words(framing.zoom))
        self.percent.setToolTip("Show at 100 % (double click)" if framing.is_fit else "Fit the picture (0)")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse is not on the picture any more."""
        super().enterEvent(event)
        self.entered.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground that makes it readable on any picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
