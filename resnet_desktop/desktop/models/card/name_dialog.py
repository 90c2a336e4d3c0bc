"""Asks for a model's name and says what is wrong with it as it is typed."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

_WIDTH_PX = 400


class NameDialog(QDialog):
    """A field and two buttons; it deletes itself.

    Args:
        title: what the name is for.
        doing: what the button says that goes on.
        name: proposed.
        taken: names that models have.
        parent: the window.
    Attributes:
        edit: where it is typed.
        problem: why it cannot be used.
        go_on: takes it.
    Signals:
        named: the name.
    """

    named = Signal(str)

    def __init__(self, title: str, doing: str, name: str, taken: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._taken = {each.lower() for each in taken}
        self._before = name
        self.edit = QLineEdit(name)
        self.edit.setAccessibleName("Name")
        self.edit.setMinimumWidth(_WIDTH_PX)
        self.edit.selectAll()
        self.problem = label("", "secondary")
        self.problem.setWordWrap(True)
        self.problem.setMinimumHeight(2 * self.problem.fontMetrics().lineSpacing())
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.go_on = Button(doing, kind="primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._take)
        self.edit.textChanged.connect(lambda _text: self._check())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(label(title, "section"))
        layout.addWidget(self.edit)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)
        self._check()

    def _check(self) -> None:
        from resnet_desktop.models.names import name_problem  # noqa: PLC0415  after the window's first paint

        name = self.edit.text().strip()
        problem = name_problem(name)
        if not problem and name.lower() in self._taken:
            problem = f"there is a model named {name} already"
        self.problem.setText(f"{problem[:1].upper()}{problem[1:]}." if problem else "")
        self.go_on.setEnabled(not problem)

    def _take(self) -> None:
        self.accept()
        self.named.emit(self.edit.text().strip())
