"""Opens the dialog of an export, and says what came of it; lives as long as the page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.exporting import wording
from resnet_desktop.desktop.classify.exporting.export_dialog import ExportDialog
from resnet_desktop.desktop.classify.exporting.request import ExportRequest
from resnet_desktop.desktop.tasks import Tasks


class Exports(QObject):
    """Exports the list.

    Signals:
        noticed: a sentence about what was done, and what can be done next, as `Notice.say` takes them.
        complained: a sentence about what went wrong, and what can be done about it, as `Notice.complain` takes them.
        folder_chosen: the folder of an export, to be proposed the next time.
        form_chosen: the key of its format, to be proposed the next time.
    """

    noticed = Signal(str, object)
    complained = Signal(str, object)
    folder_chosen = Signal(str)
    form_chosen = Signal(str)

    def __init__(self, page: QWidget, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self._tasks = tasks

    def open(self, request: ExportRequest) -> ExportDialog:
        """Let somebody choose what is exported, and export it."""
        dialog = ExportDialog(self._page, request, self._tasks)
        dialog.complained.connect(self.complained)
        dialog.exported.connect(self._say_done)
        dialog.folder_chosen.connect(self.folder_chosen)
        dialog.form_chosen.connect(self.form_chosen)
        dialog.open()
        return dialog

    def _say_done(self, path: Path, number: int) -> None:
        self.noticed.emit(
            wording.exported(number, path),
            (
                ("Open", partial(self._open, path, opening.open_path)),
                ("Show in folder", partial(self._open, path, opening.show_in_folder)),
            ),
        )

    def _open(self, path: Path, how: Callable[[Path], bool]) -> None:
        if not how(path):
            self.complained.emit(wording.CANNOT_OPEN.format(path), ())
