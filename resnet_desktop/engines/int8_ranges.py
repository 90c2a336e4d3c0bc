"""The ranges on a model's card, with which it can be computed in int8: written, and read as a stranger's."""

from collections.abc import Mapping
from typing import Any

from resnet_desktop.engines.int8_places import rounded_layers
from resnet_desktop.engines.protocol import EngineError
from resnet_desktop.models import Card
from resnet_desktop.models.errors import shown
from resnet_desktop.network import Graph

SCHEMA = 1
"""The version of the record; a card's ``int8_ranges`` begins with it."""

_SMALLEST_VALUE, _LARGEST_VALUE = 1e-12, 1e30  # what float32 can divide by 255 and multiply by itself


class RangesError(EngineError):
    """A model's ranges cannot be used.

    Attributes:
        name: the model's name.
        reason: what was expected and what came.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"The int8 ranges of the model {name!r} cannot be used: {reason}")


def write_ranges(ranges: Mapping[str, float], about: Mapping[str, Any]) -> dict[str, Any]:
    """Make the record for a card.

    Args:
        ranges: the largest value of each of the `rounded_layers`.
        about: what else is known, such as the pictures; any JSON.
    """
    return {"schema": SCHEMA, "ranges": {name: float(f"{value:.6g}") for name, value in ranges.items()}, **about}


def read_ranges(card: Card) -> dict[str, float] | None:
    """Read and check a card's ranges.

    Returns:
        The largest value of each of the `rounded_layers`, in their order; None where the card has no ranges.
    Raises:
        RangesError: a layer has none or is unknown, or something is no positive number.
    """
    record = card.int8_ranges
    if record is None:
        return None
    schema = record.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        raise RangesError(card.name, f"their schema should be {SCHEMA}, but is {shown(schema)}; please make them anew")
    ranges = record.get("ranges")
    if not isinstance(ranges, Mapping):
        raise RangesError(card.name, f"'ranges' should be an object, but is {shown(ranges)}")
    return _checked(card.name, card.graph(), ranges)


def _checked(model: str, graph: Graph, ranges: Mapping[str, Any]) -> dict[str, float]:
    layers = rounded_layers(graph)
    if unknown := sorted(set(ranges) - set(layers)):
        raise RangesError(model, f"{shown(unknown[0])} is no layer that is rounded")
    if missing := [name for name in layers if name not in ranges]:
        raise RangesError(model, f"the layer {missing[0]} has none")
    for name, value in ranges.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not _SMALLEST_VALUE <= value <= _LARGEST_VALUE:
            raise RangesError(model, f"{name} should have a number above 0, but has {shown(value)}")
    return {name: float(ranges[name]) for name in layers}
