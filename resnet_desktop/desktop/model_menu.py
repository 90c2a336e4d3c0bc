"""The menu of models: which there are, which one is in use, and why others cannot be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics
from PySide6.QtWidgets import QWidget

from resnet_desktop.desktop.model_list import NO_MODELS, ListedModel, facts_line, tip
from resnet_desktop.desktop.widgets.menu import Menu

_WIDEST_TITLE_PX = 280
_WIDEST_PROBLEM_PX = 320


class ModelMenu(Menu):
    """Lists models; the damaged ones with their reason, and not to be chosen.

    Signals:
        model_picked: the name of the model that was chosen, also where it was in use already.
    """

    model_picked = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._more: list[QAction] = []

    def set_more(self, actions: Sequence[QAction]) -> None:
        """Put entries below the models, such as what else can be done with them."""
        self._more = list(actions)

    def show_models(self, models: Sequence[ListedModel], current: str) -> None:
        """List models.

        Args:
            models: in their order.
            current: the name of the one in use; empty for none.
        """
        self._begin()
        for model in models:
            action = QAction(self._entry_text(model), self._group, checkable=model.is_usable)
            action.setToolTip(tip(model))
            action.setEnabled(model.is_usable)
            action.setChecked(model.is_usable and model.name == current)
            action.triggered.connect(lambda _is_on, name=model.name: self.model_picked.emit(name))
            self.add(action)
        if not models:
            self._say(NO_MODELS)
        self._end()

    def show_problem(self, problem: str) -> None:
        """Say why there is no list, one sentence."""
        self._begin()
        self._say(self._elided(problem, _WIDEST_TITLE_PX + _WIDEST_PROBLEM_PX)).setToolTip(problem)
        self._end()

    def _begin(self) -> None:
        for action in self.actions():  # clear() would delete those of others too
            self.removeAction(action)
            if action not in self._more:
                action.deleteLater()

    def _end(self) -> None:
        if self._more:
            self.addSeparator()
            self.addActions(self._more)

    def _say(self, words: str) -> QAction:
        action = QAction(_without_mnemonics(words), self._group)
        action.setEnabled(False)
        return self.add(action)

    def _entry_text(self, model: ListedModel) -> str:
        facts = facts_line(model) if model.is_usable else self._elided(model.problem, _WIDEST_PROBLEM_PX)
        title = self._elided(model.title, _WIDEST_TITLE_PX)
        return f"{_without_mnemonics(title)}\t{_without_mnemonics(facts)}"

    def _elided(self, words: str, width: int) -> str:
        return QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)


def _without_mnemonics(words: str) -> str:
    return words.replace("&", "&&").replace("\t", " ")
