"""What a plan would do, before it is done: from where to where, how many into each folder, what is left out and why."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.wording import folder_line
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable
from resnet_desktop.formatting import count

if TYPE_CHECKING:
    from resnet_desktop.classification.sorting import SortingPlan

_GROUPS_PX = 232
_FILE_COLUMNS_PX = (192, 104, 176)
_KEYWORD_COLUMNS_PX = (160, 104, 160)
"""Of the files; what is left is the last column's: a word of ours, or the name of a class."""


@dataclass(frozen=True)
class _Group:
    """Files that belong together: those of one folder, or those that are left out for one reason.

    Attributes:
        title: what they have in common.
        number: how many.
        key: the class or the reason; None for all.
    """

    title: str
    number: int
    key: str | None = None


class PlanPreview(QWidget):
    """Shows a plan.

    Attributes:
        title: what would be done.
        parts: what would be done, or what is left out.
        groups: folders, or reasons.
        files: from where to where.
        left_out: which files, and why.
        message: what went wrong.
        back: to the choices.
        do: does it.
    Signals:
        back_asked: somebody wants to choose anew.
        doing_asked: somebody wants it to be done.
    """

    back_asked = Signal()
    doing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: SortingPlan | None = None
        self.title = ElidedLabel("section")
        self._line = ElidedLabel("quiet")
        self.parts = Segments("Show", ("Files", "Left out"))
        self.parts.chosen.connect(self._show_part)
        self.groups = TextTable(
            "Folders", (TextColumn("Folder", lambda group: group.title, 152), TextColumn("Pictures", _number, 72, True))
        )
        self.groups.selectionModel().currentChanged.connect(self._show_group)
        self.files = TextTable(
            "Files",
            (
                TextColumn("Picture", lambda step: step.source.name, is_path=True),
                TextColumn("From", lambda step: folder_line(step.source.parent), is_path=True, ink="text2"),
                TextColumn("To", self._place, is_path=True),
                TextColumn("Note", self._note, ink="text2"),
            ),
        )
        self.left_out = TextTable(
            "Left out",
            (
                TextColumn("Picture", lambda problem: problem.path.name, 192, is_path=True),
                TextColumn("Reason", lambda problem: problem.reason, 224, ink="warn"),
                TextColumn("Folder", lambda problem: folder_line(problem.path.parent), is_path=True, ink="text2"),
            ),
        )
        self.message = MessageLine()
        self.back = Button("Back")
        self.back.clicked.connect(self.back_asked)
        self.do = Button("", kind="primary")
        self.do.clicked.connect(self.doing_asked)
        self._lay_out()

    def show_plan(self, plan: "SortingPlan") -> None:
        """Show a plan; where nothing would be done, what is left out."""
        self.plan = plan
        self.title.setText(wording.plan_title(plan))
        self._line.setText(wording.plan_line(plan))
        self.message.clear()
        self.do.setText(wording.do_button(plan))
        self.do.setEnabled(bool(plan.pictures))
        self.parts.buttons[0].setText(wording.planned_word(plan))
        self.parts.buttons[1].setText(wording.left_out_word(plan))
        for button, has_some in zip(self.parts.buttons, (bool(plan.pictures), bool(plan.left_out)), strict=True):
            button.setEnabled(has_some)
        widths = _KEYWORD_COLUMNS_PX if plan.what == "keywords" else _FILE_COLUMNS_PX
        for place, width in enumerate(widths):
            self.files.header.resizeSection(place, width)
        self.parts.choose(0 if plan.pictures or not plan.left_out else 1)
        self._show_part()

    def _show_part(self) -> None:
        assert self.plan is not None
        shows_left_out = self.parts.number == 1
        self.files.setVisible(not shows_left_out)
        self.left_out.setVisible(shows_left_out)
        is_keywords = self.plan.what == "keywords"
        self.groups.rows.set_title(0, "Reason" if shows_left_out else "Keyword" if is_keywords else "Folder")
        self.files.rows.set_title(3, "Keyword" if is_keywords else "Note")
        self.groups.show_records(_reasons(self.plan) if shows_left_out else _folders(self.plan))
        self.groups.choose(0)

    def _show_group(self) -> None:
        group: _Group | None = self.groups.chosen
        if group is None or self.plan is None:
            return
        if self.parts.number == 1:
            problems = self.plan.left_out
            chosen = problems if group.key is None else [each for each in problems if each.reason == group.key]
            self.left_out.show_records(chosen)
            return
        steps = self.plan.pairs if self.plan.what != "keywords" else self.plan.steps
        self.files.show_records(steps if group.key is None else [step for step in steps if step.label == group.key])

    def _place(self, step: Any) -> str:
        assert self.plan is not None
        return wording.place(step.target, self.plan.target if self.plan.target is not None else step.source.parent)

    def _note(self, step: Any) -> str:
        if step.kind.value == "write":
            return str(step.label)
        return ("Sidecar" if step.picture is not None else "") or ("Numbered" if step.is_renamed else "")

    def _lay_out(self) -> None:
        self.groups.setFixedWidth(_GROUPS_PX)
        tables = QHBoxLayout()
        tables.setSpacing(16)
        tables.addWidget(_card(self.groups))
        tables.addWidget(_card(self.files, self.left_out), 1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._line, 1)
        head.addWidget(self.parts)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignBottom)
        buttons.addWidget(self.do, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(head)
        layout.addLayout(tables, 1)
        layout.addLayout(buttons)


def _card(*tables: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("part", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(4, 4, 4, 4)
    for table in tables:
        layout.addWidget(table)
    return card


def _number(group: _Group) -> str:
    return count(group.number)


def _folders(plan: "SortingPlan") -> list[_Group]:
    if plan.what == "keywords":
        labels = Counter(step.label for step in plan.steps)
        keywords = [_Group(label, number, label) for label, number in sorted(labels.items())]
        return [_Group("All keywords", plan.pictures), *keywords]
    folders = [_Group(folder.name, folder.pictures, folder.label) for folder in plan.folders]
    return [_Group("All folders", plan.pictures), *folders]


def _reasons(plan: "SortingPlan") -> list[_Group]:
    reasons = [_Group(reason, number, reason) for reason, number in plan.reasons.items()]
    return [_Group("All reasons", len(plan.left_out)), *reasons]
