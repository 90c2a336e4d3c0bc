"""The window: assembles rail, pages and status bar, and says what each key and menu does."""

import base64
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resnet_desktop import paths
from resnet_desktop.desktop import incoming, picking
from resnet_desktop.desktop.actions import make_actions
from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.current_model import CurrentModel
from resnet_desktop.desktop.drops import Drops
from resnet_desktop.desktop.settings import (
    CLASSIFY_COLUMNS,
    CLASSIFY_SPLIT,
    CLASSIFY_THUMBNAILS,
    CLASSIFY_VIEW,
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
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.rail import Rail, RailEntry
from resnet_desktop.desktop.widgets.status_bar import StatusBar

_PAGES = (RailEntry("Classify", "classify"),)
_log = logging.getLogger(__name__)
_SETTINGS_LANE = "settings"


class MainWindow(QWidget):
    """Everything that is seen.

    Attributes:
        classify: the Classify page.
    Signals:
        theme_chosen: one of the theme setting's choices.
    """

    theme_chosen = Signal(str)

    def __init__(self, classifier: Classifier, current: CurrentModel, tasks: Tasks, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("ResNet Desktop")
        self.setMinimumSize(960, 640)
        self._classifier = classifier
        self._tasks = tasks
        self._settings = settings
        self.actions_by_name = make_actions(self, self._handlers())
        self.classify = ClassifyPage(classifier, current, tasks, self._make_add_menu())
        self.settings_menu = make_settings_menu(
            self, settings.text(THEME), self.theme_chosen.emit, self.actions_by_name["show_keys"]
        )
        self.rail = Rail(_PAGES, self.settings_menu)
        self.status = StatusBar(current, tasks)
        self.drops = Drops(self, classifier, tasks)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.classify)
        self._lay_out()
        self._connect()
        self._restore()
        self.show_page(0)
        self.setFocus()  # not the first button, which would begin with a ring around it

    def show_page(self, number: int) -> None:
        """Open a page, counted from 0."""
        self._pages.setCurrentIndex(number)
        self.rail.show_page(number)

    def remember(self, setting: Setting, value: Value) -> None:
        """Keep a setting, now and on disk."""
        self._settings.put(setting, value)
        task = self._tasks.start(lambda _control: self._settings.save(), lane=_SETTINGS_LANE)
        task.failed.connect(lambda error: self.classify.notice.complain(f"The settings could not be saved: {error}"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place, then end everything that runs."""
        self._settings.put(GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())
        self.hide()  # what runs needs until the end of its batch; nobody has to watch that
        self._tasks.close()
        try:
            self._settings.save()
        except OSError as error:
            _log.warning("The settings could not be saved: %s", error)
        super().closeEvent(event)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "add_files": self._add_files,
            "add_folder": self._add_folder,
            "paste": self._paste,
            "find": self._find,
            "remove": self._remove,
            "cancel": self._cancel,
            "page_1": lambda: self.show_page(0),
            "full_screen": self._toggle_full_screen,
            "show_keys": lambda: KeySheet(self).open(),
        }

    def _make_add_menu(self) -> Menu:
        menu = Menu("Add pictures", self)
        samples = QAction("Add the sample pictures", self)
        samples.triggered.connect(self._add_samples)
        menu.add(self.actions_by_name["add_files"], "picture").setText("Pictures…")
        menu.add(self.actions_by_name["add_folder"], "folder").setText("Folder…")
        menu.add(self.actions_by_name["paste"], "paste").setText("Paste")
        menu.addSeparator()
        menu.add(samples, "samples").setText("Sample pictures")
        return menu

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
        self.rail.page_chosen.connect(self.show_page)
        self.drops.paths_dropped.connect(self.classify.add)
        self.drops.image_dropped.connect(self._add_image)
        self.classify.files_asked.connect(self._add_files)
        self.classify.samples_asked.connect(self._add_samples)
        self.classify.split_moved.connect(lambda widths: self._settings.put(CLASSIFY_SPLIT, widths))
        self.classify.browser.view_changed.connect(self._keep_view)
        self.classify.browser.table.columns_resized.connect(lambda px: self._settings.put(CLASSIFY_COLUMNS, px))
        self.classify.session.changed.connect(lambda: self.status.show_rate(self.classify.session.work.rate))
        self.theme_chosen.connect(lambda choice: self.remember(THEME, choice))

    def _restore(self) -> None:
        self.resize(1200, 760)
        if geometry := self._settings.text(GEOMETRY):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.classify.restore_split(self._settings.numbers(CLASSIFY_SPLIT))
        browser, settings = self.classify.browser, self._settings
        browser.show_view(settings.text(CLASSIFY_VIEW) == "grid", int(settings.text(CLASSIFY_THUMBNAILS)))
        browser.table.set_columns(settings.numbers(CLASSIFY_COLUMNS))
        if self._settings.problem:
            self.classify.notice.complain(self._settings.problem)

    def _keep_view(self, is_grid: bool, side: int) -> None:
        self._settings.put(CLASSIFY_VIEW, "grid" if is_grid else "list")
        self._settings.put(CLASSIFY_THUMBNAILS, str(side))

    def _find(self) -> None:
        self.classify.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.classify.query.selectAll()

    def _remove(self) -> None:
        self.classify.remove_selected()

    def _add_files(self) -> None:
        chosen = picking.choose_files(self, self._settings.text(LAST_FOLDER), self._classifier.suffixes())
        if chosen:
            self.remember(LAST_FOLDER, str(chosen[0].parent))
            self.classify.add(chosen)

    def _add_folder(self) -> None:
        chosen = picking.choose_folder(self, self._settings.text(LAST_FOLDER))
        if chosen:
            self.remember(LAST_FOLDER, str(chosen[0]))
            self.classify.add(chosen)

    def _add_samples(self) -> None:
        self.classify.add(self._classifier.samples())

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if found := incoming.local_paths(mime):
            self.classify.add(found)
        elif (image := incoming.image_of(mime)) is not None:
            self._add_image(image)
        else:
            self.classify.notice.say(wording.NOTHING_TO_PASTE)

    def _add_image(self, image: QImage) -> None:
        folder: Path = paths.cache_dir() / "pasted"
        task = self._tasks.start(lambda control: incoming.keep_image(image, folder, control))
        task.succeeded.connect(lambda path: self.classify.add([path]))
        task.failed.connect(lambda error: self.classify.notice.complain(str(error)))

    def _cancel(self) -> None:
        work = self.classify.session.work
        if work.is_searching or work.is_classifying:
            self.classify.session.cancel()
        elif self.isFullScreen():
            self.showNormal()

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
