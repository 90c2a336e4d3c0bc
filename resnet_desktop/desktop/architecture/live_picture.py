"""Brings a picture to the network; the last wish wins."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_desktop.desktop.architecture.state import ArchitectureState, LivePicture
from resnet_desktop.desktop.last_wish import LastWish
from resnet_desktop.desktop.tasks import JobControl, Tasks

if TYPE_CHECKING:
    from resnet_desktop.images import Preprocessing


class LivePictureReader(QObject):
    """Reads a picture as the network wants it, and shows it.

    Attributes:
        path: the picture that is alive, or on its way; None for none.
    Signals:
        changed: another picture was wished for.
        failed: the path and the exception.
    """

    changed = Signal()
    failed = Signal(object, object)

    def __init__(self, state: ArchitectureState, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._wish = LastWish(tasks, self)
        self._wish.granted.connect(self._show)
        self._wish.refused.connect(self._fail)
        self.path: Path | None = None
        state.graph_changed.connect(self._read)

    def read(self, path: Path) -> None:
        """Run a picture through the network, now or as soon as there is one."""
        self.path = path
        self._read()
        self.changed.emit()

    def cancel(self) -> bool:
        """Stay with the picture that is alive; False where none is on its way."""
        alive = self._state.picture
        before = alive.path if alive is not None else None
        if self.path == before or not self._wish.is_busy:
            return False
        self._wish.withdraw()
        self.path = before
        self.changed.emit()
        return True

    def _read(self) -> None:
        if self.path is not None and self._state.live is not None:
            preprocessing = self._state.live.model.card.preprocessing
            self._wish.wish((self.path, self._state.live), _reading(self.path, preprocessing))
        else:
            self._wish.withdraw()

    def _show(self, key: tuple[Path, object], picture: LivePicture) -> None:
        if key == (self.path, self._state.live):
            self._state.show_picture(picture)

    def _fail(self, key: tuple[Path, object], error: BaseException) -> None:
        if key == (self.path, self._state.live):
            alive = self._state.picture
            self.path = alive.path if alive is not None else None
            self.changed.emit()
            self.failed.emit(key[0], error)


def _reading(path: Path, preprocessing: "Preprocessing") -> Callable[[JobControl], LivePicture]:
    def read(_control: JobControl) -> LivePicture:
        from resnet_desktop.images import decode, short_side_for, to_input  # noqa: PLC0415  loads NumPy

        return LivePicture(path.name, path, to_input(decode(path, short_side_for(preprocessing)), preprocessing))

    return read
