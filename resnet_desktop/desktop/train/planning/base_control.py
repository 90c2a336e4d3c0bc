"""The base that a run starts from, chosen from a menu: none, a model of the library, or a weights file."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy

from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.bases import Bases
from resnet_desktop.desktop.train.planning.field_row import FieldControl
from resnet_desktop.desktop.widgets.buttons import MenuButton
from resnet_desktop.desktop.widgets.menu import Menu

NONE = "none"
_ARROW_PX = 52


class BaseControl(FieldControl):
    """A button with a menu.

    Attributes:
        button: opens the menu, and shows the base.
        menu: the bases.
    """

    takes_all_width = True

    def __init__(self, bases: Bases) -> None:
        super().__init__()
        self._bases = bases
        self._base = NONE
        self.menu = Menu("Base model", self)
        self.button = _ElidingButton(self.menu)
        self._group: QActionGroup | None = None
        self.setFocusProxy(self.button)
        bases.changed.connect(self._fill)
        self._fill()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)

    def show_value(self, value: Any) -> None:
        """Show a base."""
        self._base = value
        self.button.show_words(wording.base_words(value))
        self.button.setToolTip("" if value == NONE else value)
        self._fill()

    def _fill(self) -> None:
        self.menu.clear()
        self._group = QActionGroup(self.menu)
        for base in (NONE, *self._bases.shelf.bases):
            action = QAction(wording.base_words(base).replace("&", "&&"), self._group, checkable=True)
            action.setChecked(base == self._base)
            action.triggered.connect(lambda _is_on, base=base: self.edited.emit(base))
            self.menu.add(action)
        self.menu.addSeparator()
        another = QAction(wording.ANOTHER_FILE, self.menu)
        another.triggered.connect(self._choose_file)
        self.menu.add(another, "folder")

    def _choose_file(self) -> None:
        kinds = f"{wording.WEIGHTS_FILES} (*.safetensors *.h5 *.keras *.npz);;All files (*)"
        name, _ = QFileDialog.getOpenFileName(self.window(), wording.ANOTHER_FILE, "", kinds)
        if name:
            self.edited.emit(name)


class _ElidingButton(MenuButton):
    """Its words give way in the middle where there is no room."""

    def __init__(self, menu: Menu) -> None:
        super().__init__("", menu)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(f"Base model: {words}")
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(120, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Whatever there is."""
        return QSize(200, super().sizeHint().height())

    def resizeEvent(self, event: Any) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.width() - _ARROW_PX)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room).replace("&", "&&"))
