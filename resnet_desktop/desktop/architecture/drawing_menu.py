"""The menu that saves the drawing."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop import picking
from resnet_desktop.desktop.architecture.drawing.view import DrawingView
from resnet_desktop.desktop.architecture.state import ArchitectureState
from resnet_desktop.desktop.widgets.menu import Menu

_FORMS = (
    ("SVG, for browsers and drawing programs…", ".svg", "SVG drawings"),
    ("PDF, for printing…", ".pdf", "PDF documents"),
    ("PNG, for slides…", ".png", "PNG pictures"),
)


class DrawingMenu(Menu):
    """Saves the drawing as it is expanded now.

    Signals:
        saved: the file.
        failed: the exception.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, state: ArchitectureState, drawing: DrawingView, parent: QWidget) -> None:
        super().__init__("Save the drawing", parent)
        self._state = state
        self._drawing = drawing
        self._folder = Path.home()
        for words, suffix, kind in _FORMS:
            action = QAction(words, self)
            action.triggered.connect(partial(self._save, suffix, kind))
            self.add(action, "save")

    def _save(self, suffix: str, kind: str, _is_on: bool = False) -> None:
        graph = self._state.graph
        proposed = self._folder / f"{graph.network.name}-{graph.input_size}px-{graph.classes}-classes{suffix}"
        path = picking.choose_new_file(self._drawing, "Save the drawing", proposed, kind)
        if path is None:
            return
        self._folder = path.parent
        task = self._drawing.save(path)
        task.succeeded.connect(self.saved)
        task.failed.connect(self.failed)
