"""Asks what shall happen to a training when the window is closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.train.live.leaving import Leave, LeaveQuestion
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

_WIDTH_PX = 440


class LeaveDialog(QDialog):
    """One button for each answer; Esc is the one that changes nothing. It deletes itself.

    Attributes:
        buttons: by their answers.
    Signals:
        answered: a `Leave`.
    """

    answered = Signal(object)

    def __init__(self, question: LeaveQuestion, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = label(question.text)
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH_PX)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch()
        self.buttons: dict[Leave, Button] = {}
        proposed, _ = question.answers[0]
        for answer, text in reversed(question.answers):
            button = Button(text, kind="primary" if answer is proposed else "")
            button.clicked.connect(lambda _is_on, answer=answer: self._answer(answer))
            line.addWidget(button)
            self.buttons[answer] = button
        self.buttons[proposed].setDefault(True)
        self.rejected.connect(lambda: self.answered.emit(Leave.CANCEL))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label(question.title, "section"))
        layout.addWidget(words)
        layout.addLayout(line)

    def _answer(self, answer: Leave) -> None:
        if answer is Leave.CANCEL:
            self.reject()
        else:
            self.answered.emit(answer)
            self.accept()
