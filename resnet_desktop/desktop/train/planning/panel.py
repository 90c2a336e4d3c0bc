"""The plan of the next run: how much to train, what that takes here, every setting behind it, and its name."""

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.tasks import Tasks
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.bases import Bases
from resnet_desktop.desktop.train.planning.disclosure import Disclosure
from resnet_desktop.desktop.train.planning.drawer import Drawer
from resnet_desktop.desktop.train.planning.fields import changed
from resnet_desktop.desktop.train.planning.forecast_line import ForecastLine
from resnet_desktop.desktop.train.planning.forecaster import Forecaster
from resnet_desktop.desktop.train.planning.help_line import HelpLine
from resnet_desktop.desktop.train.planning.name_line import NameLine
from resnet_desktop.desktop.train.planning.naming import data_name
from resnet_desktop.desktop.train.planning.plan_tools import PlanTools
from resnet_desktop.desktop.train.planning.preset_cards import PresetCards
from resnet_desktop.desktop.train.state import TrainState
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.desktop.widgets.later import Later
from resnet_desktop.training.framework import missing_framework
from resnet_desktop.training.plan import Plan
from resnet_desktop.training.presets import PRESETS, SIZES, fitted_to_base

if TYPE_CHECKING:
    from resnet_desktop.training.forecasting import Work

_FIRST_PRESET = "quick"
_USUAL_CLASSES = 10


