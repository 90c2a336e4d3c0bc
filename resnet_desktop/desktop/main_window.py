"""The window: assembles rail, pages and status bar, and says what each key and menu does."""

import base64
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop.desktop.actions import make_actions, tie_to_list
from resnet_desktop.desktop.classify import remembering
from resnet_desktop.desktop.classify.add_menu import fill_add_menu
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.handing_on import HandingOn
from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.drops import Drops
from resnet_desktop.desktop.intake import Intake
from resnet_desktop.desktop.keys import KEYS
from resnet_desktop.desktop.settings import (
    CLASSIFY_MODEL,
    GEOMETRY,
    LAST_FOLDER,
    THEME,
    Setting,
    Settings,
    Value,
)
from resnet_desktop.desktop.settings_menu import make_settings_menu
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.key_sheet import KeySheet
from resnet_desktop.desktop.widgets.later import Later
from resnet_desktop.desktop.widgets.notice import Notice
from resnet_desktop.desktop.widgets.rail import Rail, RailEntry
from resnet_desktop.desktop.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from resnet_desktop.desktop.architecture.page import ArchitecturePage
    from resnet_desktop.desktop.train.live.panel import LivePanel
    from resnet_desktop.desktop.train.page import TrainPage

_PAGES = (RailEntry("Classify", "classify"), RailEntry("Architecture", "architecture"), RailEntry("Train", "train"))
_CLASSIFY, _ARCHITECTURE, _TRAIN = range(len(_PAGES))
_log = logging.getLogger(__name__)
_SETTINGS_LANE = "settings"
_PICTURES_OFFERED = 12
_FRAME = QSize(16, 48)
"""Room for a usual frame around the window, px; nobody knows it before the window is there."""


