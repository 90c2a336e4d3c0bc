"""The name of the new run and of its model, checked as it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.bases import Shelf
from resnet_desktop.desktop.train.planning.help_line import HelpLine
from resnet_desktop.desktop.train.planning.naming import problem_with, proposed_name
from resnet_desktop.desktop.widgets.labels import label


class NameLine(QWidget):
    """A field with what it is for below it.

    Attributes:
        edit: where it is typed.
        help: what it is for, or what is wrong with it.
    Signals:
        changed: it is another one, or it became free or taken.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._is_own = False
        self._data_name = ""
        self.edit = QLineEdit()
        self.edit.setAccessibleName("Name of the run and of its model")
        self.edit.textChanged.connect(self._check)
        self.edit.textEdited.connect(self._own)
        self.help = HelpLine(wording.NAME_HELP)
        self.setFocusProxy(self.edit)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(label(wording.NAME))
        line.addWidget(self.edit, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.help)

    @property
    def name(self) -> str:
        """What was typed or proposed."""
        return self.edit.text().strip()

    @property
    def problem(self) -> str:
        """Why it cannot be used; empty where it can."""
        return self.help.problem

    def set_shelf(self, shelf: Shelf) -> None:
        """Know which names are taken; a typed name that a run has got since then is spent, and the next is proposed."""
        if self._shelf is not None and self.name in set(shelf.runs) - set(self._shelf.runs):
            self._is_own = False
        self._shelf = shelf
        self._propose()
        self._check()

    def propose_for(self, data_name: str) -> None:
        """Propose a name for these data, unless somebody typed one."""
        self._data_name = data_name
        self._propose()

    def _propose(self) -> None:
        models, runs = self._taken()
        if not self._is_own and self._data_name:
            self.edit.setText(proposed_name(self._data_name, (*models, *runs)))

    def _own(self, text: str) -> None:
        self._is_own = bool(text.strip())

    def _check(self) -> None:
        needs_none = not self.name and not self._data_name
        models, runs = self._taken()
        self.help.show_problem("" if needs_none else problem_with(self.name, runs, models))
        self.changed.emit()

    def _taken(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return ((), ()) if self._shelf is None else (self._shelf.models, self._shelf.runs)
