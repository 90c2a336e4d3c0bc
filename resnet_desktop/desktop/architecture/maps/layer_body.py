"""A layer's channels with how they are shown, and the chosen one large; a vector's values as bars instead."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.bar_list import BarList
from resnet_desktop.desktop.architecture.maps.channel_part import ChannelPart
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.architecture.maps.map_choices import MapChoices
from resnet_desktop.desktop.architecture.maps.mosaic_view import MosaicView

_WIDE_PX = 700
"""From here on the chosen channel stands beside the mosaic."""
_SIDE_BY_SIDE, _BELOW = (1000, 1000), (2000, 3000)


class LayerBody(QWidget):
    """Shows one layer.

    Attributes:
        maps: what is shown; None before the first one.
        choices: order and colours.
        mosaic: all channels of a map.
        bars: all values of a vector.
        part: the chosen channel, large.
    Signals:
        value_chosen: channel, row and column of a value that somebody clicked.
    """

    value_chosen = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.maps: LayerMaps | None = None
        self._picture = QImage()
        self._labels: tuple[str, ...] = ()
        self.choices, self.part = MapChoices(), ChannelPart()
        self.mosaic, self.bars = MosaicView(), BarList("Values of the layer")
        self._lay_out()
        self.choices.sort_chosen.connect(self._sort)
        self.choices.scale_chosen.connect(self._rescale)
        self.mosaic.channel_chosen.connect(self._show_channel)
        self.mosaic.activated.connect(lambda _index: self.part.view.setFocus(Qt.FocusReason.TabFocusReason))
        self.mosaic.hovered.connect(self._mark_on_scale)
        self.bars.chosen.connect(lambda channel: self.value_chosen.emit(channel, 0, 0))
        self.part.pixel_chosen.connect(lambda row, column: self.value_chosen.emit(self.part.channel, row, column))

    def show_layer(self, maps: LayerMaps, picture: QImage, labels: tuple[str, ...]) -> None:
        """Show a layer, its strongest channel large; of the same layer the chosen channel stays.

        Args:
            maps: of the layer, sorted and coloured as was chosen.
            picture: what the network saw.
            labels: of the classes.
        """
        before, self.maps = self.maps, maps
        self._picture, self._labels = picture, labels
        is_same = before is not None and before.layer.name == maps.layer.name
        self._views.setCurrentWidget(self.bars if maps.is_vector else self.mosaic)
        self.part.setHidden(maps.is_vector)
        if maps.is_vector:
            self._show_bars(maps)
        else:
            channel = self.part.channel
            self._show_mosaic(maps, channel if is_same and channel is not None else maps.strongest)

    def mark(self, channel: int, row: int, column: int) -> None:
        """Show a value as the chosen one; nobody is told."""
        if self.maps is not None and not self.maps.is_vector:
            if channel != self.part.channel:
                self.mosaic.choose(channel)
            self.part.view.mark(row, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other where there is room."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= _WIDE_PX else Qt.Orientation.Vertical
        if wanted != self._splitter.orientation():
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes(_SIDE_BY_SIDE if wanted == Qt.Orientation.Horizontal else _BELOW)

    def _show_mosaic(self, maps: LayerMaps, channel: int) -> None:
        self.mosaic.show_maps(maps.maps, maps.channels, maps.order, maps.scale)
        self.mosaic.choose(channel)

    def _show_bars(self, maps: LayerMaps) -> None:
        names, write = wording.row_names(maps.layer, self._labels), wording.value_words(maps.layer)
        self.bars.show_values(maps.maps[0, 0], maps.order, names, write)
        self.choices.show_scale(maps, None)

    def _show_channel(self, channel: int) -> None:
        if self.maps is not None:
            self.part.show_channel(self.maps, channel, self._picture)
            self.choices.show_scale(self.maps, channel)

    def _sort(self, number: int) -> None:
        if self.maps is None:
            return
        self.maps = self.maps.sorted_by(number)
        if self.maps.is_vector:
            self._show_bars(self.maps)
        elif self.part.channel is not None:
            self._show_mosaic(self.maps, self.part.channel)

    def _rescale(self, number: int) -> None:
        if self.maps is not None and not self.maps.is_vector and self.part.channel is not None:
            self.maps = self.maps.scaled_per(number)
            self.mosaic.rescale(self.maps.scale)
            self._show_channel(self.part.channel)

    def _mark_on_scale(self, place: tuple[int, int, int] | None) -> None:
        """Mark the value under the mouse, where the scale is that channel's too."""
        value = None
        if place is not None and self.maps is not None:
            channel, row, column = place
            if self.choices.scale.number or channel == self.part.channel:
                value = float(self.maps.maps[row, column, channel])
        self.choices.bar.show_value(value)

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.mosaic)
        self._views.addWidget(self.bars)
        self._views.setMinimumSize(160, 64)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        self._splitter.addWidget(self._views)
        self._splitter.addWidget(self.part)
        self._splitter.setSizes(_BELOW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.choices)
        layout.addWidget(self._splitter, 1)
