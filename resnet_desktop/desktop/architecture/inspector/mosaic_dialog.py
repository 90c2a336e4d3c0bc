"""The filters in a window of their own, as large as somebody makes it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.inspector.filter_mosaic import FilterMosaic
from resnet_desktop.desktop.widgets.labels import label

EXPLANATION = (
    "Grey is zero. What is bright in a colour answers to that colour, what is dark to its absence; each filter uses "
    "all of its own range."
)


class MosaicDialog(QDialog):
    """Esc closes it.

    Attributes:
        mosaic: the filters.
    """

    def __init__(self, title: str, source: FilterMosaic, norms: list[float], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.mosaic = FilterMosaic(can_open=False)
        self.mosaic.show_filters(source.images, norms)
        self._area = QScrollArea()
        self._area.setWidget(self.mosaic)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = label(EXPLANATION, "secondary")
        words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(label(title, "section"))
        layout.addWidget(words)
        layout.addWidget(self._area, 1)
        self.resize(720, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the filters as large as the window."""
        super().resizeEvent(event)
        width = self._area.viewport().width()
        self.mosaic.resize(QSize(width, self.mosaic.heightForWidth(width)))
