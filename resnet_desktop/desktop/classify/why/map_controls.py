"""How a map is shown: its colours, and how much of the picture is seen through it."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.scale_bar import ScaleBar
from resnet_desktop.desktop.widgets.step_slider import StepSlider

_STEPS = 20
_USUAL_OPACITY = 0.6


class MapControls(QWidget):
    """Lets it be changed.

    Attributes:
        map_only: hides the picture.
        opacity: of the map, in steps of 5 %.
        scale: the map's colours with their numbers.
    Signals:
        opacity_changed: 0 to 1.
        map_only_toggled: whether the picture is hidden.
    """

    opacity_changed = Signal(float)
    map_only_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.map_only = Button("Map only", kind="flat")
        self.map_only.setCheckable(True)
        self.map_only.setToolTip(wording.MAP_ONLY_TIP)
        self.map_only.toggled.connect(self.map_only_toggled)
        self.scale = ScaleBar()
        self.opacity = StepSlider(_STEPS + 1, "Opacity of the map")
        self.opacity.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share = label("", "secondary")
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._share.setFixedSize(QSize(40, 28))
        self._opacity_name = label("Opacity", "secondary")
        self.opacity.valueChanged.connect(self._change_opacity)
        self.map_only.toggled.connect(self._offer_opacity)
        self.opacity.setValue(round(_USUAL_OPACITY * _STEPS))
        self._lay_out()

    @property
    def chosen_opacity(self) -> float:
        """Of the map, 0 to 1."""
        return self.opacity.value() / _STEPS

    def set_opacity(self, opacity: float) -> None:
        """Bring a remembered opacity back, 0 to 1."""
        self.opacity.setValue(round(opacity * _STEPS))

    def set_map_only(self, is_map_only: bool) -> None:
        """Bring a remembered choice back, without telling it."""
        with QSignalBlocker(self.map_only):
            self.map_only.setChecked(is_map_only)
        self._offer_opacity(is_map_only)

    def set_has_map(self, has_map: bool) -> None:
        """Offer only what can be done now."""
        self.scale.setEnabled(has_map)

    def _lay_out(self) -> None:
        opacity = QHBoxLayout()
        opacity.setSpacing(8)
        opacity.addWidget(self._opacity_name)
        opacity.addWidget(self.opacity, 1)
        opacity.addWidget(self._share)
        opacity.addWidget(self.map_only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(opacity)
        layout.addWidget(self.scale)

    def _change_opacity(self) -> None:
        self._share.setText(f"{100 * self.chosen_opacity:.0f} %")
        self.opacity_changed.emit(self.chosen_opacity)

    def _offer_opacity(self, is_map_only: bool) -> None:
        for part in (self.opacity, self._share, self._opacity_name):
            part.setEnabled(not is_map_only)
        self.opacity.update()
