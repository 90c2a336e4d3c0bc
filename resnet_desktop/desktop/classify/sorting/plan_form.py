"""What the forms have in common that end in a preview: which pictures, what is wrong, and two buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.scope import Scope, proposed
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.form import Form
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.segments import Segments


class PlanForm(QWidget):
    """The choices, and what is wrong with them.

    Attributes:
        form: its lines; the first one says which pictures.
        scope: which pictures.
        message: what is wrong.
        preview: goes on.
        close_button: closes.
    Signals:
        plan_asked: somebody wants to see what would be done.
        closing_asked: somebody wants to close it.
    """

    plan_asked = Signal()
    closing_asked = Signal()

    def __init__(self, request: SortRequest) -> None:
        super().__init__()
        self._scopes = request.usable_scopes
        self.scope = Segments("Pictures", [scope.choice for scope in self._scopes])
        self.scope.choose(proposed(self._scopes))
        self.message = MessageLine()
        self.close_button = Button("Close")
        self.close_button.clicked.connect(self.closing_asked)
        self.preview = Button("Preview", "continue", "primary")
        self.preview.clicked.connect(self.plan_asked)
        self.setFocusProxy(self.preview)
        self.form = Form()
        self.form.add("Pictures", self.scope)

    @property
    def chosen_scope(self) -> Scope:
        """Which pictures."""
        return self._scopes[self.scope.number]

    def lay_out(self, title: str, *parts: QWidget | QLayout) -> None:
        """Put a headline, the form's parts and the buttons below one another."""
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self.preview, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(label(title, "section"))
        for part in parts:
            if isinstance(part, QWidget):
                layout.addWidget(part)
            else:
                layout.addLayout(part)
        layout.addStretch()
        layout.addLayout(buttons)
