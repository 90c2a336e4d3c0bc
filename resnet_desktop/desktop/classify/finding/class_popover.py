"""The menu of classes: tick those whose pictures are wanted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from resnet_desktop.desktop.classify.finding.class_list import ClassList
from resnet_desktop.desktop.classify.finding.class_rows import ClassRows, found, ordered
from resnet_desktop.desktop.classify.finding.popover import Popover
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label

_WIDTH_PX = 288
_MANY = 12
"""From more classes than so many on one can be looked for by its name."""

_LIST_KEYS = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


class ClassPopover(Popover):
    """Lists a model's classes; the order stays while it is open, whatever is ticked.

    Attributes:
        search: finds classes by their names; the arrow keys and Enter go on to the list from there.
        list: the classes.
        clear: unticks all of them.
    Signals:
        classes_chosen: the names of all that are ticked, in the model's order.
    """

    classes_chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__("Classes")
        self._labels: Sequence[str] = ()
        self._chosen: list[str] = []
        self._counts: Mapping[str, int] = {}
        self._order: list[str] = []
        self._rows = ClassRows(self)
        self.setFixedWidth(_WIDTH_PX)
        self.content.setContentsMargins(8, 8, 8, 8)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a class")
        self.search.setAccessibleName("Find a class")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_found)
        self.search.installEventFilter(self)
        self.list = ClassList(self._rows)
        self.list.toggled.connect(self._toggle)
        self.nothing = label("", "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.clear = Button("Any class", "cancel", "flat")
        self.clear.clicked.connect(lambda: self.classes_chosen.emit([]))
        for widget in (self.search, self.list, self.nothing):
            self.content.addWidget(widget)
        self.content.addWidget(self.clear, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_classes(self, labels: Sequence[str], chosen: Sequence[str], counts: Mapping[str, int]) -> None:
        """Take over what there is to show.

        Args:
            labels: of the model, in its order.
            chosen: those that the query asks for.
            counts: how many pictures count as each.
        """
        is_other = labels is not self._labels
        self._labels, self._chosen, self._counts = labels, list(chosen), counts
        if self.isVisible():
            if is_other:
                self.prepare()
            self._mark()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many pictures count as each class by now."""
        self._counts = counts
        if self.isVisible():
            self._mark()

    def prepare(self) -> None:
        """List the classes anew."""
        self._order = ordered(self._labels, self._counts, self._chosen)
        self.search.clear()
        self.search.setVisible(len(self._order) > _MANY)
        self._mark()
        self._show_found()
        self.list.fit(max(1, len(self._order)))
        self.nothing.setFixedHeight(self.list.height())
        (self.list if self.search.isHidden() else self.search).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list while something is typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LIST_KEYS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _show_found(self) -> None:
        self._rows.show_rows(found(self._order, self.search.text()))
        is_there = bool(self._rows.shown)
        self.list.setVisible(is_there)
        self.nothing.setVisible(not is_there)
        self.nothing.setText("No class is called so" if self._order else "There is no model yet")
        if is_there:
            self.list.setCurrentIndex(self._rows.index(0))

    def _mark(self) -> None:
        self._rows.mark(self._chosen, self._counts)
        self.clear.setEnabled(bool(self._chosen))

    def _toggle(self, name: str) -> None:
        self.classes_chosen.emit([each for each in self._labels if (each in self._chosen) != (each == name)])
