"""Paints what the window has on no screen, for the program's test of itself."""

import sys
from collections.abc import Iterable

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from resnet_desktop.desktop import icons
from resnet_desktop.desktop.app import assemble, set_up
from resnet_desktop.desktop.classify.classifier import Classifier
from resnet_desktop.desktop.main_window import MainWindow
from resnet_desktop.desktop.pages import ENTRIES

ENOUGH_COLOURS = 12
"""A page with words and an icon has more, because their edges are smooth; an empty one has one or two."""

_SIZE = QSize(1280, 800)
_STEP_PX = 3
_LOOK_MS = 100
_MOST_LOOKS = 200


def blank_icons(names: Iterable[str]) -> list[str]:
    """Draw icons.

    Args:
        names: of files in ``resources/icons``, without their suffix.
    Returns:
        Those of which nothing was seen.
    Raises:
        ValueError: one is no drawing.
    """
    _application()
    ink = QColor(Qt.GlobalColor.black)
    return [name for name in names if _colours(icons.pixmap(name, ink, 48).toImage(), 1) < 2]


def page_colours() -> dict[str, int]:
    """Open the window, go from page to page, and close it.

    Returns:
        By page, how many colours were seen of it at last.
    Raises:
        Exception: the first that a page's code did not catch.
    """
    application = _application()
    errors: list[BaseException] = []
    before, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: errors.append(error)
    try:
        window = assemble(application, Classifier()).window
        window.resize(_SIZE)
        walk = _Walk(window)
        window.show()
        application.exec()
    finally:
        sys.excepthook = before
    if errors:
        raise errors[0]
    return walk.seen


class _Walk(QObject):
    """Goes on to the next page when there is something to see, or after some time; at the end the window is closed.

    Attributes:
        seen: colours by page.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page = self._looks = 0
        self.seen: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        if self._looks == 0:
            self._window.show_page(self._page)
        self._looks += 1
        colours = _colours(self._window.pages.grab().toImage(), _STEP_PX)
        self.seen[ENTRIES[self._page].title] = colours
        if colours < ENOUGH_COLOURS and self._looks < _MOST_LOOKS:
            return
        self._page, self._looks = self._page + 1, 0
        if self._page == len(ENTRIES):
            self._timer.stop()
            self._window.close()


def _application() -> QApplication:
    """The one there is, or a new one."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(["resnet-desktop"])
    set_up(made)
    return made


def _colours(image: QImage, step: int) -> int:
    places = [(x, y) for y in range(0, image.height(), step) for x in range(0, image.width(), step)]
    return len({image.pixel(x, y) for x, y in places})
