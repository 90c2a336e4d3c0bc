"""Opens the dialogs of sorting, and passes on what they say; lives as long as the page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.jobs import interrupted
from resnet_desktop.desktop.classify.sorting.plan_dialog import KeywordDialog, SortDialog
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.classify.sorting.undo_dialog import UndoSortingDialog
from resnet_desktop.desktop.tasks import Tasks

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.sorting.outcomes import Interrupted


class Sortings(QObject):
    """Sorts pictures, writes keywords, and takes both back.

    Signals:
        noticed: a sentence about what was done while its dialog was closed, as `Notice.say` takes it.
        complained: a sentence about what went wrong meanwhile, as `Notice.complain` takes it.
        folder_chosen: the folder that is sorted into, to be proposed the next time.
        moved: folders were sorted into, or this was undone; pairs of paths: where pictures were, and where they are
            now; none where they were copied.
    """

    noticed = Signal(str, object)
    complained = Signal(str, object)
    folder_chosen = Signal(str)
    moved = Signal(list)

    def __init__(self, page: QWidget, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self._tasks = tasks

    def sort(self, request: SortRequest) -> SortDialog:
        """Let somebody sort pictures into folders."""
        dialog = SortDialog(self._page, request, self._tasks)
        dialog.folder_chosen.connect(self.folder_chosen)
        self._open(dialog)
        return dialog

    def write_keywords(self, request: SortRequest) -> KeywordDialog:
        """Let somebody write classes as keywords."""
        dialog = KeywordDialog(self._page, request, self._tasks)
        self._open(dialog)
        return dialog

    def undo(self) -> UndoSortingDialog:
        """Let somebody undo a sorting, or go on with one that was stopped."""
        dialog = UndoSortingDialog(self._page, self._tasks)
        self._open(dialog)
        return dialog

    def look_for_interrupted(self) -> None:
        """Say so if the program was stopped in a sorting the last time, and where that has put the pictures."""
        task = self._tasks.start(interrupted)
        task.succeeded.connect(self._tell_interrupted)

    def _tell_interrupted(self, found: "Interrupted | None") -> None:
        if found is not None:
            self.moved.emit(list(found.moves))
            self.noticed.emit(wording.interrupted(found.sorting), (("Show", self.undo),))

    def _open(self, dialog: SortingDialog) -> None:
        dialog.noticed.connect(self.noticed)
        dialog.complained.connect(self.complained)
        dialog.moved.connect(self.moved)
        dialog.open()
