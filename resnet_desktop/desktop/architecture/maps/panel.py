"""Live activations: the channels of the selected layer for the current picture."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.bar_list import BarList
from resnet_desktop.desktop.architecture.maps.channel_part import ChannelPart
from resnet_desktop.desktop.architecture.maps.layer_header import LayerHeader
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps, layer_maps
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.maps.map_choices import MapChoices
from resnet_desktop.desktop.architecture.maps.map_saver import MapSaver
from resnet_desktop.desktop.architecture.maps.mosaic_view import MosaicView
from resnet_desktop.desktop.architecture.maps.nothing_to_see import NothingToSee
from resnet_desktop.desktop.architecture.maps.shown_layer import reason, shown_layer
from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.labels import ElidedLabel

_LEAST_PX = 288, 352
_WIDE_PX = 720
"""From here on the chosen channel stands beside the mosaic."""


class ActivationPanel(QWidget):
    """Shows the maps of what is selected; it computes nothing while it is hidden.

    Attributes:
        header: which layer it is.
        choices: order and colours.
        mosaic: all channels of a map.
        bars: all values of a vector.
        part: the chosen channel, large.
        nothing: why there are no maps.
        saver: writes files.
        said: what came of saving.
        maps: what is shown; None while there is nothing.
    Signals:
        picture_asked: somebody wants to choose a picture.
        pixel_chosen: layer, channel, row, column of the value that somebody wants to understand.
    """

    picture_asked = Signal()
    pixel_chosen = Signal(str, int, int, int)

    def __init__(self, state: ArchitectureState, tasks: Tasks, activations: LiveActivations) -> None:
        super().__init__()
        self.maps: LayerMaps | None = None
        self._state, self._activations = state, activations
        self._picture: tuple[LivePicture | None, QImage] = None, QImage()
        self.header, self.choices, self.part = LayerHeader(), MapChoices(), ChannelPart()
        self.mosaic, self.bars = MosaicView(), BarList("Values of the layer")
        self.saver = MapSaver(tasks, self)
        self.said = ElidedLabel("secondary", Qt.TextElideMode.ElideMiddle)
        self.nothing = NothingToSee()
        self._lay_out()
        self.setMinimumSize(*_LEAST_PX)  # also while parts stand beside each other, which they stop doing in time
        state.graph_changed.connect(self.follow)
        state.selected_changed.connect(self.follow)
        activations.changed.connect(self.follow)
        self.nothing.picture_asked.connect(self.picture_asked)
        self.nothing.retry_asked.connect(activations.ask_again)
        self.choices.sort_chosen.connect(self._sort)
        self.choices.scale_chosen.connect(self._rescale)
        self.mosaic.channel_chosen.connect(self._show_channel)
        self.mosaic.activated.connect(lambda _index: self.part.view.setFocus(Qt.FocusReason.TabFocusReason))
        self.mosaic.hovered.connect(self._mark_value)
        self.bars.chosen.connect(lambda channel: self._tell_pixel(channel, 0, 0))
        self.part.pixel_chosen.connect(lambda row, column: self._tell_pixel(self.part.channel, row, column))
        self.header.numbers_asked.connect(self._save_numbers)
        self.header.channels_asked.connect(self._save_channels)
        self.header.channel_asked.connect(self._save_channel)
        self.saver.saved.connect(lambda path: self._say(f"Saved as {path}"))
        self.saver.failed.connect(self._say)

    def follow(self) -> None:
        """Show what the state says; while it is hidden, that waits until it is shown."""
        if not self.isVisible():
            return
        self._activations.ask()
        latest = self._activations.latest
        self._say("")
        if self.nothing.follow(self._state, self._activations) or latest is None:
            self.maps = None
            self._pages.setCurrentWidget(self.nothing)
            return
        self._pages.setCurrentWidget(self._content)
        layer = shown_layer(self._state.graph, self._state.selected)
        if self.maps is None or self.maps.activations is not latest or self.maps.layer is not layer:
            self._show_layer(layer_maps(latest, layer, self.choices.sort.number, self.choices.scale.number))
        why, is_busy = reason(self._state.graph, self._state.selected), self._activations.is_busy
        self.header.show_layer(self.maps_shown, why, is_busy=is_busy)

    @property
    def maps_shown(self) -> LayerMaps:
        """What is shown, when something is."""
        assert self.maps is not None
        return self.maps

    def mark_pixel(self, layer: str, channel: int, row: int, column: int) -> None:
        """Mark a value that was chosen elsewhere, such as by the arrow keys beside its arithmetic; nobody is told."""
        if self.maps is not None and self.maps.layer.name == layer and not self.maps.is_vector:
            if channel != self.part.channel:
                self.mosaic.choose(channel)
            self.part.view.mark(row, column)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other where there is room."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Horizontal if self.width() >= _WIDE_PX else Qt.Orientation.Vertical
        if wanted != self._splitter.orientation():
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes([1000, 1000] if wanted == Qt.Orientation.Horizontal else [2000, 3000])

    def _show_layer(self, maps: LayerMaps) -> None:
        before, self.maps = self.maps, maps
        is_same = before is not None and before.layer.name == maps.layer.name
        self._views.setCurrentWidget(self.bars if maps.is_vector else self.mosaic)
        self.part.setHidden(maps.is_vector)
        if maps.is_vector:
            self._show_bars(maps)
            return
        channel = self.part.channel if is_same and self.part.channel is not None else maps.strongest
        self.mosaic.show_maps(maps.maps, maps.channels, maps.order, maps.scale)
        self.mosaic.choose(channel)

    def _show_bars(self, maps: LayerMaps) -> None:
        labels = () if self._state.live is None else tuple(self._state.live.model.card.labels)
        names, write = wording.row_names(maps.layer, labels), wording.value_words(maps.layer)
        self.bars.show_values(maps.maps[0, 0], maps.order, names, write)
        self.choices.show_scale(maps, None)

    def _show_channel(self, channel: int) -> None:
        maps = self.maps_shown
        self.part.show_channel(maps, channel, self._picture_image())
        self.choices.show_scale(maps, channel)

    def _sort(self, number: int) -> None:
        if self.maps is not None:
            chosen, self.maps = self.part.channel, self.maps.sorted_by(number)
            if self.maps.is_vector:
                self._show_bars(self.maps)
                return
            self.mosaic.show_maps(self.maps.maps, self.maps.channels, self.maps.order, self.maps.scale)
            if chosen is not None:
                self.mosaic.choose(chosen)

    def _rescale(self, number: int) -> None:
        if self.maps is not None and not self.maps.is_vector and self.part.channel is not None:
            self.maps = self.maps.scaled_per(number)
            self.mosaic.rescale(self.maps.scale)
            self._show_channel(self.part.channel)

    def _mark_value(self, place: tuple[int, int, int] | None) -> None:
        """Mark the value under the mouse on the scale, where the scale is that channel's too."""
        value = None
        if place is not None and self.maps is not None:
            channel, row, column = place
            if self.choices.scale.number or channel == self.part.channel:
                value = float(self.maps.maps[row, column, channel])
        self.choices.bar.show_value(value)

    def _tell_pixel(self, channel: int | None, row: int, column: int) -> None:
        if self.maps is not None and channel is not None:
            self.pixel_chosen.emit(self.maps.layer.name, channel, row, column)

    def _picture_image(self) -> QImage:
        picture = self._state.picture
        if picture is not None and self._picture[0] is not picture:
            self._picture = picture, pixels.to_image(picture.pixels)
        return self._picture[1]

    def _save_numbers(self) -> None:
        if self.maps is not None:
            self.saver.save_numbers(self.maps, self._picture_name())

    def _save_channels(self) -> None:
        if self.maps is not None:
            self.saver.save_channels(self.maps, self._picture_name())

    def _save_channel(self) -> None:
        if self.maps is None or self.part.channel is None:
            return
        picture, channel = self._state.picture, self.part.channel
        if picture is not None and self.part.is_on_picture:
            self.saver.save_on_picture(self.maps, channel, picture.name, picture.pixels, self.part.chosen_opacity)
        else:
            self.saver.save_channel(self.maps, channel, self._picture_name())

    def _picture_name(self) -> str:
        return "picture" if self._state.picture is None else self._state.picture.name

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.mosaic)
        self._views.addWidget(self.bars)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        self._splitter.addWidget(self._views)
        self._splitter.addWidget(self.part)
        self._splitter.setSizes([2000, 3000])
        self._views.setMinimumSize(160, 64)
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(8)
        content.addWidget(self.header)
        content.addWidget(self.choices)
        content.addWidget(self._splitter, 1)
        content.addWidget(self.said)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
