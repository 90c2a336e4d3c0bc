"""What is chosen before classes are written as keywords."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.scope import Scope, proposed
from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.choices import Keywords
from resnet_desktop.desktop.classify.sorting.form_lines import ClassLines, KeywordLines
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.form import Form
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.segments import Segments


class KeywordForm(QWidget):
    """The choices, and what is wrong with them.

    Attributes:
        scope: which pictures.
        classes: which class, how sure.
        keyword_lines: how it is written.
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
        form = Form()
        form.add("Pictures", self.scope)
        self.classes = ClassLines(form, request.threshold, "Below", "get no keyword")
        self.keyword_lines = KeywordLines(form)
        self.keyword_lines.root.textChanged.connect(self.message.clear)
        text = label(wording.KEYWORDS_TEXT, "quiet")
        text.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self.preview, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(label(wording.KEYWORDS_TITLE, "section"))
        layout.addWidget(text)
        layout.addLayout(form)
        layout.addStretch()
        layout.addLayout(buttons)

    @property
    def chosen_scope(self) -> Scope:
        """Which pictures."""
        return self._scopes[self.scope.number]

    def chosen(self) -> Keywords | None:
        """Give what is chosen; None where something is missing, which it says then."""
        if not self.keyword_lines.has_root:
            self.message.complain(wording.NO_ROOT)
            return None
        return self.keyword_lines.chosen(self.classes.by, self.classes.part)
