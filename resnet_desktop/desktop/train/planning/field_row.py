"""One field of the plan: its title, its control, what it does or what is wrong, and a way back."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_desktop.desktop.train.planning.fields import PlanField, is_used, problem_of, value_words
from resnet_desktop.desktop.train.planning.help_line import HelpLine
from resnet_desktop.desktop.widgets.buttons import Button
from resnet_desktop.desktop.widgets.labels import ElidedLabel
from resnet_desktop.training.plan import Plan

_RESET_PX = 28


class FieldControl(QWidget):
    """What a field's value is chosen or typed with.

    Attributes:
        takes_all_width: it stands below the title instead of beside it.
        has_title: it says the title by itself.
    Signals:
        edited: somebody gave it another value, which may be impossible.
    """

    edited = Signal(object)
    takes_all_width = False
    has_title = False

    def follow_plan(self, _plan: Plan) -> None:
        """Follow what the other fields are, before the own value is shown."""

    def show_value(self, value: Any) -> None:
        """Show a value; nobody is told."""
        raise NotImplementedError

    def set_wrong(self, is_wrong: bool) -> None:
        """Mark that the value cannot be used."""

    def words_for(self, _value: Any) -> str:
        """Say what a value means; empty where the field's help says all."""
        return ""


class FieldRow(QWidget):
    """A field.

    Args:
        field: which one.
        control: of its kind.
    Attributes:
        control: the control.
        help: what it does, or what is wrong.
        reset: brings the baseline's value back.
    Signals:
        value_changed: the field's name and a value that can be used.
        problem_changed: it became wrong or right.
    """

    value_changed = Signal(str, object)
    problem_changed = Signal()

    def __init__(self, field: PlanField, control: FieldControl) -> None:
        super().__init__()
        self.field, self.control = field, control
        self._plan, self._baseline = Plan(), Plan()
        self.help = HelpLine(field.help)
        self.reset = Button("", "undo", "flat")
        self.reset.setFixedWidth(_RESET_PX)
        self.reset.setAccessibleName(f"Reset: {field.title}")
        self.reset.clicked.connect(self.reset_value)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        control.edited.connect(self._take)
        self._lay_out()

    @property
    def problem(self) -> str:
        """What is wrong with what was typed; empty where nothing is."""
        return self.help.problem

    def show_plan(self, plan: Plan, baseline: Plan) -> None:
        """Show the field's value.

        Args:
            plan: as it is.
            baseline: what a reset goes back to.
        """
        name = self.field.name
        has_changed = getattr(plan, name) != getattr(self._plan, name)
        self._plan, self._baseline = plan, baseline
        self.control.follow_plan(plan)
        if has_changed or not self.problem:
            self._complain("")
            self.control.show_value(getattr(plan, name))
        self.help.set_text(self.control.words_for(getattr(plan, name)) or self.field.help)
        self.control.setEnabled(is_used(plan, name))
        self._show_reset()

    def reset_value(self) -> None:
        """Bring the baseline's value back."""
        value = getattr(self._baseline, self.field.name)
        self._complain("")
        self.control.show_value(value)
        self._take(value)
        self._show_reset()

    def _take(self, value: object) -> None:
        problem = problem_of(self._plan, self.field.name, value)
        self._complain(problem)
        self._show_reset()
        if not problem and value != getattr(self._plan, self.field.name):
            self.value_changed.emit(self.field.name, value)

    def _complain(self, problem: str) -> None:
        had = self.problem
        self.help.show_problem(problem)
        self.control.set_wrong(bool(problem))
        if had != problem:
            self.problem_changed.emit()

    def _show_reset(self) -> None:
        value = getattr(self._baseline, self.field.name)
        self.reset.setVisible(bool(self.problem) or getattr(self._plan, self.field.name) != value)
        self.reset.setToolTip(f"Back to {value_words(value)}")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        if self.control.has_title:
            line.addWidget(self.control)
            line.addStretch(1)
        else:
            title = ElidedLabel()
            title.setText(self.field.title)
            title.setBuddy(self.control)
            line.addWidget(title, 1)
        if not self.control.has_title and not self.control.takes_all_width:
            line.addWidget(self.control)
        line.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        if self.control.takes_all_width:
            layout.addWidget(self.control, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.help)
