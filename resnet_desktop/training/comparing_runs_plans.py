"""In what two plans differ, field by field."""

import dataclasses
from typing import NamedTuple

from resnet_desktop.training.plan import Plan
from resnet_desktop.training.plan_numbers import number_words


class PlanDifference(NamedTuple):
    """One field in which two plans differ.

    Attributes:
        field: its name.
        first: its value in the first plan, as text.
        second: its value in the second plan.
        help: what the field does.
    """

    field: str
    first: str
    second: str
    help: str


def plan_differences(first: Plan, second: Plan) -> tuple[PlanDifference, ...]:
    """List the fields in which two plans differ, in the plan's order."""
    return tuple(
        PlanDifference(
            field.name,
            plan_value(getattr(first, field.name)),
            plan_value(getattr(second, field.name)),
            str(field.metadata.get("help", "")),
        )
        for field in dataclasses.fields(Plan)
        if getattr(first, field.name) != getattr(second, field.name)
    )


def plan_value(value: object) -> str:
    """Write a field's value for a person."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return number_words(value)
        case "":
            return "none"
    return str(value)
