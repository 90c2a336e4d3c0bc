"""The diagnostic report, to read and to save."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.help import wording
from resnet_desktop.desktop.help.collecting import collecting
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine

_NAME = "resnet-desktop-report.zip"


class ReportDialog(QDialog):
    """Shows everything that would be saved.

    Attributes:
        text: the report.
        message: where it was saved, or why not.
        copy: puts the text into the clipboard.
        save: asks where and saves.
    """

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.REPORT)
        self.resize(720, 560)
        self._tasks = tasks
        self._files: dict[str, str] = {}
        self.text = QPlainTextEdit(wording.COLLECTING)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(wording.REPORT)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.message = MessageLine()
        self.copy = Button("Copy", "copy")
        self.copy.clicked.connect(lambda _is_on: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save = Button("Save…", "save", "primary")
        self.save.clicked.connect(lambda _is_on: self._save())
        close = Button("Close")
        close.clicked.connect(self.accept)
        self._lay_out(close)
        self._set_enabled(is_there=False)
        task = tasks.start(collecting())
        task.succeeded.connect(self._show)
        task.failed.connect(lambda error: self.message.complain(sentence(str(error)), error))

    def _show(self, files: dict[str, str]) -> None:
        self._files = files
        self.text.setPlainText(wording.report_text(files))
        self._set_enabled(is_there=True)

    def _set_enabled(self, *, is_there: bool) -> None:
        self.copy.setEnabled(is_there)
        self.save.setEnabled(is_there)

    def _save(self) -> None:
        path = picking.choose_new_file(self, "Save the report", Path.home() / _NAME, "Zip files")
        if path is None:
            return
        files = self._files

        def write(_control: object) -> None:
            from resnet_desktop.diagnosis.report import write_report  # noqa: PLC0415

            write_report(path, files)

        task = self._tasks.start(write)
        task.succeeded.connect(lambda _nothing: self.message.say(f"Saved as {path}."))
        task.failed.connect(lambda error: self.message.complain(sentence(str(error)), error))

    def _lay_out(self, close: Button) -> None:
        words = label(wording.REPORT_TEXT)
        words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(close)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(label(wording.REPORT, "section"))
        layout.addWidget(words)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
