"""What can be done with the files of the selected pictures, whatever they show."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QAction, QGuiApplication

from resnet_desktop.desktop import opening
from resnet_desktop.desktop.classify.listing.selection import PictureSelection
from resnet_desktop.desktop.widgets.notice import Notice

_NO_FILE_MANAGER = "No program here can show the folder {}."


class FileActions(QObject):
    """Shows the looked-at picture's file in its folder, and copies the files of all that are selected.

    Attributes:
        show_in_folder: the action that opens the folder.
        copy: the action that puts the files on the clipboard: as files for a file manager, as paths for an editor.
    """

    def __init__(self, selection: PictureSelection, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._selection = selection
        self._notice = notice
        self.show_in_folder = self._action("Show in folder", self._show)
        self.copy = self._action("Copy path", self._copy)

    def _show(self) -> None:
        path = self._selection.chosen
        if path is not None and not opening.show_in_folder(path):
            self._notice.complain(_NO_FILE_MANAGER.format(path.parent))

    def _copy(self) -> None:
        paths = self._selection.paths()
        data = QMimeData()
        data.setText("\n".join(map(str, paths)))
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        QGuiApplication.clipboard().setMimeData(data)

    def _action(self, words: str, act: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda _is_on: act())
        return action
