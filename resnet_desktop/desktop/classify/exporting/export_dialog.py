"""Exports the list: what and how, then where, then the work."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.exporting import wording
from resnet_desktop.desktop.classify.exporting.export_form import ExportForm
from resnet_desktop.desktop.classify.exporting.request import Export, ExportRequest
from resnet_desktop.desktop.classify.exporting.running import exporting
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.task_dialog import Ends, TaskDialog, reason

_NAME = "classes"


class ExportDialog(TaskDialog):
    """Exports the list.

    Attributes:
        form: what is chosen.
    Signals:
        exported: the file, and how many pictures are in it.
        folder_chosen: the folder of an export.
        form_chosen: the key of its format.
    """

    exported = Signal(object, int)
    folder_chosen = Signal(str)
    form_chosen = Signal(str)

    def __init__(self, parent: QWidget, request: ExportRequest, tasks: Tasks) -> None:
        super().__init__(wording.TITLE, parent)
        self.resize(680, 440)
        self._request = request
        self._tasks = tasks
        self._folder = Path(request.folder) if request.folder else Path.home()
        self.form = ExportForm(request)
        self.form.export_asked.connect(self._ask_where)
        self.form.closing_asked.connect(self.reject)
        self.add_page(self.form)
        title, text = wording.missing(request)
        if title:
            self._show_missing(title, text)
        else:
            self.show_page(self.form, self.form.export)
            self.form.export.setFocus()

    def _show_missing(self, title: str, text: str) -> None:
        missing, close = MessageState("export"), Button("Close", kind="primary")
        missing.say(title, text)
        missing.add_button(close)
        close.clicked.connect(self.reject)
        self.add_page(missing)
        self.show_page(missing, close)

    def _ask_where(self) -> None:
        form = self.form.chosen_format
        proposed = self._folder / f"{_NAME}{form.suffix}"
        path = picking.choose_new_file(self, wording.FILE_TITLE, proposed, form.kind)
        if path is not None:
            self._export(self.form.chosen(path))

    def _export(self, wanted: Export) -> None:
        assert self._request.model is not None
        self.form.message.clear()
        self._folder = wanted.path.parent
        self.folder_chosen.emit(str(self._folder))
        self.form_chosen.emit(wanted.format.key)
        job = exporting(wanted, wanted.scope.entries(), self._request.model, self._request.threshold)
        task = self._tasks.start(job, title=wording.TASK)
        self.run(task, "picture", Ends(partial(self._say_done, wanted.path), self._complain, self._stop))

    def _say_done(self, path: Path, number: int) -> None:
        self.exported.emit(path, number)
        self.accept()

    def _complain(self, error: BaseException) -> None:
        self.show_page(self.form, self.form.export)
        self.form.message.complain(reason(error), error)
        if not self.isVisible():
            self.complained.emit(reason(error), (("Try again", self.show_again),))

    def _stop(self) -> None:
        self.show_page(self.form, self.form.export)
        self.form.message.say(wording.CANCELLED)
        if not self.isVisible():
            self.deleteLater()
