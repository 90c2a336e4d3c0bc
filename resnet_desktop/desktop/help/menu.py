"""The help behind one of the rail's last buttons."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from resnet_desktop import paths
from resnet_desktop.desktop import opening
from resnet_desktop.desktop.help import wording
from resnet_desktop.desktop.help.about_dialog import AboutDialog
from resnet_desktop.desktop.help.report_dialog import ReportDialog
from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.widgets.menu import Menu


def make_help_menu(window: QWidget, tasks: Tasks, show_keys: QAction, complain: Callable[[str], None]) -> Menu:
    """Make the menu.

    Args:
        window: the dialogs' parent.
        tasks: collect what they show.
        show_keys: the action that opens the sheet of keys.
        complain: is told what does not work, one sentence.
    """
    menu = Menu("Help", window)
    menu.add(show_keys, "keyboard").setText("Keys")
    menu.addSeparator()
    _add(menu, "Open the log folder", "folder", lambda: _open_logs(complain))
    _add(menu, f"{wording.REPORT}…", "list", lambda: ReportDialog(tasks, window).open())
    menu.addSeparator()
    _add(menu, "About ResNet Desktop", "info", lambda: AboutDialog(tasks, window).open())
    return menu


def _add(menu: Menu, words: str, icon_name: str, act: Callable[[], object]) -> None:
    action = QAction(words, menu)
    action.triggered.connect(lambda _is_on: act())
    menu.add(action, icon_name)


def _open_logs(complain: Callable[[str], None]) -> None:
    folder = paths.logs_dir()
    if not (folder.is_dir() and opening.open_path(folder)):
        complain(wording.NO_LOG.format(folder))
