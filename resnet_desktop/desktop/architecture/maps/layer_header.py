"""Which layer is shown, how large it is, how much of it is dead, and how it is saved."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.architecture.maps import wording
from resnet_desktop.desktop.architecture.maps.layer_maps import LayerMaps
from resnet_desktop.desktop.widgets.buttons import MenuButton
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.menu import Menu


class LayerHeader(QWidget):
    """Says what the panel is about.

    Attributes:
        name: of the layer.
        note: why this layer is shown, how large it is, how many of its channels are dead.
        save: opens the menu of what can be saved.
    Signals:
        numbers_asked: the layer should be saved as NPY.
        channels_asked: all channels should be saved as PNG.
        channel_asked: the chosen channel should be saved as PNG.
    """

    numbers_asked = Signal()
    channels_asked = Signal()
    channel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("section")
        self.note = label("", "secondary")
        self.note.setWordWrap(True)
        menu = Menu("Save the maps", self)
        self._channel = QAction("This channel as a picture (PNG)\u2026", menu)
        self._channels = QAction("All channels as a picture (PNG)\u2026", menu)
        numbers = QAction("Whole layer as numbers (NPY)\u2026", menu)
        numbers.triggered.connect(self.numbers_asked)
        self._channels.triggered.connect(self.channels_asked)
        self._channel.triggered.connect(self.channel_asked)
        for action in (self._channel, self._channels, numbers):
            menu.add(action)
        self.save = MenuButton("Save", menu, "save", "small")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        line.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.note)

    def show_layer(self, maps: LayerMaps, reason: str, *, is_busy: bool) -> None:
        """Say what is shown.

        Args:
            maps: of the layer.
            reason: why it is this one; empty where it is selected itself.
            is_busy: it is still of the picture before, while another one is computed.
        """
        layer = maps.layer
        self.name.setText(layer.name)
        dead = wording.dead_words(maps.channels, layer)
        bypassed = wording.bypass_words(maps.activations.bypassed)
        parts = (reason, f"{wording.size_words(layer)}.", wording.COMPUTING_ANEW if is_busy else dead, bypassed)
        self.note.setText(" ".join(part for part in parts if part))
        self.note.setToolTip(wording.dead_tip(is_before_relu=maps.is_before_relu) if dead else "")
        for action in (self._channel, self._channels):
            action.setEnabled(not maps.is_vector)
