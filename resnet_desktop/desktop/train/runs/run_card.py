"""The chosen run: what it came to, notes, what can be done with it, and how it differs from another."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.runs import wording
from resnet_desktop.desktop.train.runs.compared_view import ComparedView
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.labels import ElidedLabel, breakable, label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.note_field import NoteField
from resnet_desktop.training.past_runs import PastRun, RunState


class RunCard(QWidget):
    """Buttons that would do nothing are disabled.

    Attributes:
        title: the name.
        text: what it came to.
        use: makes its model the current one.
        resume: goes on.
        compare: opens the menu of other runs.
        reveal: shows the folder.
        delete: deletes it.
        note: notes.
        compared: how it differs from another run.
        message: what went wrong or was done; empty for nothing.
    Signals:
        compare_asked: the name of the other run.
    """

    compare_asked = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.title = ElidedLabel("section", Qt.TextElideMode.ElideMiddle)
        self.text = label()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.use = Button("Use this model", "model", "small")
        self.resume = Button("Resume", "continue", "small")
        self._others = Menu("Compare with", self)
        self.compare = MenuButton("Compare with", self._others, kind="small")
        self.reveal = Button("Folder", "folder", "small")
        self.delete = Button("Delete…", "remove", "small")
        for button, tip in (
            (self.use, wording.USE_TIP),
            (self.resume, wording.RESUME_TIP),
            (self.compare, wording.COMPARE_TIP),
            (self.reveal, wording.FOLDER_TIP),
        ):
            button.setToolTip(tip)
        self.note = NoteField(tasks, _write_note, wording.NOTE_HINT, wording.NOTE_KEPT)
        self.compared = ComparedView()
        self.message = label("", "secondary")
        self.message.setWordWrap(True)
        self._lay_out()

    def show_run(self, run: PastRun, others: Sequence[PastRun]) -> None:
        """Show a run.

        Args:
            run: the run.
            others: those that it can be compared with.
        """
        self.title.setText(run.name)
        self.text.setText(breakable(wording.summary(run)))
        is_finished = run.state is RunState.FINISHED
        self.use.setEnabled(bool(run.model_size) and not run.problem)
        self.resume.setEnabled(run.can_resume)
        self.delete.setEnabled(run.state is not RunState.RUNNING)
        self.compare.setEnabled(is_finished and bool(others))
        self.note.show_note(run.folder, run.note)
        self.note.setEnabled(not run.problem)
        self._others.clear()
        for other in others:
            action = QAction(other.name.replace("&", "&&"), self._others)
            action.triggered.connect(lambda _is_on, name=other.name: self.compare_asked.emit(name))
            self._others.add(action)

    def say(self, words: str) -> None:
        """Say what went wrong or was done."""
        self.message.setText(breakable(words))
        self.message.setVisible(bool(words))

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate((self.use, self.resume, self.compare, self.reveal, self.delete)):
            buttons.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(buttons)
        layout.addWidget(self.text)  # below the buttons, which stay where they are however much there is to say
        layout.addWidget(self.message)
        layout.addWidget(self.note)
        layout.addWidget(self.compared)
        layout.addStretch(1)
        self.message.hide()
        self.compared.hide()


def _write_note(folder: Path, text: str) -> None:
    from resnet_desktop.training.past_runs import write_note  # noqa: PLC0415  in a task

    write_note(folder, text)
