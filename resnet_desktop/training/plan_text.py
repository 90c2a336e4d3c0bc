"""A plan's text, as somebody may have written it by hand: what is in it, before any value is looked at."""

import difflib
import json
from collections.abc import Collection
from typing import Any

from resnet_desktop.errors import UserError

_EXAMPLE = '{"epochs": 5}'
_KINDS = {list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}


class PlanTextError(UserError):
    """A text is no plan; says where, or what is strange in it."""


def read_values(text: str, known: Collection[str]) -> dict[str, Any]:
    """Read the values that a plan's text gives.

    Args:
        text: a JSON object.
        known: the names that there are.
    Raises:
        PlanTextError: it is no JSON object, or names something that no plan has.
    """
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if text.strip() else "it is empty"
        raise PlanTextError(f"A plan is JSON such as {_EXAMPLE}, and this text is not: {where}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets within brackets without end
        raise PlanTextError(f"A plan is JSON such as {_EXAMPLE}, and this text cannot be read as that") from None
    if not isinstance(values, dict):
        raise PlanTextError(f"A plan is JSON such as {_EXAMPLE}, not {_KINDS.get(type(values), 'a number')}")
    for name in values:
        if name not in known:
            near = difflib.get_close_matches(name.lower(), known, 1)
            raise PlanTextError(f"A plan has no setting {name!r}" + (f" (did you mean {near[0]!r}?)" if near else ""))
    return values
