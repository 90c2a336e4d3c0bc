"""Everything about the chosen picture: the picture, its facts, its classes and why, or why it could not be read."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.result.panel_layout import PanelLayout
from resnet_desktop.desktop.classify.result.picture_details import PictureDetails
from resnet_desktop.desktop.classify.result.picture_loader import PictureLoader
from resnet_desktop.desktop.classify.result.stage import PictureStage
from resnet_desktop.desktop.classify.why import wording as why_wording
from resnet_desktop.desktop.classify.why.class_menu import ClassMenu
from resnet_desktop.desktop.classify.why.explainer import Explainer
from resnet_desktop.desktop.classify.why.saving import MapSaver
from resnet_desktop.desktop.classify.why.why import Why
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.message_state import MessageState

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry

_USUAL_THRESHOLD = 0.5


class ResultPanel(QFrame):
    """Shows one `Entry`.

    Attributes:
        stage: the picture, large.
        details: its name and facts, and its classes as bars.
        why: the map over it.
        problem: why it could not be read.
    Signals:
        retry_asked: the path of a picture that should be read again.
        removal_asked: the chosen picture should leave the list.
        class_given: the name of the class that somebody says the chosen picture shows.
        large_toggled: whether the panel should have all the room there is.
        count_changed: how many classes are shown.
        noticed: one sentence that is worth a moment.
        complained: one sentence about something that went wrong.
    """

    retry_asked = Signal(object)
    removal_asked = Signal()
    class_given = Signal(str)
    large_toggled = Signal(bool)
    count_changed = Signal(int)
    noticed = Signal(str)
    complained = Signal(str)

    def __init__(
        self, loader: PictureLoader, current: CurrentModel, tasks: Tasks, explainer: Explainer | None = None
    ) -> None:
        super().__init__()
        explainer = explainer or Explainer()
        self.setProperty("part", "card")
        self.setAccessibleName("Chosen picture")
        self._loader = loader
        self._current = current
        self._entry: Entry | None = None
        self._shown_path: Path | None = None
        self._threshold = _USUAL_THRESHOLD
        self.stage = PictureStage(loader, explainer, tasks)
        self.details = PictureDetails()
        self.why = Why(self.stage.view, self.details.bars, explainer, tasks, self)
        self._menu = ClassMenu(self.why, self)
        self._saver = MapSaver(explainer, tasks, self)
        self.problem = self._make_problem()
        self._nothing = MessageState("picture", "text2")
        self._nothing.say("No picture chosen", "Choose one in the list to see it here.")
        self._content = PanelLayout(self.stage, self.details, self.why.section)
        self._layout = QStackedLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._nothing, self._content, self.problem):
            self._layout.addWidget(part)
        self._connect()
        self._follow_model()

    @property
    def count(self) -> int:
        """How many classes are shown."""
        return self.details.count

    def show_entry(self, entry: "Entry | None") -> None:
        """Show a picture of the list, or that none is chosen."""
        self._entry = entry
        if entry is None or entry.error:
            self._shown_path = None
            self.stage.show_path(None)
            self.why.look_at(None)
        if entry is None:
            self._layout.setCurrentWidget(self._nothing)
        elif entry.error:
            words = f"{entry.error}\n\n{wording.unreadable_advice(entry.error)}"
            self.problem.say(wording.UNREADABLE_TITLE, words, subject=entry.path.name)
            self._layout.setCurrentWidget(self.problem)
        else:
            self._show_content(entry)

    def forget(self, path: Path) -> None:
        """Drop what is kept of a picture, because its file may have changed."""
        self._loader.forget(path)
        self.why.forget(path)

    def set_threshold(self, threshold: float) -> None:
        """Call predictions below this unsure, 0 to 1."""
        self._threshold = threshold
        self._refresh_details()

    def set_count(self, count: int) -> None:
        """Show more or fewer classes; nothing is classified again."""
        self.details.set_count(count)
        self.why.set_offered(count)
        self._refresh_details()

    def toggle_map(self) -> None:
        """Show the map over the picture, or hide it."""
        self.why.toggle()

    def toggle_large(self) -> None:
        """Ask for all the room there is, or give it back."""
        self.stage.large.toggle()

    def set_large(self, is_large: bool) -> None:
        """Take it that the panel has all the room there is, or not any more."""
        self.stage.large.setChecked(is_large)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details below the picture, or beside it where there is much room."""
        super().resizeEvent(event)
        self._content.arrange(self.size())

    def _connect(self) -> None:
        self.stage.described.connect(self.details.facts.setText)
        self.stage.reshown.connect(self.why.layer.show_in_square)
        self.stage.large_toggled.connect(self.large_toggled)
        self.details.bars.menu_asked.connect(self._menu.open_for)
        self.details.count_chosen.connect(self._change_count)
        self._menu.class_given.connect(self.class_given)
        self.why.toggled.connect(self._bring_in_sight)
        self.why.section.save_asked.connect(self._save_map)
        self._saver.saved.connect(lambda path: self.noticed.emit(why_wording.saved(path.name)))
        self._saver.failed.connect(self.complained)
        self._current.changed.connect(self._follow_model)

    def _follow_model(self) -> None:
        loaded = self._current.loaded
        self.stage.set_card(None if loaded is None else loaded.card)
        self.why.set_model(loaded)

    def _show_content(self, entry: "Entry") -> None:
        self._show_details(entry)
        self._layout.setCurrentWidget(self._content)
        if entry.path != self._shown_path:
            self._shown_path = entry.path
            self.stage.show_path(entry.path)
            if not self.why.is_on:
                self._content.scroll_to_top()  # the best class is there
        self.why.look_at(entry)

    def _show_details(self, entry: "Entry") -> None:
        loaded = self._current.loaded
        self.details.show_entry(entry, self._threshold, None if loaded is None else loaded.card)

    def _refresh_details(self) -> None:
        if self._entry is not None and not self._entry.error:
            self._show_details(self._entry)

    def _change_count(self, count: int) -> None:
        self.set_count(count)
        self.count_changed.emit(count)

    def _bring_in_sight(self, is_on: bool) -> None:
        if is_on:
            QTimer.singleShot(0, self, lambda: self._content.bring_in_sight(self.why.section))

    def _save_map(self) -> None:
        if self.why.heatmap is not None and self._shown_path is not None:
            controls = self.why.section.controls
            self._saver.save(
                self._shown_path,
                self.why.heatmap,
                controls.chosen_opacity,
                is_map_only=controls.map_only.isChecked(),
            )

    def _ask_for_retry(self) -> None:
        if self._entry is not None:
            self.forget(self._entry.path)
            self.retry_asked.emit(self._entry.path)

    def _make_problem(self) -> MessageState:
        problem = MessageState("unreadable", "bad")
        retry = Button("Try again", "retry")
        retry.clicked.connect(self._ask_for_retry)
        remove = Button("Remove", "remove")
        remove.setToolTip("Remove from the list; the file stays")
        remove.clicked.connect(self.removal_asked)
        problem.add_button(retry)
        problem.add_button(remove)
        return problem