class PlanPanel(QWidget):
    """Changes the plan of the page's state, and follows it.

    Attributes:
        cards: the presets.
        forecaster: what each takes.
        name_line: the run's name.
        settings_button: opens the drawer.
        drawer: every setting; made when it is first opened.
        tools: file, command, reset.
    Signals:
        readiness_changed: the name or `problem` is another one.
    """

    readiness_changed = Signal()

    def __init__(self, state: TrainState, tasks: Tasks, work: "Work | None" = None) -> None:
        """Make it.

        Args:
            state: of the page.
            tasks: of the window.
            work: what the measuring process does, for tests.
        """
        super().__init__()
        self._state = state
        if state.plan == Plan():
            state.plan = PRESETS[_FIRST_PRESET].apply(state.plan)
        self._preset = next((name for name, preset in PRESETS.items() if preset.is_in(state.plan)), _FIRST_PRESET)
        self._baseline = state.plan
        self._has_news, self._wants_forecasts = True, False
        self._bases = Bases(tasks, self)
        self._missing = missing_framework()
        self.cards = PresetCards(lambda plan: plan.is_quick or self._missing is None)
        self.forecaster = Forecaster(state, tasks, self, work)
        self._forecast_line = ForecastLine(self.forecaster)
        self.name_line = NameLine()
        self._wrong = HelpLine(str(self._missing) if self._missing is not None else "")
        self.settings_button = Disclosure(wording.ALL_SETTINGS, is_strong=True)
        self.tools = PlanTools(state, lambda: self.name)
        self.drawer = Later(self._make_drawer)
        self._connect()
        self._lay_out()
        self._open_drawer(is_open=False)
        self._show_plan()

    @property
    def name(self) -> str:
        """Of the new run and its model."""
        return self.name_line.name

    @property
    def problem(self) -> str:
        """Why the plan cannot be started yet, one sentence; empty where it can. The data are not looked at."""
        typed = self.drawer.content.problem if self.drawer.is_made else ""
        return self.name_line.problem or ("" if self.name else "A model needs a name.") or typed or self._wrong.problem

    def refresh(self) -> None:
        """Look again which models and names there are."""
        self._bases.read()

    def cancel_work(self) -> bool:
        """Stop measuring; False where nothing is measured."""
        is_measuring = self.forecaster.is_measuring
        self.forecaster.cancel()
        return is_measuring

    def showEvent(self, event: QShowEvent) -> None:
        """Look around, and measure where that was put off while it was hidden."""
        super().showEvent(event)
        self.refresh()
        if self._has_news:
            self._meet_data()

    def _connect(self) -> None:
        self._state.plan_changed.connect(self._show_plan)
        self._state.data_changed.connect(self._hear_data)
        self._state.run_changed.connect(self.refresh)
        self._bases.changed.connect(self._meet_bases)
        self.cards.preset_chosen.connect(self._choose_preset)
        self.forecaster.changed.connect(self._show_forecasts)
        self.name_line.changed.connect(self.readiness_changed)
        self.name_line.edit.textChanged.connect(self.tools.forget_said)
        self.settings_button.toggled.connect(self._open_drawer)
        self.tools.plan_read.connect(self._use_whole_plan)
        self.tools.reset_asked.connect(self._reset_all)

    def _make_drawer(self) -> Drawer:
        drawer = Drawer(self._bases, self._class_count)
        drawer.value_changed.connect(self._change)
        drawer.problem_changed.connect(self.readiness_changed)
        drawer.show_plan(self._state.plan, self._baseline)
        return drawer

    def _class_count(self) -> int:
        return _USUAL_CLASSES if self._state.data is None else len(self._state.data.classes)

    def _choose_preset(self, name: str) -> None:
        self._preset = name
        if self.drawer.is_made:
            self.drawer.content.forget_typed()
        self._baseline = PRESETS[name].apply(self._baseline)
        self._state.use_plan(PRESETS[name].apply(self._state.plan))
        self._show_plan()

    def _change(self, name: str, value: object) -> None:
        plan = changed(self._state.plan, name, value)
        if name == "base" and (base := self._bases.shelf.bases.get(plan.base)) is not None:
            plan = self._fitted(dataclasses.replace(plan, network=base.network))
            self._baseline = _with_sizes_of(plan, self._baseline)
        self._state.use_plan(plan)

    def _reset_all(self) -> None:
        if self.drawer.is_made:
            self.drawer.content.forget_typed()
        self._baseline = self._fitted(PRESETS[self._preset].apply(Plan()))
        self._state.use_plan(self._baseline)
        self._show_plan()

    def _use_whole_plan(self, plan: Plan) -> None:
        defaults = Plan()
        self._state.use_plan(dataclasses.replace(plan, data=defaults.data, archive=defaults.archive))

    def _hear_data(self) -> None:
        self._has_news = True
        if self.isVisible():
            self._meet_data()

    def _meet_data(self) -> None:
        self._has_news = False
        data = self._state.data
        self._forecast_line.set_data(data is not None)
        self._wants_forecasts = data is not None
        if data is None:
            self.forecaster.look()
        else:
            self.name_line.propose_for(self._state.data_name or data_name(self._state.data_plan, data.folder.name))
        self._meet_bases()

    def _meet_bases(self) -> None:
        """Sizes that nobody changed follow the base and the data."""
        self.name_line.set_shelf(self._bases.shelf)
        plan = self._state.plan
        if all(getattr(plan, name) == getattr(self._baseline, name) for name in SIZES):
            fitted = self._fitted(plan)
            self._baseline = _with_sizes_of(fitted, self._baseline)
            self._state.use_plan(fitted)
        self._show_plan()
        if self._wants_forecasts and self._bases.was_read:  # sizes that are still to change are not worth measuring
            self._wants_forecasts = False
            self.forecaster.measure_anew()

    def _fitted(self, plan: Plan) -> Plan:
        base = self._bases.shelf.bases.get(plan.base)
        if base is None:
            return plan
        has_its_data = self._state.data is not None and self._state.data.classes == base.labels
        return fitted_to_base(plan, base.preprocessing, has_its_data=has_its_data)

    def _show_plan(self) -> None:
        plan = self._state.plan
        self.cards.show_plan(plan)
        self._show_forecasts()
        base = self._bases.shelf.bases.get(plan.base)
        cannot = str(self._missing) if self._missing is not None and not plan.is_quick else ""
        self._wrong.show_problem(wording.base_problem(plan, base.network if base else None) or cannot)
        self._wrong.setVisible(bool(self._wrong.text()))
        if self.drawer.is_made:
            self.drawer.content.show_plan(plan, self._baseline)
        self.readiness_changed.emit()

    def _show_forecasts(self) -> None:
        self.cards.show_forecasts(self.forecaster.forecasts, is_measuring=self.forecaster.is_measuring)

    def _open_drawer(self, is_open: bool) -> None:
        self.tools.setVisible(is_open)
        self.drawer.setVisible(is_open)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(wording.TITLE, "section"))
        for part in (self.cards, self._forecast_line, self._wrong, self.name_line, self.settings_button):
            layout.addWidget(part)
        layout.addWidget(self.tools)
        layout.addWidget(self.drawer)
        layout.addStretch(1)


def _with_sizes_of(plan: Plan, baseline: Plan) -> Plan:
    return dataclasses.replace(
        baseline,
        input_size=plan.input_size,
        crop_fraction=plan.crop_fraction,
        source_size=plan.source_size,
    )
