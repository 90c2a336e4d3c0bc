"""Reading what a card says was measured; its metrics may be anybody's JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from resnet_desktop.models.card import Card

_PARTS = ("test", "validation")
"""The metrics in which a model's accuracy is looked for, best first."""


@dataclass(frozen=True)
class MeasuredAccuracy:
    """How often a model's first class is right.

    Attributes:
        top1: 0 to 1.
        part: what it was measured on: ``test`` or ``validation``.
    """

    top1: float
    part: str


def accuracy_of(card: Card) -> MeasuredAccuracy | None:
    """Give a model's accuracy; None where the card tells none that makes sense."""
    for part in _PARTS:
        measured = card.metrics.get(part)
        top1 = measured.get("top1") if isinstance(measured, Mapping) else None
        if isinstance(top1, int | float) and not isinstance(top1, bool) and 0 <= top1 <= 1:
            return MeasuredAccuracy(top1, part)
    return None
