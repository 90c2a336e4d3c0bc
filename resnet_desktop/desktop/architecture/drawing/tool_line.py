"""Below the drawing: expand, collapse, zoom, fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resnet_desktop.desktop.architecture.drawing.canvas import DrawingCanvas
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.zoom_bar import ZoomBar

_MARGIN_PX, _GAP_PX = 8, 4


class ToolLine(QWidget):
    """Acts on a canvas.

    Signals:
        expand_all_asked: every layer is to be drawn.
        collapse_all_asked: each stage is to be one box.
    """

    expand_all_asked = Signal()
    collapse_all_asked = Signal()

    def __init__(self, canvas: DrawingCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.expand = Button("Expand", kind="flat")
        self.collapse = Button("Collapse", kind="flat")
        self.fit = Button("Fit", kind="flat")
        self.zoom_bar = ZoomBar(self)
        self.expand.setToolTip("Draw every layer")
        self.collapse.setToolTip("Draw each stage as one box")
        self.fit.setToolTip("Show the whole network (0)")
        self.expand.clicked.connect(self.expand_all_asked)
        self.collapse.clicked.connect(self.collapse_all_asked)
        self.fit.clicked.connect(canvas.zoom_to_fit)
        self.zoom_bar.smaller_asked.connect(canvas.zoom_out)
        self.zoom_bar.larger_asked.connect(canvas.zoom_in)
        self.zoom_bar.toggle_asked.connect(canvas.toggle_zoom)
        canvas.reframed.connect(self._follow_zoom)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN_PX, 4, _MARGIN_PX, 4)
        layout.setSpacing(_GAP_PX)
        for button in (self.expand, self.collapse):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.fit)
        layout.addWidget(self.zoom_bar, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_expanded(self, expanded: frozenset[str], everything: frozenset[str]) -> None:
        """Offer only what would change something."""
        self.expand.setEnabled(expanded != everything)
        self.collapse.setEnabled(bool(expanded))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what keys and clicks do too where there is no room for all."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        is_fit = self._canvas.framing is None or self._canvas.framing.is_fit
        left = self.width() - 2 * _MARGIN_PX - self.zoom_bar.minimumSizeHint().width()
        for button, is_wanted in ((self.expand, True), (self.collapse, True), (self.fit, not is_fit)):
            left -= button.sizeHint().width() + _GAP_PX
            button.setVisible(is_wanted and left >= 0)

    def _follow_zoom(self) -> None:
        if self._canvas.framing is not None:
            self.zoom_bar.show_framing(self._canvas.framing)
            is_fit = self._canvas.framing.is_fit
            self.zoom_bar.percent.setToolTip("Show at 100 %" if is_fit else "Show the whole network (0)")
            self._make_room()
