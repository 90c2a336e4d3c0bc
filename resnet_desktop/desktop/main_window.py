"""The window: assembles rail, pages and status bar, and says what each key and menu does."""

import base64
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.actions import make_actions, tie_to_list
from resnet_desktop.desktop.classify import remembering
from resnet_desktop.desktop.classify.add_menu import fill_add_menu
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.current_model import CurrentModel, State
from resnet_desktop.desktop.drops import Drops
from resnet_desktop.desktop.help.menu import make_help_menu
from resnet_desktop.desktop.intake import Intake
from resnet_desktop.desktop.keys import KEYS
from resnet_desktop.desktop.pages import CLASSIFY, ENTRIES, TRAIN, Pages
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
from resnet_desktop.desktop.widgets.rail import Rail
from resnet_desktop.desktop.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from resnet_desktop.desktop.train.live.glance import Glance

_log = logging.getLogger(__name__)
_SETTINGS_LANE = "settings"
_FRAME = QSize(16, 48)
"""Room for a usual frame around the window, px; nobody knows it before the window is there."""


class MainWindow(QWidget):
    """Everything that is seen.

    Attributes:
        pages: the pages.
        classify: the Classify page.
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
        self._current = current
        self._tasks = tasks
        self._settings = settings
        self._may_leave = False
        self.pages = Pages(classifier, current, tasks, settings)
        self.classify, self.handing_on = self.pages.classify, self.pages.handing_on
        self.intake = Intake(self, classifier, tasks, settings)
        self.actions_by_name = make_actions(self, self._handlers())
        self.settings_menu = make_settings_menu(self, settings.text(THEME), self.theme_chosen.emit)
        self.help_menu = make_help_menu(self, tasks, self.actions_by_name["show_keys"], self._complain)
        self.rail = Rail(ENTRIES, self.settings_menu, self.help_menu)
        self.status = StatusBar(current, tasks)
        self._fill_menus()
        self.drops = Drops(self, classifier, tasks)
        self._lay_out()
        self._connect()
        self._restore()
        self.show_page(CLASSIFY)
        self.setFocus()  # not the first button, which would begin with a ring around it

    def show_page(self, number: int) -> None:
        """Open a page, counted from 0."""
        self.pages.open(number)

    def remember(self, setting: Setting, value: Value) -> None:
        """Keep a setting, now and on disk."""
        self._settings.put(setting, value)
        task = self._tasks.start(lambda _control: self._settings.save(), lane=_SETTINGS_LANE)
        task.failed.connect(lambda error: self._complain(f"The settings could not be saved: {error}"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place, then end everything that runs; ask first what shall happen to a training."""
        if not self._may_leave and self.pages.training.ask_to_leave(self._leave, self):
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

    def _show_opened(self, number: int) -> None:
        """Mark the page that is open, and let the keys hold that are for it."""
        self.rail.show_page(number)
        for key in KEYS:
            if key.is_for_classify:
                for name in key.actions:
                    self.actions_by_name[name].setEnabled(number == CLASSIFY)

    def _show_training(self, training: "Glance | None") -> None:
        self.status.training.show_training(training)
        self.rail.mark(TRAIN, "" if training is None else training.says)

    def _say(self, sentence: str) -> None:
        self.pages.notice.say(sentence)

    def _complain(self, sentence: str) -> None:
        self.pages.notice.complain(sentence)

    def _tell_of_choice(self) -> None:
        """Say where somebody looks that the model which was chosen cannot be used; the Classify page does so itself."""
        current = self._current
        if current.state is State.FAILED and current.loaded is not None and self.classify.isHidden():
            self.pages.notice.complain(current.problem, (("Try again", current.load_again),))

    def _handlers(self) -> dict[str, Callable[[], object]]:
        page = self.classify
        review, reviewing = page.review, page.session.reviewing
        return {
            "add_files": self.intake.open_files,
            "add_folder": self.intake.open_folder,
            "paste": self.intake.paste,
            "find": self.pages.search,
            "enlarge": page.panel.toggle_large,
            "map": page.panel.toggle_map,
            **{f"give_{number}": partial(review.press_key, number) for number in range(1, 10)},
            "confirm": review.confirm,
            "undo": reviewing.undo,
            "redo": reviewing.redo,
            "remove": page.remove_selected,
            "export": self.handing_on.open_export,
            "cancel": self._cancel,
            **{f"page_{number + 1}": partial(self.show_page, number) for number in range(len(ENTRIES))},
            "full_screen": self._toggle_full_screen,
            "show_keys": lambda: KeySheet(self).open(),
        }

    def _fill_menus(self) -> None:
        page, actions = self.classify, self.actions_by_name
        fill_add_menu(page, self._tasks, actions, self.pages.add_samples)
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
        right.addWidget(self.pages, 1)
        right.addWidget(self.status)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        page, pages, current = self.classify, self.pages, self._current
        self.rail.page_chosen.connect(self.show_page)
        pages.opened.connect(self._show_opened)
        pages.files_asked.connect(self.intake.open_files)
        self.drops.paths_dropped.connect(pages.take)
        self.drops.image_dropped.connect(self.intake.keep_image)
        self.intake.came.connect(pages.take)
        self.intake.folder_opened.connect(lambda folder: self.remember(LAST_FOLDER, folder))
        self.intake.noticed.connect(self._say)
        self.intake.complained.connect(self._complain)
        page.samples_asked.connect(pages.add_samples)
        page.session.changed.connect(lambda: self.status.show_rate(page.session.work.rate))
        pages.training.changed.connect(self._show_training)
        self.status.training.training_asked.connect(pages.show_training)
        current.noticed.connect(page.notice.say)
        current.changed.connect(self._tell_of_choice)
        current.model_chosen.connect(lambda name: self.remember(CLASSIFY_MODEL, name))
        self.handing_on.chosen.connect(self.remember)
        self.theme_chosen.connect(lambda choice: self.remember(THEME, choice))

    def _restore(self) -> None:
        self.resize(QSize(1200, 760).boundedTo(self.screen().availableSize() - _FRAME))
        if geometry := self._settings.text(GEOMETRY):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        remembering.restore(self.classify, self._settings)
        remembering.keep(self.classify, self._settings.put)
        if self._settings.problem:
            self.classify.notice.complain(self._settings.problem)

    def _cancel(self) -> None:
        if not self.pages.cancel() and self.isFullScreen():
            self.showNormal()

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
