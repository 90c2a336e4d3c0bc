"""Every setting of the plan, in groups, made from the plan's own fields."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_desktop.desktop.train.planning.base_control import BaseControl
from resnet_desktop.desktop.train.planning.bases import Bases
from resnet_desktop.desktop.train.planning.controls import control_for
from resnet_desktop.desktop.train.planning.field_group import FieldGroup
from resnet_desktop.desktop.train.planning.field_row import FieldControl, FieldRow
from resnet_desktop.desktop.train.planning.fields import PlanField, grouped_fields
from resnet_desktop.training.plan import Plan


class Drawer(QWidget):
    """Groups of fields; the first is open.

    Args:
        bases: what a training can begin with.
        classes: says how many the pictures have.
    Attributes:
        groups: by title.
        rows: of all fields, by name.
    Signals:
        value_changed: a field's name and its new value.
        problem_changed: a field became wrong or right.
    """

    value_changed = Signal(str, object)
    problem_changed = Signal()

    def __init__(self, bases: Bases, classes: Callable[[], int]) -> None:
        super().__init__()
        self._bases, self._classes = bases, classes
        self.groups: dict[str, FieldGroup] = {}
        self.rows: dict[str, FieldRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for title, fields in grouped_fields().items():
            group = FieldGroup(title, fields, self._control_for)
            group.value_changed.connect(self.value_changed)
            group.problem_changed.connect(self.problem_changed)
            self.groups[title] = group
            self.rows |= group.rows
            layout.addWidget(group)
        next(iter(self.groups.values())).header.setChecked(True)

    @property
    def problem(self) -> str:
        """What is wrong with the first field that is; empty where nothing is."""
        return next((row.problem for row in self.rows.values() if row.problem), "")

    def show_plan(self, plan: Plan, baseline: Plan) -> None:
        """Show a plan.

        Args:
            plan: as it is.
            baseline: what a reset goes back to.
        """
        for group in self.groups.values():
            group.show_plan(plan, baseline)

    def forget_typed(self) -> None:
        """Let go of what was typed and cannot be used."""
        for row in self.rows.values():
            if row.problem:
                row.reset_value()

    def _control_for(self, field: PlanField) -> FieldControl:
        return BaseControl(self._bases) if field.name == "base" else control_for(field, self._classes)
