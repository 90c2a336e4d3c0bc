"""Live activations: the channels of the selected layer for the current picture."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop import pixels
from resnet_desktop.desktop.architecture.maps.layer_body import LayerBody
from resnet_desktop.desktop.architecture.maps.layer_header import LayerHeader
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps, layer_maps
from resnet_desktop.desktop.architecture.maps.live_activations import LiveActivations
from resnet_desktop.desktop.architecture.maps.map_saver import MapSaver
from resnet_desktop.desktop.architecture.maps.nothing_to_see import NothingToSee
from resnet_desktop.desktop.architecture.maps.shown_layer import reason, shown_layer
from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.labels import ElidedLabel

_LEAST_PX = 288, 352


class ActivationPanel(QWidget):
    """Shows the maps of what is selected; it computes nothing while it is hidden.

    Attributes:
        header: which layer it is.
        body: its channels.
        nothing: why there are no maps.
        saver: writes files.
        said: what came of saving.
    Signals:
        picture_asked: somebody wants to choose a picture.
        pixel_chosen: layer, channel, row, column of the value that somebody wants to understand.
    """

    picture_asked = Signal()
    pixel_chosen = Signal(str, int, int, int)

    def __init__(self, state: ArchitectureState, tasks: Tasks, activations: LiveActivations) -> None:
        super().__init__()
        self._state, self._activations = state, activations
        self._image: tuple[LivePicture | None, QImage] = None, QImage()
        self.header, self.body, self.nothing = LayerHeader(), LayerBody(), NothingToSee()
        self.saver = MapSaver(tasks, self)
        self.said = ElidedLabel("secondary", Qt.TextElideMode.ElideMiddle)
        self._lay_out()
        self.setMinimumSize(*_LEAST_PX)  # also while parts stand beside each other, which they stop doing in time
        state.graph_changed.connect(self.follow)
        state.selected_changed.connect(self.follow)
        activations.changed.connect(self.follow)
        self.nothing.picture_asked.connect(self.picture_asked)
        self.nothing.retry_asked.connect(activations.ask_again)
        self.body.value_chosen.connect(self._tell_pixel)
        self.header.numbers_asked.connect(self._save_numbers)
        self.header.channels_asked.connect(self._save_channels)
        self.header.channel_asked.connect(self._save_channel)
        self.saver.saved.connect(lambda path: self._say(f"Saved as {path}"))
        self.saver.failed.connect(self._say)

    @property
    def maps(self) -> LayerMaps | None:
        """What is shown; None while there is nothing."""
        return self.body.maps if self._pages.currentWidget() is self._content else None

    def follow(self) -> None:
        """Show what the state says; while it is hidden, that waits until it is shown."""
        if not self.isVisible():
            return
        self._activations.ask()
        latest, live = self._activations.latest, self._state.live
        self._say("")
        if self.nothing.follow(self._state, self._activations) or latest is None or live is None:
            self._pages.setCurrentWidget(self.nothing)
            return
        graph, selected = self._state.graph, self._state.selected
        layer, shown = shown_layer(graph, selected), self.body.maps
        if shown is None or shown.activations is not latest or shown.layer is not layer:
            choices = self.body.choices
            shown = layer_maps(latest, layer, choices.sort.number, choices.scale.number)
            self.body.show_layer(shown, self._picture_image(), tuple(live.model.card.labels))
        self.header.show_layer(shown, reason(graph, selected), is_busy=self._activations.is_busy)
        self._pages.setCurrentWidget(self._content)

    def mark_pixel(self, layer: str, channel: int, row: int, column: int) -> None:
        """Mark a value that was chosen elsewhere, such as by the arrow keys beside its arithmetic; nobody is told."""
        if self.maps is not None and self.maps.layer.name == layer:
            self.body.mark(channel, row, column)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self.follow()

    def _tell_pixel(self, channel: int, row: int, column: int) -> None:
        if self.maps is not None:
            self.pixel_chosen.emit(self.maps.layer.name, channel, row, column)

    def _picture_image(self) -> QImage:
        picture = self._activations.picture
        if picture is not None and self._image[0] is not picture:
            self._image = picture, pixels.to_image(picture.pixels)
        return self._image[1]

    def _save_numbers(self) -> None:
        maps, picture = self.maps, self._activations.picture
        if maps is not None and picture is not None:
            self.saver.save_numbers(maps, picture.name)

    def _save_channels(self) -> None:
        maps, picture = self.maps, self._activations.picture
        if maps is not None and picture is not None:
            self.saver.save_channels(maps, picture.name)

    def _save_channel(self) -> None:
        maps, picture, part = self.maps, self._activations.picture, self.body.part
        if maps is None or picture is None or part.channel is None:
            return
        if part.is_on_picture:
            self.saver.save_on_picture(maps, part.channel, picture.name, picture.pixels, part.chosen_opacity)
        else:
            self.saver.save_channel(maps, part.channel, picture.name)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._content = QWidget()
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(8)
        content.addWidget(self.header)
        content.addWidget(self.body, 1)
        content.addWidget(self.said)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
