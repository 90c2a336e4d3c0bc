"""Saves the map that is shown as a picture file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.why import wording
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.classification.explanation import Heatmap


class MapSaver(QObject):
    """Asks where, then saves on a task.

    Attributes:
        folder: where the last one went; before the first the user's own, for maps beside pictures become pictures.
    Signals:
        saved: the file.
        failed: one sentence.
    """

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, explainer: Explainer, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = Path.home()
        self._explainer, self._tasks, self._window = explainer, tasks, parent

    def save(self, path: Path, heatmap: "Heatmap", opacity: float, *, is_map_only: bool) -> None:
        """Save a map as it is shown.

        Args:
            path: its picture.
            heatmap: the map.
            opacity: of the map, 0 to 1.
            is_map_only: without the picture.
        """
        name = wording.file_name(path.stem, heatmap.text.title)
        target = picking.choose_new_file(self._window, "Save the map", self.folder / name, "PNG pictures")
        if target is None:
            return
        self.folder = target.parent
        explainer = self._explainer

        def write(_control: JobControl) -> Path:
            explainer.save(target, path, heatmap, opacity, is_map_only=is_map_only)
            return target

        task = self._tasks.start(write)
        task.succeeded.connect(self.saved)
        task.failed.connect(lambda error: self.failed.emit(sentence(str(error))))
