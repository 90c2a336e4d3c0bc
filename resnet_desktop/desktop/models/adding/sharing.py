"""A model goes out as one file: saved where somebody says, or dragged out of the list."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QWidget

from resnet_desktop import paths
from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.reading import ShownModel
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks

_SUFFIX = ".resnet"


class Sharing(QObject):
    """Writes the files; each is a task.

    Signals:
        begun: the task that writes a file.
        done: one sentence, and the file.
        failed: one sentence about what went wrong.
    """

    begun = Signal(object)
    done = Signal(str, object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self._folder = Path.home()

    def ask(self, model: ShownModel) -> None:
        """Ask where, and save a model as one file."""
        proposed = self._folder / f"{model.name}{_SUFFIX}"
        path = picking.choose_new_file(self._window, f"Share “{model.name}”", proposed, "Models of ResNet Desktop")
        if path is None:
            return
        self._folder = path.parent
        task = self._start(model, path)
        task.succeeded.connect(lambda size: self.done.emit(wording.shared(path.name, size), path))

    def drag(self, model: ShownModel, source: QWidget) -> None:
        """Drag a model out of the window: its file is written first, and the drag begins while the button is down."""
        path = paths.cache_dir() / "dragged" / f"{model.name}{_SUFFIX}"
        task = self._start(model, path, is_only=True)
        task.succeeded.connect(lambda _size: _drag(path, source))

    def _start(self, model: ShownModel, path: Path, *, is_only: bool = False) -> Task:
        task = self._tasks.start(_sharing(model.name, path, is_only=is_only), title=f"Writing {path.name}")
        task.failed.connect(lambda error: self.failed.emit(sentence(str(error))))
        self.begun.emit(task)
        return task


def _sharing(name: str, path: Path, *, is_only: bool) -> Callable[[JobControl], int]:
    """Write a model as one file; the only one in its folder, where that is the program's own."""

    def write(control: JobControl) -> int:
        from resnet_desktop.models import default_library  # noqa: PLC0415
        from resnet_desktop.models.sharing import share  # noqa: PLC0415

        if is_only:
            shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        return share(control, default_library(), name, path)

    return write


def _drag(path: Path, source: QWidget) -> None:
    if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
        return
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drag = QDrag(source)
    drag.setMimeData(mime)
    drag.exec(Qt.DropAction.CopyAction)
