"""What can be done with the chosen pictures: by keys, by the menu of a right click, and back again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.classify.listing.selection import PictureSelection
from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.classify.reviewing.class_dialog import ClassDialog
from resnet_desktop.desktop.classify.reviewing.classes import label_for_key, ranked_labels
from resnet_desktop.desktop.classify.reviewing.review_menu import Chosen, ReviewMenu
from resnet_desktop.desktop.classify.session import ClassifySession
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.widgets.cell_view import CellView
from resnet_desktop.desktop.widgets.notice import Notice

if TYPE_CHECKING:
    from resnet_desktop.classification import Entry
    from resnet_desktop.classification.review import Step

_RANKED = 5
_GIVEN = 5


class ReviewActions(QObject):
    """Says things about the chosen pictures; what changes several of them can be undone where it is told.

    Everything is about all chosen pictures; which classes are offered, and what a key stands for, is about the one
    that is looked at.

    Args:
        page: dialogs and menus open above it.
        session: the list.
        selection: which pictures are chosen.
        current: the model, whose classes are offered.
        notice: where it is told what was done.
    """

    def __init__(
        self,
        page: QWidget,
        session: ClassifySession,
        selection: PictureSelection,
        current: CurrentModel,
        notice: Notice,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._pictures = session.pictures
        self._reviewing = session.reviewing
        self._selection = selection
        self._current = current
        self._notice = notice
        self._views: list[CellView] = []
        self._more: tuple[QAction, ...] = ()
        self._said = ""
        self._reviewing.done.connect(self._tell_done)
        self._reviewing.undone.connect(lambda step: self._tell_back(step, wording.undone(step.text)))
        self._reviewing.redone.connect(lambda step: self._tell_back(step, wording.redone(step.text)))
        self._reviewing.refused.connect(lambda error: notice.complain(wording.failed(error)))

    @property
    def paths(self) -> list[Path]:
        """The pictures that it is about."""
        return self._selection.paths()

    def set_more(self, actions: Sequence[QAction]) -> None:
        """Put entries below its own, such as taking pictures out of the list."""
        self._more = tuple(actions)

    def attach(self, view: CellView) -> None:
        """Open the menu where somebody asks for it in a view, by the mouse or by the keyboard."""
        self._views.append(view)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu."""
        if isinstance(event, QContextMenuEvent):
            view = next((each for each in self._views if watched in (each, each.viewport())), None)
            if view is not None and self._selection.hasSelection():
                self.open_menu(self._place(view, event))
                return True
        return super().eventFilter(watched, event)

    def open_menu(self, place: QPoint) -> ReviewMenu:
        """Open the menu at a place of the screen."""
        menu = ReviewMenu(self._chosen(), self._more, self._page)
        menu.class_given.connect(self.give)
        menu.another_asked.connect(self.ask_for_class)
        menu.confirmed.connect(self.confirm)
        menu.taken_back.connect(self.take_back)
        menu.popup(place)
        return menu

    def give(self, label: str) -> None:
        """Say which class the chosen pictures show."""
        if paths := self.paths:
            self._reviewing.give(paths, label)

    def give_to_current(self, label: str) -> None:
        """Say which class the picture shows that is looked at, however many are chosen."""
        if self._selection.chosen is not None:
            self._reviewing.give([self._selection.chosen], label)

    def press_key(self, number: int) -> None:
        """Give the chosen pictures the class that a key stands for, from 1."""
        if label := label_for_key(self._entry(), number):
            self.give(label)

    def confirm(self) -> None:
        """Agree with the network about the chosen pictures."""
        chosen = self._pictures.entries(self._selection.rows())
        if chosen and all(entry.is_corrected for entry in chosen):
            self._notice.say(wording.ALREADY_CORRECTED)
        elif chosen:
            self._reviewing.confirm([entry.path for entry in chosen])

    def take_back(self) -> None:
        """Give the network the word again about the chosen pictures."""
        if paths := self.paths:
            self._reviewing.clear_given(paths)

    def ask_for_class(self) -> ClassDialog | None:
        """Ask what the chosen pictures show, by a dialog; not where none is chosen."""
        paths = self.paths
        if not paths:
            return None
        classes = self._current.loaded.card.labels if self._current.loaded is not None else ()
        dialog = ClassDialog(self._page, len(paths), self._reviewing.given_classes, classes)
        dialog.class_chosen.connect(lambda label: self._reviewing.give(paths, label))
        dialog.open()
        return dialog

    def _entry(self) -> "Entry | None":
        return self._pictures.entry(self._selection.currentIndex())

    def _chosen(self) -> Chosen:
        entries = self._pictures.entries(self._selection.rows())
        ranked = ranked_labels(self._entry(), _RANKED)
        given = tuple(each for each in self._reviewing.given_classes if each not in ranked)
        said = [each.given for each in entries if each.given]
        unsaid = [each for each in entries if not each.given and each.result is not None and each.result.error is None]
        return Chosen(
            count=len(entries),
            ranked=ranked,
            given=given[-_GIVEN:][::-1],
            open=len(unsaid),
            predicted=unsaid[0].predicted if unsaid else "",
            reviewed=len(said),
            said=said[0] if said else "",
        )

    def _place(self, view: CellView, event: QContextMenuEvent) -> QPoint:
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            return event.globalPos()
        return view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center())

    def _tell_done(self, step: "Step") -> None:
        if len(step.changes) > 1:
            self._tell(wording.done(step.text), (("Undo", self._reviewing.undo),))
        else:
            self._hush()

    def _tell_back(self, step: "Step", words: str) -> None:
        if len(step.changes) == 1 and self._pictures.index_of(step.paths[0]).isValid():
            self._selection.choose(step.paths[0])  # so that it is seen what changed
        self._tell(words)

    def _tell(self, words: str, actions: tuple[tuple[str, Callable[[], None]], ...] = ()) -> None:
        self._said = words
        self._notice.say(words, actions)

    def _hush(self) -> None:
        """What was offered to be undone is no longer the last step."""
        if self._said and self._notice.text == self._said:
            self._notice.hide()
