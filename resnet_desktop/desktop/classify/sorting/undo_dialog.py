"""The sortings that can be undone, also those of earlier starts."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.sorting import wording
from resnet_desktop.desktop.classify.sorting.jobs import SORTING_LANE, listing
from resnet_desktop.desktop.classify.sorting.outcomes import Listed
from resnet_desktop.desktop.classify.sorting.sorting_dialog import SortingDialog
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine
from resnet_desktop.desktop.widgets.message_state import MessageState
from resnet_desktop.desktop.widgets.task_dialog import Ends
from resnet_desktop.desktop.widgets.text_table import TextColumn, TextTable

_LASTING = {"starting", "working", "undoing"}
"""States that a sorting is in while it runs, and after the program was stopped in it."""


class UndoSortingDialog(SortingDialog):
    """Lists sortings and undoes or continues one.

    Attributes:
        sortings: the list.
        undo_button: takes the chosen one back.
        continue_button: goes on with the chosen one.
    """

    def __init__(self, parent: QWidget, tasks: Tasks) -> None:
        super().__init__(wording.UNDO_TITLE, parent, tasks)
        self.sortings = TextTable(
            "Sortings",
            (
                TextColumn("When", lambda listed: wording.when(listed.sorting), 200),
                TextColumn("What", lambda listed: wording.what(listed.sorting), 208),
                TextColumn("Where", lambda listed: wording.where(listed.sorting), 232, is_path=True, ink="text2"),
                TextColumn("State", self._state, ink="warn"),
            ),
        )
        self.message = MessageLine()
        self.undo_button = Button("Undo", "undo", "primary")
        self.continue_button = Button("Continue", "continue")
        self._list = self._make_list()
        self._nothing = self._make_nothing()
        self.add_page(self._list)
        self.add_page(self._nothing)
        self.sortings.selectionModel().currentChanged.connect(self._show_chosen)
        self.undo_button.clicked.connect(self._undo_chosen)
        self.continue_button.clicked.connect(self._continue_chosen)
        self._look()

    def fail(self, error: BaseException) -> None:
        """Go back to the list."""
        self.complain(self._list, self.message, error)

    def _look(self) -> None:
        task = self._tasks.start(listing, title=wording.LISTING_TASK)
        self.run(task, "sorting", Ends(self._show_list, self.fail, super().reject))

    def _show_list(self, found: Sequence[Listed]) -> None:
        if not found:
            self.show_page(self._nothing)
            return
        self.sortings.show_records(found)
        self.show_page(self._list, self.undo_button)
        self.sortings.choose(0)
        self.sortings.setFocus()

    def _show_chosen(self, _current: QModelIndex | QPersistentModelIndex) -> None:
        listed: Listed | None = self.sortings.chosen
        is_free = listed is not None and not self._is_running(listed)
        self.undo_button.setEnabled(is_free and listed is not None and listed.is_reachable)
        self.continue_button.setEnabled(is_free and listed is not None and listed.can_be_continued)

    def _undo_chosen(self) -> None:
        if self.sortings.chosen is not None:
            self.message.clear()
            self.undo(self.sortings.chosen.sorting)

    def _continue_chosen(self) -> None:
        if self.sortings.chosen is not None:
            self.message.clear()
            self.continue_sorting(self.sortings.chosen.sorting)

    def _state(self, listed: Listed) -> str:
        return wording.state(listed, is_running=self._is_running(listed))

    def _is_running(self, listed: Listed) -> bool:
        runs = any(task.lane == SORTING_LANE for task in self._tasks.listed)
        return runs and listed.sorting.state.value in _LASTING

    def _make_list(self) -> QWidget:
        page, card, close = QWidget(), QFrame(), Button("Close")
        close.clicked.connect(self.reject)
        card.setProperty("part", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.sortings)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.message, 1)
        for button in (close, self.continue_button, self.undo_button):
            buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(wording.UNDO_TITLE, "section"))
        layout.addWidget(card, 1)
        layout.addLayout(buttons)
        return page

    def _make_nothing(self) -> MessageState:
        nothing, close = MessageState("undo"), Button("Close", kind="primary")
        nothing.say(wording.NOTHING_TO_UNDO_TITLE, wording.NOTHING_TO_UNDO_TEXT)
        nothing.add_button(close)
        close.clicked.connect(self.reject)
        return nothing
