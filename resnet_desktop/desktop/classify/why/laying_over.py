"""A map over the preview: its colours, what it says under the mouse, how much is seen through it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.explainer import paint
from resnet_desktop.desktop.classify.why.map_controls import MapControls
from resnet_desktop.desktop.widgets.framing import Box
from resnet_desktop.desktop.widgets.picture_view import PictureView
from resnet_desktop.desktop.widgets.scale_bar import two_decimals

if TYPE_CHECKING:
    from resnet_desktop.classification.explanation import Heatmap


class LayingOver(QObject):
    """Ties the controls of a map to the preview.

    Attributes:
        heatmap: what lies over the picture; None for nothing.
    """

    def __init__(self, view: PictureView, controls: MapControls, parent: QObject) -> None:
        super().__init__(parent)
        self.heatmap: Heatmap | None = None
        self._view, self._controls = view, controls
        self._square: tuple[Box, int] | None = None
        view.set_map_opacity(controls.chosen_opacity)
        controls.opacity_changed.connect(view.set_map_opacity)
        controls.map_only_toggled.connect(view.set_map_only)
        view.hovered.connect(self._say_value)

    def show_heatmap(self, heatmap: "Heatmap | None") -> None:
        """Lay a map over the picture; None to take it away."""
        if heatmap is not self.heatmap:
            self.heatmap = heatmap
            self.lay()
            if heatmap is None:
                self._say_value(None)

    def show_in_square(self, square: tuple[Box, int] | None) -> None:
        """Say what the view shows now, and lay the map over that.

        Args:
            square: which part of the picture it shows, and the side of the square that it shows it as, px; None where
                it shows the picture itself.
        """
        self._square = square
        self.lay()

    def lay(self) -> None:
        """Lay the map over what the view shows, which may just have changed."""
        if self.heatmap is None:
            self._view.show_map(None)
        else:
            self._view.show_map(paint(self.heatmap), self.heatmap.box if self._square is None else None)

    def _say_value(self, point: tuple[float, float] | None) -> None:
        value, words = None, ""
        if self.heatmap is not None and point is not None:
            value = self.heatmap.value_at(*self._in_picture(point))
        if self.heatmap is not None and value is not None:
            is_fall = self.heatmap.method == wording.OCCLUSION.key
            words = wording.write_fall(value) if is_fall else two_decimals(value)
        self._view.say_at_mouse(words)
        self._controls.scale.show_value(value)

    def _in_picture(self, point: tuple[float, float]) -> tuple[float, float]:
        if self._square is None:
            return point
        (left, top, right, _bottom), side = self._square
        scale = (right - left) / side
        return left + point[0] * scale, top + point[1] * scale
