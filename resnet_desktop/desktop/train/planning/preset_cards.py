"""The three presets, of which one or none is the plan."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.preset_card import PresetCard
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS

if TYPE_CHECKING:
    from resnet_desktop.training.forecast import Forecast


class PresetCards(QWidget):
    """Cards below each other; Tab reaches the one that holds, arrows go on from there.

    Args:
        can_train: whether a plan can be trained here.
    Attributes:
        cards: by the preset's name.
    Signals:
        preset_chosen: the name of the preset that somebody chose.
    """

    preset_chosen = Signal(str)

    def __init__(self, can_train: Callable[[Plan], bool]) -> None:
        super().__init__()
        self.setAccessibleName(wording.PRESETS_NAME)
        self.cards = {name: PresetCard(preset.title, preset.text) for name, preset in PRESETS.items()}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for name, card in self.cards.items():
            self._group.addButton(card)
            layout.addWidget(card)
            card.setEnabled(can_train(PRESETS[name].apply(Plan())))
            card.clicked.connect(lambda _is_on, name=name: self.preset_chosen.emit(name))

    def show_plan(self, plan: Plan) -> None:
        """Mark the preset that a plan is, if any; nobody is told."""
        self._group.setExclusive(False)  # none may hold
        for name, card in self.cards.items():
            card.setChecked(PRESETS[name].is_in(plan))
        self._group.setExclusive(True)

    def show_forecasts(self, forecasts: "Mapping[str, Forecast]", *, is_measuring: bool) -> None:
        """Say what each takes.

        Args:
            forecasts: those that are known, by the preset's name.
            is_measuring: the others will be known soon.
        """
        for name, card in self.cards.items():
            if not card.isEnabled():
                card.show_costs(wording.NEEDS_FRAMEWORK, "")
                continue
            known = forecasts.get(name)
            unknown = wording.MEASURING if is_measuring else wording.time_words(None)
            card.show_costs(wording.time_words(known) if known else unknown, wording.cost_words(known))
