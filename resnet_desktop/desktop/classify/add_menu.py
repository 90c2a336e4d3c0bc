"""The menu of the button that adds pictures: from where, what was opened last, and a new list."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from resnet_desktop.desktop.classify import wording
from resnet_desktop.desktop.classify.page import ClassifyPage
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.menu import Menu

_WIDEST_PX = 360


class RecentMenu(Menu):
    """Lists what was opened last, as it is when the menu opens."""

    def __init__(self, page: ClassifyPage, tasks: Tasks, parent: QMenu) -> None:
        super().__init__("Recent", parent)
        self._page = page
        self._tasks = tasks
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        recents = self._page.session.whereabouts.recents
        for path in recents:
            self._offer(path)
        if not recents:
            nothing = QAction("Nothing was opened yet", self)
            nothing.setEnabled(False)
            self.add(nothing)
            return
        self.addSeparator()
        forget = QAction("Forget these", self)
        forget.triggered.connect(lambda _is_on: self._page.session.whereabouts.forget_recents())
        self.add(forget)

    def _open(self, path: Path) -> None:
        """Add it, unless it is gone; a disk may take its time to say so."""
        task = self._tasks.start(lambda _control: path.exists())
        task.succeeded.connect(
            lambda is_there: self._page.add([path]) if is_there else self._page.notice.say(wording.gone(path))
        )

    def _offer(self, path: Path) -> None:
        words = wording.folder_line(path)
        shown = QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideMiddle, _WIDEST_PX)
        action = QAction(shown.replace("&", "&&"), self)
        action.setToolTip(str(path))
        action.triggered.connect(partial(self._open, path))
        self.add(action)


def fill_add_menu(
    page: ClassifyPage, tasks: Tasks, actions: Mapping[str, QAction], add_samples: Callable[[], None]
) -> None:
    """Put everything into the page's menu.

    Args:
        page: the page; it lists what is added.
        tasks: run what looks at the disk.
        actions: the window's actions by their names.
        add_samples: adds the pictures that ship with the program.
    """
    menu = page.add_menu
    samples = QAction("Sample pictures", menu)
    samples.triggered.connect(lambda _is_on: add_samples())
    recent = RecentMenu(page, tasks, menu)
    new_list = QAction("New list", menu)
    new_list.setToolTip("Takes all pictures out of the list; the files stay")
    new_list.triggered.connect(lambda _is_on: page.clear())
    menu.add(actions["add_files"], "picture").setText("Pictures…")
    menu.add(actions["add_folder"], "folder").setText("Folder…")
    menu.add(actions["paste"], "paste").setText("Paste")
    menu.add(samples, "samples")
    menu.addSeparator()
    menu.add(recent.menuAction(), "recent")
    menu.addSeparator()
    menu.add(new_list, "remove")
    menu.aboutToShow.connect(lambda: new_list.setEnabled(page.session.work.pictures > 0))
