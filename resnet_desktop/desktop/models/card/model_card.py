"""The chosen model in readable form, with what can be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.wording import sentence
from resnet_desktop.desktop.models import wording
from resnet_desktop.desktop.models.reading import ShownModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.chip import Chip
from resnet_desktop.desktop.widgets.facts_view import FACT_LEFT_PX, FactsView
from resnet_desktop.desktop.widgets.labels import ElidedLabel, breakable, label
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.note_field import NoteField

_FLAT_PADDING_PX = 9


class ModelCard(QWidget):
    """Buttons that would do nothing are disabled, and say why.

    Attributes:
        title: what a person calls it.
        state: that it is in use.
        subtitle: its name, where it came from and how large it is.
        use: makes it the current one.
        share: saves it as one file.
        more: everything else.
        rename: of the menu, as the next four.
        duplicate: makes a copy.
        verify: makes every check.
        reveal: shows the folder.
        delete: deletes it.
        facts: what its card says.
        classes: opens the list of all classes.
        note: notes.
        problem: why a damaged one cannot be used.
    """

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.title = ElidedLabel("section")
        self.state = Chip()
        self.subtitle = ElidedLabel("secondary", Qt.TextElideMode.ElideMiddle)
        self.use = Button("Use this model", "classify", "small")
        self.use.setToolTip(wording.USE_TIP)
        self.share = Button("Share…", "export", "small")
        self.share.setToolTip(wording.SHARE_TIP)
        menu = Menu("More", self)
        self.more = MenuButton("More", menu, kind="small")
        self.rename = _entry(menu, "Rename…", "keyword", wording.RENAME_TIP)
        self.duplicate = _entry(menu, "Duplicate…", "copy", wording.DUPLICATE_TIP)
        self.verify = _entry(menu, "Verify", "confirmed", wording.VERIFY_TIP)
        self.reveal = _entry(menu, "Show the folder", "folder", wording.FOLDER_TIP)
        menu.addSeparator()
        self.delete = _entry(menu, "Delete…", "remove", wording.DELETE_TIP)
        self.problem = label("", "")
        self.problem.setWordWrap(True)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = FactsView()
        self.classes = Button("", kind="flat")
        self.note = NoteField(tasks, _write_note, wording.NOTE_HINT, wording.NOTE_KEPT)
        self._lay_out()

    def show_model(self, model: ShownModel, *, is_current: bool) -> None:
        """Show a model."""
        listed = model.listed
        self.title.setText(listed.title)
        self.subtitle.setText(wording.subtitle(model))
        self.show_use(is_current=is_current, is_usable=model.can_classify)
        for action in (self.rename, self.delete):
            action.setEnabled(not listed.is_bundled)
        self.rename.setEnabled(model.can_classify and not listed.is_bundled)
        self.rename.setToolTip(wording.BUNDLED_TIP if listed.is_bundled else wording.RENAME_TIP)
        self.delete.setToolTip(wording.BUNDLED_TIP if listed.is_bundled else wording.DELETE_TIP)
        for part in (self.duplicate, self.share, self.verify):
            part.setEnabled(model.can_classify)
        words = f"{sentence(listed.problem)} {wording.damaged_text(model)}" if listed.problem else ""
        self.problem.setText(breakable(words))
        self.problem.setVisible(bool(listed.problem))
        knows = (("Knows", wording.classes_line(model.labels)),) if model.labels else ()
        self.facts.show_facts((*knows, *model.facts))
        self.facts.setVisible(bool(model.facts))
        self.classes.setText(wording.all_classes(len(model.labels)))
        self.classes.setVisible(bool(model.labels))
        self.note.show_note(model.name, model.notes)
        self.note.setVisible(model.can_classify)

    def show_use(self, *, is_current: bool, is_usable: bool) -> None:
        """Say whether it is in use."""
        self.state.show_state(wording.CURRENT if is_current else "", "confirmed", "good")
        self.use.setEnabled(is_usable and not is_current)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.use, self.share, self.more):
            buttons.addWidget(button)
        buttons.addStretch()
        classes = QHBoxLayout()
        classes.addSpacing(FACT_LEFT_PX - _FLAT_PADDING_PX)
        classes.addWidget(self.classes)
        classes.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.subtitle)
        layout.addLayout(buttons)
        layout.addSpacing(4)
        layout.addWidget(self.problem)
        layout.addWidget(self.facts)
        layout.addLayout(classes)
        layout.addWidget(self.note)


def _entry(menu: Menu, words: str, icon_name: str, tip: str) -> QAction:
    action = QAction(words, menu)
    action.setToolTip(tip)
    return menu.add(action, icon_name)


def _write_note(name: str, text: str) -> None:
    from resnet_desktop.models import default_library  # noqa: PLC0415  in a task

    default_library().write_notes(name, text)
