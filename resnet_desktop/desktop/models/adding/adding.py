"""Files become models of the library, one after another."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.card.changing import LANE
from resnet_desktop.desktop.models.state import ModelsState
from resnet_desktop.desktop.tasks import JobControl, Task, Tasks

if TYPE_CHECKING:
    from resnet_desktop.models.importing import Imported


class Adding(QObject):
    """Asks for a file, or takes those that were dropped.

    Signals:
        begun: the task that reads a file.
        done: one sentence or more about new models.
        failed: one sentence or more about files that were refused, and then about new models.
    """

    begun = Signal(object)
    done = Signal(str)
    failed = Signal(str)

    def __init__(self, state: ModelsState, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._state, self._tasks, self._window = state, tasks, window

    def ask(self) -> None:
        """Let somebody choose a file."""
        path = picking.choose_file(self._window, "Add a model", wording.ADD_KINDS)
        if path is not None:
            self.add([path])

    def add(self, paths: Sequence[Path]) -> None:
        """Add models from files; each is a task of its own, so that one that is refused hinders none."""
        waiting = list(paths)
        added: list[str] = []
        refused: list[str] = []

        def end(path: Path) -> None:
            waiting.remove(path)
            if not waiting and refused:  # all at once, where a later sentence would take an earlier one's place
                self.failed.emit(" ".join([*refused, *added]))
            elif not waiting and added:
                self.done.emit(" ".join(added))

        for path in paths:
            task: Task = self._tasks.start(_importing(path), title=f"Adding {path.name}", lane=LANE)
            task.succeeded.connect(lambda imported: added.append(self._show(imported)))
            task.failed.connect(lambda error: refused.append(sentence(str(error))))
            task.finished.connect(partial(end, path))
            self.begun.emit(task)

    def tell(self, imported: "Imported") -> None:
        """Show the new model and say what came of a file."""
        self.done.emit(self._show(imported))

    def _show(self, imported: "Imported") -> str:
        self._state.refresh(choose=imported.name)
        return wording.added(imported.name, imported.kind, imported.notices, is_base=imported.is_base)


def _importing(path: Path) -> "Callable[[JobControl], Imported]":
    def read(control: JobControl) -> "Imported":
        from resnet_desktop.models import default_library  # noqa: PLC0415
        from resnet_desktop.models.bases import default_bases  # noqa: PLC0415
        from resnet_desktop.models.official import import_chosen  # noqa: PLC0415

        return import_chosen(control, default_library(), default_bases(), path)

    return read
