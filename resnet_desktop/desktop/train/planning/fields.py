"""The plan's fields as a form shows them, made from their metadata: groups, titles, ranges, what was typed."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resnet_desktop.training.plan import Plan, PlanError
from resnet_desktop.training.plan_numbers import number_words

_OF_DATA = ("data", "archive")
_SINGLE_STEPS = 6

GROUPS: dict[str, tuple[str, ...]] = {
    "Network": ("network", "base", "freeze"),
    "Sizes": ("epochs", "batch", "input_size", "source_size", "crop_fraction"),
    "Optimiser": ("optimizer", "learning_rate", "momentum"),
    "Schedule": (
        "schedule", "warmup", "step_epochs", "step_factor", "plateau_patience", "plateau_factor", "early_stopping",
    ),
    "Regularisation": ("l2", "dropout", "label_smoothing", "class_weights", "batch_norm_momentum"),
    "Augmentation": ("flip", "shift", "crop", "colour", "cutout"),
    "Run": ("validation", "precision", "seed", "checkpoint_minutes", "licence"),
}  # fmt: skip
"""Which fields stand together. A field that no group names stands in the last one."""

_TITLES = {
    "base": "Base model",
    "freeze": "Freeze line",
    "optimizer": "Optimiser",
    "batch": "Batch size",
    "l2": "L2 penalty",
    "flip": "Mirror",
    "crop": "Random crop",
    "colour": "Colour changes",
    "step_epochs": "Epochs between steps",
    "batch_norm_momentum": "Batch-norm momentum",
    "validation": "Validation part",
    "checkpoint_minutes": "Minutes between checkpoints",
}

_USED_WITH = {
    "momentum": ("optimizer", ("sgd",)),
    "step_epochs": ("schedule", ("steps",)),
    "step_factor": ("schedule", ("steps",)),
}


@dataclass(frozen=True)
class PlanField:
    """One field.

    Attributes:
        name: in the plan.
        title: in the form.
        text: what it does, one line.
        kind: ``bool``, ``int``, ``float`` or ``str``.
        default: its value in a plan of which nothing is known.
        choices: the values that there are; empty where it is free.
        low: the smallest number; None where it is no number.
        high: the largest number.
    """

    name: str
    title: str
    text: str
    kind: type
    default: Any
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def has_few_steps(self) -> bool:
        """Whether its numbers are so few that each is a choice."""
        return self.kind is int and self.high is not None and self.high - (self.low or 0) < _SINGLE_STEPS

    @property
    def help(self) -> str:
        """What it does, and its range."""
        words = self.text[:1].upper() + self.text[1:]
        if self.low is None or self.high is None or self.has_few_steps:
            return f"{words}."
        return f"{words} ({number_words(self.low)} to {number_words(self.high)})."


def grouped_fields() -> dict[str, tuple[PlanField, ...]]:
    """All fields but those of the data, by group; new ones of the plan too."""
    fields = {field.name: _field(field) for field in dataclasses.fields(Plan) if field.name not in _OF_DATA}
    groups = {title: [fields.pop(name) for name in names if name in fields] for title, names in GROUPS.items()}
    groups[list(groups)[-1]] += fields.values()
    return {title: tuple(group) for title, group in groups.items() if group}


def title_of(name: str) -> str:
    """Call a field in the window: ``Learning rate``."""
    return _TITLES.get(name) or name.replace("_", " ").capitalize()


def _field(field: "dataclasses.Field[Any]") -> PlanField:
    meta: Mapping[str, Any] = field.metadata
    title = title_of(field.name)
    kind = field.type if isinstance(field.type, type) else str
    return PlanField(
        field.name, title, meta["help"], kind, field.default,
        tuple(meta.get("choices", ())), meta.get("low"), meta.get("high"),
    )  # fmt: skip


def number(value: float) -> str:
    """Write a number as it is typed: ``0.01``, ``64``, ``1e-7``."""
    return f"{value:d}" if isinstance(value, int) else f"{value:.10g}".replace("e-0", "e-")


def value_words(value: object) -> str:
    """Write any value of a field."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return number(value) if isinstance(value, int | float) else str(value) or "nothing"


def typed(field: PlanField, text: str) -> Any:
    """Read what was typed into a field.

    Args:
        field: which one.
        text: of the user; a decimal comma is as good as a point.
    Returns:
        Its value; what is no number comes back as text, which `problem_of` explains.
    """
    text = text.strip()
    if field.low is None:
        return text
    try:
        return int(text) if field.kind is int else float(text.replace(",", "."))
    except ValueError:
        return text


def problem_of(plan: Plan, name: str, value: object) -> str:
    """Say what is wrong with a value; empty where it can be used.

    Args:
        plan: what the other fields are.
        name: of the field.
        value: of it.
    """
    try:
        changed(plan, name, value)
    except PlanError as error:
        return f"{error}."
    return ""


def changed(plan: Plan, name: str, value: object) -> Plan:
    """Give the plan with another value.

    Raises:
        PlanError: it cannot be used.
    """
    values: dict[str, Any] = {name: value}
    return dataclasses.replace(plan, **values)


def is_used(plan: Plan, name: str) -> bool:
    """Whether a field changes anything in this plan."""
    if name == "plateau_factor":
        return plan.plateau_patience > 0
    other, values = _USED_WITH.get(name, ("", ()))
    return not other or getattr(plan, other) in values
