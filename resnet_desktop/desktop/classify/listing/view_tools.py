"""How the pictures are shown: sorted by what, how large, as tiles or as a table."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from resnet_desktop.desktop.classify.listing.columns import COLUMNS
from resnet_desktop.desktop.classify.listing.gallery import SIDES_PX
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.menu import Menu
from resnet_desktop.desktop.widgets.step_slider import StepSlider

_ADDED = "Order added"


class ViewTools(QWidget):
    """Shows and changes it; what is done about that is somebody else's.

    Attributes:
        sort: opens the menu of orders.
        slider: sets the size of the thumbnails.
        grid: shows tiles.
        list: shows the table.
    Signals:
        sort_asked: a column's key, and whether the largest comes first; an empty key for the order added.
        side_asked: of the thumbnails, px.
        grid_asked: tiles (True) or the table.
    """

    sort_asked = Signal(str, bool)
    side_asked = Signal(int)
    grid_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._menu = Menu("Sort", self)
        self._group = QActionGroup(self._menu)
        self._keys = {"": self._add_order(_ADDED, "")}
        self._menu.addSeparator()
        for column in COLUMNS:
            self._keys[column.sort_key] = self._add_order(column.title, column.sort_key)
        self._menu.addSeparator()
        self._descending = QAction("Largest first", self._menu, checkable=True)
        self._descending.triggered.connect(lambda is_on: self.sort_asked.emit(self._key(), is_on))
        self._menu.add(self._descending)
        self.sort = MenuButton(_ADDED, self._menu, "sort", "small")
        self._widen_sort()
        self.slider = StepSlider(len(SIDES_PX), "Size of the thumbnails")
        self.slider.setToolTip("Size of the thumbnails (Ctrl+wheel)")
        self.slider.valueChanged.connect(lambda step: self.side_asked.emit(SIDES_PX[step]))
        self.grid = self._make_switch("grid", "Tiles")
        self.list = self._make_switch("list", "Table")
        self._switch = QButtonGroup(self)
        for button in (self.grid, self.list):
            self._switch.addButton(button)
        self.grid.toggled.connect(self.grid_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.sort)
        layout.addWidget(self.slider)
        pair = QHBoxLayout()
        pair.setSpacing(4)
        pair.addWidget(self.grid)
        pair.addWidget(self.list)
        layout.addLayout(pair)

    def show_order(self, sort_key: str, is_descending: bool) -> None:
        """Show what is sorted by."""
        self._keys[sort_key].setChecked(True)
        self._descending.setChecked(is_descending)
        self._descending.setEnabled(bool(sort_key))
        self.sort.setText(self._keys[sort_key].text())

    def show_view(self, is_grid: bool, side: int) -> None:
        """Show which view there is, and how large its thumbnails are, px."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.grid):
            (self.grid if is_grid else self.list).setChecked(True)
            self.slider.setValue(SIDES_PX.index(side))
        self.slider.setEnabled(is_grid)
        self.slider.update()

    def _add_order(self, title: str, key: str) -> QAction:
        action = QAction(title, self._group, checkable=True)
        is_descending = any(column.is_descending for column in COLUMNS if column.sort_key == key)
        action.triggered.connect(lambda: self.sort_asked.emit(key, is_descending))
        self._menu.add(action)
        return action

    def _widen_sort(self) -> None:
        """Give the button room for each of its titles, so that nothing beside it moves when one is chosen."""
        self.sort.ensurePolished()  # or the font would still be another
        widths = []
        for action in self._keys.values():
            self.sort.setText(action.text())
            widths.append(self.sort.sizeHint().width())
        self.sort.setFixedWidth(max(widths))

    def _key(self) -> str:
        return next(key for key, action in self._keys.items() if action.isChecked())

    def _make_switch(self, icon_name: str, name: str) -> Button:
        button = Button("", icon_name, "flat")
        button.setCheckable(True)
        button.setFixedWidth(32)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button
