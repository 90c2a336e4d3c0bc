"""Asks for a class: one that is known, found by typing, or a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from resnet_desktop.desktop.classify.reviewing import wording
from resnet_desktop.desktop.classify.reviewing.class_row import ClassRow
from resnet_desktop.desktop.classify.reviewing.classes import found, new_one
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.message_line import MessageLine

_NAME = Qt.ItemDataRole.UserRole + 1
_LIST_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ClassDialog(QDialog):
    """A field to type in, and the classes that fit below it; Enter takes the one that is marked.

    Attributes:
        field: where it is typed.
        rows: the classes.
        message: why what is typed cannot be a class.
        take: takes the marked class.
    Signals:
        class_chosen: its name.
    """

    class_chosen = Signal(str)

    def __init__(self, parent: QWidget, count: int, given: Sequence[str], classes: Sequence[str]) -> None:
        """Ask about so many pictures; `given` are classes that a person gave before, `classes` the model's."""
        super().__init__(parent)
        self.setWindowTitle(wording.CLASS_TITLE)
        self.resize(400, 560)
        self._given, self._classes = tuple(given), tuple(classes)
        self.field = QLineEdit()
        self.field.setPlaceholderText(wording.CLASS_PLACEHOLDER)
        self.field.setAccessibleName(wording.CLASS_PLACEHOLDER)
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.rows = QListView()
        self.rows.setModel(self._model)
        self.rows.setItemDelegate(ClassRow(self))
        self.rows.setUniformItemSizes(True)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work in the field
        self.rows.setAccessibleName("Classes")
        self.message = MessageLine()
        self.take = Button(wording.CLASS_BUTTON, "confirmed", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        self.rows.clicked.connect(lambda _index: self._show_marked())
        self.rows.doubleClicked.connect(lambda _index: self._take())
        self.field.textChanged.connect(lambda _text: self._show())
        self._lay_out(wording.question(count))
        self._show()
        self.finished.connect(self.deleteLater)

    @property
    def marked(self) -> str:
        """The class that would be taken; empty for none."""
        name = self.rows.currentIndex().data(_NAME)
        return str(name) if name else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LIST_KEYS:
            self.rows.keyPressEvent(event)
            self._show_marked()
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        text = self.field.text()
        known = found("", self._given, self._classes)
        fitting = found(text, self._given, self._classes)
        new, problem = new_one(text, known)
        self._model.clear()
        for name in fitting:
            self._add(name, name)
        if new:
            self._add(wording.new_class(new), new)
        if self._model.rowCount():
            self.rows.setCurrentIndex(self._model.index(0, 0))
        if problem and not fitting:
            self.message.complain(problem)
        else:
            self.message.clear()
        self._show_marked()

    def _add(self, words: str, name: str) -> None:
        item = QStandardItem(words)
        item.setData(name, _NAME)
        item.setToolTip(name)
        self._model.appendRow(item)

    def _show_marked(self) -> None:
        self.take.setEnabled(bool(self.marked))

    def _take(self) -> None:
        if name := self.marked:
            self.accept()
            self.class_chosen.emit(name)

    def _lay_out(self, question: str) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        card = QHBoxLayout()
        card.addWidget(self.rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(label(question, "section"))
        layout.addWidget(self.field)
        layout.addLayout(card, 1)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
