"""How the channels of a layer are shown: in which order, in which colours."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.scale_bar import ScaleBar
from resnet_desktop.desktop.widgets.segments import Segments

_ONE_LINE_PX = 500


class MapChoices(QWidget):
    """Order, scale, and the scale's own colours with their numbers.

    Attributes:
        sort: the order, by a place in `layer_maps.SORTED_BY`.
        scale: what the colours are common to, by a place in `layer_maps.SCALED_PER`.
        bar: the colours.
    Signals:
        sort_chosen: another order.
        scale_chosen: another scale.
    """

    sort_chosen = Signal(int)
    scale_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.sort = Segments("Sort by", wording.SORTS)
        self.scale = Segments("Colours per", wording.SCALES)
        self.bar = ScaleBar()
        self.sort.choose(1)
        self.sort.chosen.connect(self.sort_chosen)
        self.scale.chosen.connect(self.scale_chosen)
        for button in self.sort.buttons:
            button.setToolTip(wording.SORT_TIP)
        for button, tip in zip(self.scale.buttons, wording.SCALE_TIPS, strict=True):
            button.setToolTip(tip)
        self._sort_name, self._scale_name = label("Sort", "secondary"), label("Colours", "secondary")
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(4, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._lines)
        layout.addWidget(self.bar)
        self._is_in_one_line: bool | None = None
        self._arrange(is_in_one_line=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one line where there is room."""
        super().resizeEvent(event)
        self._arrange(is_in_one_line=self.width() >= _ONE_LINE_PX)

    def show_scale(self, maps: LayerMaps, channel: int | None) -> None:
        """Show the colours of a layer; a vector has bars and needs none.

        Args:
            maps: of the layer.
            channel: the chosen one, whose scale it is where each has its own.
        """
        for part in (self._scale_name, self.scale, self.bar):
            part.setHidden(maps.is_vector)
        which = maps.order[0] if channel is None else channel
        scale = maps.scale
        unit = wording.scale_unit(self.scale.number, which)
        self.bar.show_scale(scale.colours(), float(scale.lows[which]), float(scale.highs[which]), unit, wording.number)

    def _arrange(self, *, is_in_one_line: bool) -> None:
        if is_in_one_line == self._is_in_one_line:
            return
        self._is_in_one_line = is_in_one_line
        row, column = (0, 2) if is_in_one_line else (1, 0)
        left = Qt.AlignmentFlag.AlignLeft
        self._lines.addWidget(self._sort_name, 0, 0)
        self._lines.addWidget(self.sort, 0, 1, left)
        self._lines.addWidget(self._scale_name, row, column)
        self._lines.addWidget(self.scale, row, column + 1, left)
