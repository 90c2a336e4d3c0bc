"""Where the chosen block adds what, over all channels or for one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.lab import wording
from resnet_desktop.desktop.architecture.lab.sum_view import SumView
from resnet_desktop.desktop.architecture.maps.wording import number
from resnet_desktop.desktop.pixels import to_image
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.number_field import NumberField
from resnet_desktop.desktop.widgets.scale_bar import ScaleBar
from resnet_desktop.desktop.widgets.segments import Segments

if TYPE_CHECKING:
    from resnet_desktop.inspection.activations import Activations
    from resnet_desktop.inspection.lab_blocks import ResidualBlock

_ALL, _ONE = range(2)
_MOST_CHANNELS = 2048
"""Of the widest block; each block then sets its own number."""


class MapsPart(QWidget):
    """The maps of a block; a sentence while none is chosen.

    Attributes:
        view: the maps.
        scale: their colours, common to all three.
        kind: all channels, or one.
        channel: which one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Activations, ResidualBlock] | None = None
        self._title = label("", "section")
        self._text = label("", "secondary")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.view, self.scale = SumView(), ScaleBar()
        self.view.hovered.connect(self.scale.show_value)
        self.kind = Segments("Channels", wording.CHANNELS)
        self.channel = NumberField("Channel", 0, _MOST_CHANNELS)
        self.kind.chosen.connect(self._change_kind)
        self.channel.number_changed.connect(lambda _: self._show())
        self._choices, self._body = QWidget(), QWidget()
        self._lay_out()
        self.show_block(None, None)

    def show_block(self, activations: "Activations | None", block: "ResidualBlock | None") -> None:
        """Show a block; without one, say how to choose it."""
        before = self._shown[1] if self._shown is not None else None
        self._shown = None if activations is None or block is None else (activations, block)
        self._title.setText(wording.maps_title(block))
        self._body.setVisible(self._shown is not None)
        if self._shown is None:
            self._text.setText(wording.NO_BLOCK)
            return
        if before is None or before.name != self._shown[1].name:
            self._choose_strongest()
        self._show()

    def _change_kind(self, kind: int) -> None:
        self.channel.setEnabled(kind == _ONE)
        if kind == _ONE:
            self._choose_strongest()
        self._show()

    def _choose_strongest(self) -> None:
        """Propose the channel to which the block adds most."""
        if self._shown is not None:
            from resnet_desktop.inspection.lab_blocks import strongest_channel  # noqa: PLC0415  loads NumPy

            activations, block = self._shown
            self.channel.set_most(block.addition.output_shape[-1] - 1)
            self.channel.set_number(strongest_channel(activations, block))

    def _show(self) -> None:
        if self._shown is None:
            return
        from resnet_desktop.images.colour_maps import DIVERGING, SEQUENTIAL, colour_table, coloured  # noqa: PLC0415
        from resnet_desktop.inspection.lab_blocks import block_maps  # noqa: PLC0415  loads NumPy

        activations, block = self._shown
        channel = self.channel.number if self.kind.number == _ONE else None
        maps = block_maps(activations, block, channel)
        table = SEQUENTIAL if channel is None else DIVERGING
        three = (maps.x, maps.residual, maps.total)
        images = tuple(to_image(coloured(each, maps.low, maps.high, table)) for each in three)
        is_off = block.name in activations.bypassed
        self.view.show_maps(three, images, is_off=is_off)
        colours = [(int(red), int(green), int(blue)) for red, green, blue in colour_table(table)]
        self.scale.show_scale(colours, maps.low, maps.high, "One scale for all three", number)
        self._text.setText(wording.maps_help(block, channel, is_on=not is_off))

    def _lay_out(self) -> None:
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(4)  # a panel of 320 px has room for all of it
        choices.addWidget(label("Channels", "secondary"))
        choices.addWidget(self.kind)
        choices.addWidget(self.channel)
        choices.addStretch(1)
        self.channel.setEnabled(False)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 4, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._choices)
        body.addWidget(self.view)
        body.addWidget(self.scale)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self._body)
