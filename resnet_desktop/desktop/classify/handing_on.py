"""What is done with the list as a whole: exporting, sorting, comparing and so on; opens the dialogs of all that."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.comparing.dialog import CompareDialog
from resnet_desktop.desktop.classify.comparing.request import CompareRequest
from resnet_desktop.desktop.classify.exporting.export_dialog import ExportDialog
from resnet_desktop.desktop.classify.exporting.exports import Exports
from resnet_desktop.desktop.classify.exporting.request import ExportRequest
from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.classify.reviewing.training_dialog import TrainingDialog
from resnet_desktop.desktop.classify.reviewing.training_sets import TrainingSets
from resnet_desktop.desktop.classify.scope import Scope
from resnet_desktop.desktop.classify.sorting.plan_dialog import KeywordDialog, SortDialog
from resnet_desktop.desktop.classify.sorting.request import SortRequest
from resnet_desktop.desktop.classify.sorting.sortings import Sortings
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.settings import (
    EXPORT_FOLDER,
    EXPORT_FORMAT,
    SORT_FOLDER,
    TRAINING_SET_FOLDER,
    Setting,
    Settings,
)
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.formatting import plural

_SELECTED = "{} selected in the list."
_COMPARE_FIRST = "A model must be ready before it can be compared with another one."


class HandingOn(QObject):
    """Opens each dialog with the pictures of the page, and passes on what it says.

    Attributes:
        compare: the action that puts two models side by side.
    Signals:
        chosen: a setting and its new value, to be proposed the next time.
        training_asked: the folder of a training set that somebody wants to train on.
        models_asked: somebody wants to import or download a model.
    """

    chosen = Signal(object, object)
    training_asked = Signal(object)
    models_asked = Signal()

    def __init__(
        self, page: ClassifyPage, classifier: Classifier, current: CurrentModel, tasks: Tasks, settings: Settings
    ) -> None:
        super().__init__(page)
        self._page = page
        self._classifier = classifier
        self._current = current
        self._tasks = tasks
        self._settings = settings
        self._exports = Exports(page, tasks)
        self._sortings = Sortings(page, tasks)
        self._needing_pictures: dict[QAction, str] = {}
        self._training_sets = TrainingSets(page, page.session.pictures, tasks)
        self.compare = QAction("Compare with another model…", self)
        self.compare.triggered.connect(lambda _is_on: self.open_comparison())
        for part in (self._exports, self._sortings, self._training_sets):
            part.noticed.connect(page.notice.say)
            part.complained.connect(page.notice.complain)
        self._exports.folder_chosen.connect(partial(self.chosen.emit, EXPORT_FOLDER))
        self._exports.form_chosen.connect(partial(self.chosen.emit, EXPORT_FORMAT))
        self._sortings.folder_chosen.connect(partial(self.chosen.emit, SORT_FOLDER))
        self._sortings.moved.connect(page.follow_moved)
        self._training_sets.training_asked.connect(self.training_asked)
        self._training_sets.folder_chosen.connect(partial(self.chosen.emit, TRAINING_SET_FOLDER))

    def fill_menu(self, export: QAction) -> None:
        """Put everything into the page's menu, beginning with the action that exports."""
        menu = self._page.export_menu
        export.setText("Export the results…")
        self._needing_pictures = {
            export: "export",
            self._action("Sort into folders…", self.open_sorting): "sort_folder",
            self._action("Write classes as keywords…", self.open_keywords): "keyword",
            self._action("Make a training set…", self.open_training_set): "training",
        }
        for action, icon_name in self._needing_pictures.items():
            menu.add(action, icon_name)
        menu.addSeparator()
        menu.add(self.compare, "compare")
        menu.addSeparator()
        menu.add(self._action("Undo sorting or keywords…", self._sortings.undo), "undo")
        self._page.session.changed.connect(self._show_possible)
        self._show_possible()

    def look_for_interrupted(self) -> None:
        """Say so if the program was stopped in a sorting the last time."""
        self._sortings.look_for_interrupted()

    def open_export(self) -> ExportDialog:
        """Export the results to a file."""
        request = ExportRequest(
            model=self._current.loaded,
            scopes=self._scopes(),
            waiting=self._page.session.work.waiting,
            threshold=self._page.session.pictures.threshold,
            folder=self._text(EXPORT_FOLDER),
            form=self._text(EXPORT_FORMAT),
        )
        return self._exports.open(request)

    def open_sorting(self) -> SortDialog:
        """Sort pictures into folders."""
        return self._sortings.sort(self._sort_request())

    def open_keywords(self) -> KeywordDialog:
        """Write classes into files beside the pictures."""
        return self._sortings.write_keywords(self._sort_request())

    def open_training_set(self) -> TrainingDialog:
        """Make a training set of reviewed pictures."""
        return self._training_sets.open(self._text(TRAINING_SET_FOLDER))

    def open_comparison(self) -> CompareDialog | None:
        """Put another model beside the one in use; the list can be used meanwhile. None while there is no model."""
        loaded = self._current.loaded
        if loaded is None:
            self._page.notice.say(_COMPARE_FIRST)
            return None
        selection = self._page.browser.selection
        request = CompareRequest(loaded, self._scopes(), self._text(EXPORT_FOLDER))
        dialog = CompareDialog(request, self._classifier, self._tasks, self._page.cache, self._page)
        dialog.picture_chosen.connect(selection.choose)
        dialog.shown_asked.connect(
            lambda paths: dialog.notice.say(_SELECTED.format(plural(selection.choose_all(paths), "picture")))
        )
        dialog.folder_chosen.connect(partial(self.chosen.emit, EXPORT_FOLDER))
        dialog.models_asked.connect(self.models_asked)
        dialog.pictures_asked.connect(self._page.files_asked)
        dialog.show()
        return dialog

    def _show_possible(self) -> None:
        """Let somebody choose what needs pictures only while there are some."""
        has_pictures = len(self._page.session.pictures.store) > 0
        for action in self._needing_pictures:
            action.setEnabled(has_pictures)

    def _sort_request(self) -> SortRequest:
        loaded = self._current.loaded
        return SortRequest(
            stamp_of=None if loaded is None else partial(self._classifier.stamp_of, loaded),
            scopes=self._scopes(),
            threshold=self._page.session.pictures.threshold,
            folder=self._text(SORT_FOLDER),
            roots=self._page.session.whereabouts.recents,
        )

    def _scopes(self) -> tuple[Scope, ...]:
        """All pictures, those that are shown, and those that are selected."""
        pictures, selection = self._page.session.pictures, self._page.browser.selection
        rows = selection.rows()
        return (
            Scope("all", len(pictures.store), pictures.all_entries),
            Scope("shown", pictures.rowCount(), pictures.all_shown),
            Scope("selected", len(rows), lambda: pictures.entries(rows)),
        )

    def _text(self, setting: Setting) -> str:
        return self._settings.text(setting)

    def _action(self, words: str, act: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda _is_on: act())
        return action