class MainWindow(QWidget):
    """Everything that is seen.

    Attributes:
        classify: the Classify page.
        architecture: the place of the Architecture page, which is made when it is first opened.
        train: the place of the Train page, likewise.
        handing_on: what is done with its list.
        intake: brings in what is opened or pasted.
    Signals:
        theme_chosen: one of the theme setting's choices.
    """

    theme_chosen = Signal(str)

    def __init__(self, classifier: Classifier, current: CurrentModel, tasks: Tasks, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("ResNet Desktop")
        self.setMinimumSize(960, 640)
        self._classifier = classifier
        self._current = current
        self._tasks = tasks
        self._settings = settings
        self._may_leave = False
        self.classify = ClassifyPage(classifier, current, tasks)
        self.handing_on = HandingOn(self.classify, classifier, current, tasks, settings)
        self.intake = Intake(self, classifier, tasks, settings)
        self.actions_by_name = make_actions(self, self._handlers())
        self.settings_menu = make_settings_menu(
            self, settings.text(THEME), self.theme_chosen.emit, self.actions_by_name["show_keys"]
        )
        self.rail = Rail(_PAGES, self.settings_menu)
        self.status = StatusBar(current, tasks)
        self._fill_menus()
        self.drops = Drops(self, classifier, tasks)
        self._pages = QStackedWidget()
        self.architecture = Later(self._make_architecture)
        self._pages.addWidget(self.classify)
        self.train = Later(self._make_train)
        self._pages.addWidget(self.architecture)
        self._pages.addWidget(self.train)
        self._lay_out()
        self._connect()
        self._restore()
        self.show_page(0)
        self.setFocus()  # not the first button, which would begin with a ring around it

    def show_page(self, number: int) -> None:
        """Open a page, counted from 0."""
        self._pages.setCurrentIndex(number)
        self.rail.show_page(number)
        for key in KEYS:
            if key.is_for_classify:
                for name in key.actions:
                    self.actions_by_name[name].setEnabled(number == _CLASSIFY)
        if number == _ARCHITECTURE:
            selection = self.classify.browser.selection
            offered = selection.neighbours(_PICTURES_OFFERED) or self._classifier.samples()
            self.architecture.content.offer_pictures(offered, selection.chosen)

    def remember(self, setting: Setting, value: Value) -> None:
        """Keep a setting, now and on disk."""
        self._settings.put(setting, value)
        task = self._tasks.start(lambda _control: self._settings.save(), lane=_SETTINGS_LANE)
        task.failed.connect(lambda error: self._complain(f"The settings could not be saved: {error}"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place, then end everything that runs; ask first what shall happen to a training."""
        if not self._may_leave and self.train.is_made and self.train.content.ask_to_leave(self._leave):
            event.ignore()
            return
        self._settings.put(GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())
        self.hide()  # what runs needs until the end of its batch; nobody has to watch that
        self._tasks.close()
        self.classify.session.close()
        try:
            self._settings.save()
        except OSError as error:
            _log.warning("The settings could not be saved: %s", error)
        super().closeEvent(event)

    def _leave(self) -> None:
        self._may_leave = True
        self.close()

    @property
    def _notice(self) -> Notice:
        """Of the page that is open."""
        match self._pages.currentIndex():
            case page if page == _ARCHITECTURE:
                return self.architecture.content.notice
            case page if page == _TRAIN:
                return self.train.content.notice
        return self.classify.notice

    def _say(self, sentence: str) -> None:
        self._notice.say(sentence)

    def _complain(self, sentence: str) -> None:
        self._notice.complain(sentence)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        page = self.classify
        review, reviewing = page.review, page.session.reviewing
        return {
            "add_files": self.intake.open_files,
            "add_folder": self.intake.open_folder,
            "paste": self.intake.paste,
            "find": self._find,
            "enlarge": page.panel.toggle_large,
            "map": page.panel.toggle_map,
            **{f"give_{number}": partial(review.press_key, number) for number in range(1, 10)},
            "confirm": review.confirm,
            "undo": reviewing.undo,
            "redo": reviewing.redo,
            "remove": page.remove_selected,
            "export": self.handing_on.open_export,
            "cancel": self._cancel,
            "page_1": lambda: self.show_page(_CLASSIFY),
            "page_2": lambda: self.show_page(_ARCHITECTURE),
            "page_3": lambda: self.show_page(_TRAIN),
            "full_screen": self._toggle_full_screen,
            "show_keys": lambda: KeySheet(self).open(),
        }

    def _fill_menus(self) -> None:
        page, actions = self.classify, self.actions_by_name
        fill_add_menu(page, self._tasks, actions, self._add_samples)
        self.handing_on.fill_menu(actions["export"])
        self.status.model.model_menu.set_more([self.handing_on.compare])
        actions["remove"].setText("Remove from the list")
        page.review.set_more([page.files.show_in_folder, page.files.copy, actions["remove"]])
        for view in (page.browser.gallery, page.browser.table, page.panel.stage.view):
            tie_to_list(view, actions)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addWidget(self.status)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        page, current = self.classify, self._current
        self.rail.page_chosen.connect(self.show_page)
        self.drops.paths_dropped.connect(self._take)
        self.drops.image_dropped.connect(self.intake.keep_image)
        self.intake.came.connect(self._take)
        self.intake.folder_opened.connect(lambda folder: self.remember(LAST_FOLDER, folder))
        self.intake.noticed.connect(self._say)
        self.intake.complained.connect(self._complain)
        page.files_asked.connect(self.intake.open_files)
        page.samples_asked.connect(self._add_samples)
        page.session.changed.connect(lambda: self.status.show_rate(page.session.work.rate))
        current.noticed.connect(page.notice.say)
        current.model_chosen.connect(lambda name: self.remember(CLASSIFY_MODEL, name))
        self.handing_on.chosen.connect(self.remember)
        self.handing_on.training_asked.connect(self._train_on)
        self.theme_chosen.connect(lambda choice: self.remember(THEME, choice))

    def _restore(self) -> None:
        self.resize(QSize(1200, 760).boundedTo(self.screen().availableSize() - _FRAME))
        if geometry := self._settings.text(GEOMETRY):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        remembering.restore(self.classify, self._settings)
        remembering.keep(self.classify, self._settings.put)
        if self._settings.problem:
            self.classify.notice.complain(self._settings.problem)

    def _make_architecture(self) -> "ArchitecturePage":
        from resnet_desktop.desktop.architecture import remembering as architecture_remembering  # noqa: PLC0415
        from resnet_desktop.desktop.architecture.page import ArchitecturePage  # noqa: PLC0415  only where it is opened

        page = ArchitecturePage(self._classifier, self._current, self._tasks)
        architecture_remembering.restore(page, self._settings)
        architecture_remembering.keep(page, self._settings.put)
        page.picture_asked.connect(self.intake.open_files)
        return page

    def _make_train(self) -> "TrainPage":
        from resnet_desktop.desktop.train.page import TrainPage  # noqa: PLC0415  only where it is opened

        page = TrainPage(self._classifier, self._tasks)
        page.live_made.connect(self._remember_curves)
        page.use_asked.connect(self._use_model)
        page.pictures_asked.connect(self._show_pictures)
        page.data.reviewable = lambda: list(self.classify.session.pictures.store.entries)
        page.data.reviewed_asked.connect(self._train_on_reviewed)
        return page

    def _remember_curves(self, live: "LivePanel") -> None:
        from resnet_desktop.desktop.train import remembering as train_remembering  # noqa: PLC0415

        train_remembering.restore(live.tools, self._settings)
        train_remembering.keep(live.tools, self._settings.put)

    def _train_on(self, folder: Path) -> None:
        self.show_page(_TRAIN)
        self.train.content.use_path(folder)

    def _train_on_reviewed(self) -> None:
        self.handing_on.open_training_set().made.connect(lambda made: self._train_on(made.folder))

    def _use_model(self, name: str) -> None:
        self._current.choose(name)
        self.show_page(_CLASSIFY)

    def _show_pictures(self, pictures: list[Path]) -> None:
        self.show_page(_CLASSIFY)
        self.classify.add(pictures)

    def _take(self, given: list[Path]) -> None:
        """Show what came in where somebody looks: a picture runs through the network, all else is classified."""
        if self._pages.currentIndex() == _ARCHITECTURE:
            if len(given) == 1 and given[0].is_file():
                self.architecture.content.open_picture(given[0])
                return
            self.show_page(_CLASSIFY)
        elif self._pages.currentIndex() == _TRAIN and len(given) == 1:
            self.train.content.use_path(given[0])
            return
        self.classify.add(given)

    def _find(self) -> None:
        if self._pages.currentIndex() == _ARCHITECTURE:
            self.architecture.content.listing.focus_search()
            return
        self.classify.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.classify.query.selectAll()

    def _add_samples(self) -> None:
        self.classify.add(self._classifier.samples())

    def _cancel(self) -> None:
        if self._pages.currentIndex() == _ARCHITECTURE and self.architecture.content.close_open():
            return
        work = self.classify.session.work
        if self.classify.is_large:
            self.classify.panel.set_large(False)
        elif work.is_searching or work.is_classifying:
            self.classify.session.cancel()
        elif self.classify.notice.isVisible():
            self.classify.notice.hide()
        elif self.isFullScreen():
            self.showNormal()

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
