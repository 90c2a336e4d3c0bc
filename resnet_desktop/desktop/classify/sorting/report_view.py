"""What came of sorting or undoing: a headline, what to know, the files that stayed, and what can be done next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.wording import folder_line
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import breakable, label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.message_state import Emblem, MessageState
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resnet_desktop.classification.sorting import Problem
    from resnet_desktop.desktop.classify.sorting.outcomes import Sorted, Undone


class ReportView(QWidget):
    """Shows what came of it.

    Attributes:
        title: the headline.
        text: what to know.
        problems: files that stayed as they are, with the reason.
        message: what went wrong since.
        undo: takes it back, or the rest of it.
        go_on: goes on with what was stopped.
        folder: shows the folder.
        close_button: closes.
    Signals:
        undo_asked, continue_asked, folder_asked, closing_asked: somebody wants that.
    """

    undo_asked = Signal()
    continue_asked = Signal()
    folder_asked = Signal()
    closing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "section")
        self.text = label("", "quiet")
        for words in (self.title, self.text):
            words.setWordWrap(True)
        self._well, self._ill = MessageState("confirmed", "good"), MessageState("warning", "warn")
        self._listed = QWidget()
        self._parts = QStackedWidget()
        for part in (self._well, self._ill, self._listed):
            self._parts.addWidget(part)
        self.problems = TextTable(
            "Files that stayed",
            (
                TextColumn("File", lambda problem: problem.path.name, 168, is_path=True),
                TextColumn("Reason", lambda problem: problem.reason, 304, ink="warn"),
                TextColumn("Folder", lambda problem: folder_line(problem.path.parent), is_path=True, ink="text2"),
            ),
        )
        self.message = MessageLine()
        self.undo = Button("Undo", "undo")
        self.go_on = Button("Continue", "continue")
        self.folder = Button("Open folder", "folder")
        self.close_button = Button("Close", kind="primary")
        self.undo.clicked.connect(self.undo_asked)
        self.go_on.clicked.connect(self.continue_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.close_button.clicked.connect(self.closing_asked)
        self._lay_out()

    def show_sorted(self, made: "Sorted") -> None:
        """Show what came of sorting."""
        is_well = made.pictures == made.planned and not made.problems
        self._show(wording.sorted_title(made), wording.sorted_text(made), made.problems, is_well=is_well)
        self.undo.setText("Undo")
        self.undo.setVisible(made.undoable is not None)
        self.go_on.setVisible(made.can_be_continued)
        self.folder.setVisible(made.target is not None and made.pictures > 0)

    def show_undone(self, made: "Undone") -> None:
        """Show what came of undoing."""
        is_well = made.restored is not None and not made.left
        self._show(wording.undone_title(made), wording.undone_text(made), made.left, is_well=is_well)
        self.undo.setText("Undo the rest")
        self.undo.setVisible(made.undoable is not None)
        self.go_on.setVisible(False)
        self.folder.setVisible(made.target is not None and (made.undoable is not None or bool(made.kept_folders)))

    def _show(self, title: str, text: str, problems: "Sequence[Problem]", *, is_well: bool) -> None:
        self.title.setText(title)
        self.text.setText(breakable(text))
        self.problems.show_records(problems)
        brief = self._well if is_well else self._ill
        brief.say(title, text)
        self._parts.setCurrentWidget(self._listed if problems else brief)
        self.message.clear()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("part", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.problems)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch()
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addStretch()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Emblem("warning", "warn", 48))
        head.addLayout(words, 1)
        listed = QVBoxLayout(self._listed)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(16)
        listed.addLayout(head)
        listed.addWidget(card, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        for button in (self.folder, self.go_on, self.undo, self.close_button):
            buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._parts, 1)
        layout.addLayout(buttons)
