"""The technical side of an error, for whoever wants to report it."""

import traceback

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label


def details_of(error: BaseException) -> str:
    """Write an error with the way it took."""
    return "".join(traceback.format_exception(error)).rstrip()


class DetailsDialog(QDialog):
    """Shows an error's details and copies them."""

    def __init__(self, error: BaseException, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Details")
        self.resize(640, 400)
        self.text = QPlainTextEdit(details_of(error))
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Details of the error")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy = Button("Copy", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close = Button("Close", kind="primary")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label("Details of the error", "section"))
        layout.addWidget(self.text)
        layout.addLayout(buttons)
