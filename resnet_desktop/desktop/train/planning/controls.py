"""A control for each kind of field."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from resnet_desktop.desktop.theme import colour, font
from resnet_desktop.desktop.train.network_strip import strip_graph
from resnet_desktop.desktop.train.planning import wording
from resnet_desktop.desktop.train.planning.field_row import FieldControl
from resnet_desktop.desktop.train.planning.fields import PlanField, number, typed
from resnet_desktop.desktop.train.planning.freeze_line import FreezeLine
from resnet_desktop.desktop.widgets.check_box import CheckBox
from resnet_desktop.desktop.widgets.segments import Segments
from resnet_desktop.training.plan import Plan

_NUMBER_PX = 112
_USUAL_CLASSES = 10


def control_for(field: PlanField, classes: Callable[[], int] = lambda: _USUAL_CLASSES) -> FieldControl:
    """Make the control of a field's kind.

    Args:
        field: what it is for.
        classes: says how many the pictures have.
    """
    if field.kind is bool:
        return TickControl(field)
    if field.name == "freeze":
        return FreezeControl(classes)
    if field.choices:
        return ChoiceControl(field)
    return TypedControl(field)


class TickControl(FieldControl):
    """On or off."""

    has_title = True

    def __init__(self, field: PlanField) -> None:
        super().__init__()
        self.box = CheckBox(field.title)
        self.box.clicked.connect(lambda is_on: self.edited.emit(is_on))  # noqa: PLW0108  bool to object
        self.setFocusProxy(self.box)
        _fill(self, self.box)

    def show_value(self, value: Any) -> None:
        """Tick it or not."""
        self.box.setChecked(value)


class ChoiceControl(FieldControl):
    """A few choices side by side."""

    takes_all_width = True

    def __init__(self, field: PlanField) -> None:
        super().__init__()
        self._choices = field.choices
        self.segments = Segments(field.title, [wording.choice_words(choice) for choice in field.choices])
        self.segments.chosen.connect(lambda place: self.edited.emit(self._choices[place]))
        self.setFocusProxy(self.segments.buttons[0])
        _fill(self, self.segments, is_wide=False)

    def show_value(self, value: Any) -> None:
        """Choose it."""
        self.segments.choose(self._choices.index(value))


class FreezeControl(FieldControl):
    """The network with its line."""

    takes_all_width = True

    def __init__(self, classes: Callable[[], int]) -> None:
        super().__init__()
        self._classes = classes
        self.line = FreezeLine()
        self.line.freeze_moved.connect(lambda freeze: self.edited.emit(freeze))  # noqa: PLW0108  int to object
        self.setFocusProxy(self.line)
        _fill(self, self.line)

    def follow_plan(self, plan: Plan) -> None:
        """Draw the plan's network."""
        self.line.show_graph(strip_graph(plan.network, plan.input_size, self._classes()))

    def show_value(self, value: Any) -> None:
        """Put the line there."""
        self.line.set_freeze(value)

    def words_for(self, value: Any) -> str:
        """Say what stays and what is trained, with numbers."""
        return f"{wording.freeze_words(value)} {wording.trained_words(self.line.graph, value)}"


class TypedControl(FieldControl):
    """A number or a text that is typed; it is read as it is typed."""

    def __init__(self, field: PlanField) -> None:
        super().__init__()
        self._field = field
        self.edit = QLineEdit()
        self.edit.setAccessibleName(field.title)
        self.edit.setAccessibleDescription(field.help)
        if field.low is not None:
            self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.edit.setFont(font(13, has_even_digits=True))
        self.edit.setFixedWidth(_NUMBER_PX)
        self.edit.textEdited.connect(lambda text: self.edited.emit(typed(field, text)))
        self.setFocusProxy(self.edit)
        _fill(self, self.edit)

    def show_value(self, value: Any) -> None:
        """Write it, unless what is typed means the same."""
        if typed(self._field, self.edit.text()) != value or not self.edit.hasFocus():
            self.edit.setText(str(value) if self._field.low is None else number(value))

    def set_wrong(self, is_wrong: bool) -> None:
        """Draw its border in the colour of errors."""
        self.edit.setStyleSheet(f"border-color: {colour('bad').name()};" if is_wrong else "")


def _fill(control: FieldControl, content: Any, *, is_wide: bool = True) -> None:
    layout = QHBoxLayout(control)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
    if not is_wide:
        layout.addStretch(1)
