"""Fields that belong together, below a title that opens and closes them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.train.planning.disclosure import Disclosure
from resnet_desktop.desktop.train.planning.field_row import FieldControl, FieldRow
from resnet_desktop.desktop.train.planning.fields import PlanField
from resnet_desktop.desktop.widgets.labels import label
from resnet_desktop.training.plan import Plan


class FieldGroup(QWidget):
    """A title, how many of its fields were changed, and the fields.

    Args:
        title: of the group.
        fields: in their order.
        make_control: makes a field's control.
    Attributes:
        header: opens and closes it.
        rows: of its fields, by name.
    Signals:
        value_changed: a field's name and its new value.
        problem_changed: a field became wrong or right.
    """

    value_changed = Signal(str, object)
    problem_changed = Signal()

    def __init__(
        self, title: str, fields: Sequence[PlanField], make_control: Callable[[PlanField], FieldControl]
    ) -> None:
        super().__init__()
        self.header = Disclosure(title)
        self._changes = label("", "secondary")
        self.rows: dict[str, FieldRow] = {}
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(20, 8, 0, 12)
        body.setSpacing(16)
        for field in fields:
            row = FieldRow(field, make_control(field))
            row.value_changed.connect(self.value_changed)
            row.problem_changed.connect(self._hear_problem)
            self.rows[field.name] = row
            body.addWidget(row)
        head = QHBoxLayout()
        head.addWidget(self.header)
        head.addStretch(1)
        head.addWidget(self._changes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._body)
        self._body.hide()
        self.header.toggled.connect(self._body.setVisible)

    def show_plan(self, plan: Plan, baseline: Plan) -> None:
        """Show the fields' values, and how many differ from what a reset goes back to."""
        for row in self.rows.values():
            row.show_plan(plan, baseline)
        number = sum(getattr(plan, name) != getattr(baseline, name) for name in self.rows)
        self._changes.setText(f"{number} changed" if number else "")

    def _hear_problem(self) -> None:
        if any(row.problem for row in self.rows.values()):
            self.header.setChecked(True)
        self.problem_changed.emit()
