"""A question before something that cannot be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

_WIDTH_PX = 400


class Question(QDialog):
    """Asks whether to go on; `accepted` is emitted where somebody wants to. It deletes itself.

    Args:
        title: what would be done, as a question.
        text: what would be lost.
        doing: what the button says that goes on.
    """

    def __init__(self, title: str, text: str, doing: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = label(text)
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH_PX)
        self.cancel = Button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.go_on = Button(doing, kind="primary")
        self.go_on.clicked.connect(self.accept)
        self.cancel.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label(title, "section"))
        layout.addWidget(words)
        layout.addLayout(buttons)
