"""The chosen channel: large, alone or on the picture, with its numbers and their histogram."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.channel_view import ChannelView
from resnet_desktop.desktop.architecture.maps.histogram_view import HistogramView
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.architecture.maps.shown_channel import ShownChannel
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.desktop.widgets.step_slider import StepSlider

_STEPS = 20
_USUAL_OPACITY = 0.6
_ROOM_FOR_HISTOGRAM_PX = 280


class ChannelPart(QWidget):
    """Shows one channel of a layer.

    Attributes:
        channel: its number; None while nothing is shown.
        view: the map.
        choice: alone, or on the picture.
        opacity: of the map on the picture, in steps of 5 %.
        histogram: of its values.
    Signals:
        pixel_chosen: row and column of the value that was clicked.
    """

    pixel_chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.channel: int | None = None
        self.view = ChannelView()
        self.histogram = HistogramView()
        self.choice = Segments("Show the channel", wording.VIEWS)
        self.opacity = StepSlider(_STEPS + 1, "Opacity of the map")
        self.opacity.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share = label("", "secondary")
        self._share.setFixedWidth(40)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._title = ElidedLabel("section")
        self._numbers = ElidedLabel("secondary")
        self._maps: LayerMaps | None = None
        self._picture: QImage | None = None
        self.view.pixel_chosen.connect(self.pixel_chosen)
        self.choice.chosen.connect(self._show_again)
        self.opacity.valueChanged.connect(self._change_opacity)
        self.opacity.setValue(round(_USUAL_OPACITY * _STEPS))
        self._lay_out()
        self._show_again()

    @property
    def is_on_picture(self) -> bool:
        """Whether the map lies on the picture."""
        return self.choice.number == 1

    @property
    def chosen_opacity(self) -> float:
        """Of the map on the picture, 0 to 1."""
        return self.opacity.value() / _STEPS

    def show_channel(self, maps: LayerMaps, channel: int, picture: QImage) -> None:
        """Show a channel.

        Args:
            maps: of its layer.
            channel: its number.
            picture: what the network sees.
        """
        from resnet_desktop.inspection.activations import shares  # noqa: PLC0415  loads NumPy

        self._maps, self.channel, self._picture = maps, channel, picture
        self._title.setText(f"Channel {channel:,}")
        self._numbers.setText(wording.channel_words(maps.channels, channel))
        self.histogram.show_shares(*shares(maps.maps[:, :, channel]))
        self._show_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the histogram out where the map would become too small."""
        super().resizeEvent(event)
        self.histogram.setVisible(self.height() >= _ROOM_FOR_HISTOGRAM_PX)

    def _show_again(self) -> None:
        is_on_picture = self.is_on_picture
        self._opacity_line.setVisible(is_on_picture)
        self.view.setToolTip(wording.ON_PICTURE_TIP if is_on_picture else wording.CHANNEL_TIP)
        if self._maps is None or self.channel is None:
            return
        maps = self._maps
        picture, box = (self._picture, maps.box()) if is_on_picture else (None, None)
        values, field = maps.maps[:, :, self.channel], maps.layer.receptive_field
        self.view.show_channel(ShownChannel(values, maps.image(self.channel), picture, box, field))

    def _change_opacity(self) -> None:
        opacity = self.chosen_opacity
        self._share.setText(f"{100 * opacity:.0f} %")
        self.view.set_opacity(opacity)

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self._title, 1)
        header.addWidget(self.choice)
        self._opacity_line = QWidget()
        line = QHBoxLayout(self._opacity_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label("Opacity", "secondary"))
        line.addWidget(self.opacity, 1)
        line.addWidget(self._share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(header)
        layout.addWidget(self._numbers)
        layout.addWidget(self._opacity_line)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.histogram)
