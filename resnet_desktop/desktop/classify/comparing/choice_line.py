"""What is compared, as a sentence of which two words can be changed: the other model, and the pictures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resnet_desktop.desktop.classify.comparing import wording
from resnet_desktop.desktop.classify.comparing.request import CompareRequest
from resnet_desktop.desktop.classify.scope import Scope, proposed
from resnet_desktop.desktop.model_list import ListedModel
from resnet_desktop.desktop.model_menu import ModelMenu
from resnet_desktop.desktop.widgets.buttons import Button, MenuButton
from resnet_desktop.desktop.widgets.labels import ElidedLabel, label
from resnet_desktop.desktop.widgets.menu import Menu

_WIDEST_NAME_PX = 200


class ChoiceLine(QWidget):
    """Chooses what is compared.

    Attributes:
        second: the other model; None while there is none.
        scope: the pictures; None where there are none.
        model_button: opens the menu of models.
        scope_button: opens the menu of pictures.
        compare: begins.
    Signals:
        compare_asked: begin.
    """

    compare_asked = Signal()

    def __init__(self, request: CompareRequest) -> None:
        super().__init__()
        self.second: ListedModel | None = None
        scopes = request.usable_scopes
        self.scope: Scope | None = scopes[proposed(scopes)] if scopes else None
        self._models: tuple[ListedModel, ...] = ()
        self._menu = ModelMenu("Models to compare with", self)
        self._menu.model_picked.connect(self._choose_model)
        self.model_button = MenuButton("", self._menu)
        self.scope_button = MenuButton("", self._make_scope_menu(request))
        self.compare = Button("Compare", "", "primary")
        self.compare.setAutoDefault(True)
        self.compare.clicked.connect(self.compare_asked)
        first = ElidedLabel()
        first.setText(request.model.card.name)
        first.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        first.setMaximumWidth(_WIDEST_NAME_PX)
        first.setAccessibleName(f"The model in use: {request.model.card.name}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(first)
        layout.addWidget(label("and", "quiet"))
        layout.addWidget(self.model_button)
        layout.addWidget(label("on", "quiet"))
        layout.addWidget(self.scope_button)
        layout.addStretch(1)
        layout.addWidget(self.compare)
        self._show()

    def show_models(self, models: Sequence[ListedModel]) -> None:
        """Offer models; the first that can be used is proposed unless one was chosen before."""
        self._models = tuple(models)
        usable = [model for model in models if model.is_usable]
        kept = self.second.name if self.second is not None else ""
        self.second = next((model for model in usable if model.name == kept), next(iter(usable), None))
        self._menu.show_models(models, self.second.name if self.second is not None else "")
        self._show()

    def _choose_model(self, name: str) -> None:
        self.second = next(model for model in self._models if model.name == name)
        self._show()

    def _choose_scope(self, scope: Scope) -> None:
        self.scope = scope
        self._show()

    def _show(self) -> None:
        name = self.second.name if self.second is not None else "no other model"
        words = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_NAME_PX)
        self.model_button.setText(words.replace("&", "&&"))
        self.model_button.setToolTip(name)
        self.model_button.setAccessibleName(f"The other model: {name}")
        if self.scope is not None:
            line = wording.scope_line(self.scope)
            self.scope_button.setText(line)
            self.scope_button.setAccessibleName(f"Pictures: {line}")
        self.compare.setEnabled(self.second is not None and self.scope is not None)

    def _make_scope_menu(self, request: CompareRequest) -> Menu:
        menu = Menu("Pictures to compare on", self)
        group = QActionGroup(menu)
        for scope in request.usable_scopes:
            words = wording.scope_line(scope)
            action = QAction(words[:1].upper() + words[1:], group, checkable=True)
            action.setChecked(scope is self.scope)
            action.triggered.connect(lambda _is_on, scope=scope: self._choose_scope(scope))
            menu.add(action)
        return menu
