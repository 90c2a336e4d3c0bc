"""Saves the map that is shown as a picture file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.saver import Saver
from resnet_desktop.desktop.tasks import Tasks

if TYPE_CHECKING:
    from resnet_desktop.classification.explanation import Heatmap


class MapSaver(Saver):
    """Saves maps as PNG."""

    def __init__(self, explainer: Explainer, tasks: Tasks, window: QWidget) -> None:
        super().__init__(tasks, window)
        self._explainer = explainer

    def save(self, path: Path, heatmap: "Heatmap", opacity: float, *, is_map_only: bool) -> None:
        """Save a map as it is shown.

        Args:
            path: its picture.
            heatmap: the map.
            opacity: of the map, 0 to 1.
            is_map_only: without the picture.
        """
        name = wording.file_name(path.stem, heatmap.text.title)
        explainer = self._explainer

        def write(target: Path) -> None:
            explainer.save(target, path, heatmap, opacity, is_map_only=is_map_only)

        self._save("Save the map", name, "PNG pictures", write)
