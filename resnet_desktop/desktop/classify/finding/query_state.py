"""What the controls show of a query's text, and what they make of it; no Qt.

The text is the single truth. The language itself, which needs NumPy, is loaded only where there is a text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resnet_desktop.desktop.classify.finding import filter_wording
from resnet_desktop.desktop.classify.finding.toggles import TOGGLES, Toggle

CONFIDENCE, MARGIN = "confidence", "margin"
ALL = (0.0, 1.0)


@dataclass(frozen=True)
class QueryState:
    """What a text asks for, as far as there are controls for it.

    Attributes:
        classes: by their names alone.
        confidence: lowest and highest, 0 to 1.
        margin: the same.
        states: terms of `TOGGLES`.
    """

    classes: tuple[str, ...] = ()
    confidence: tuple[float, float] = ALL
    margin: tuple[float, float] = ALL
    states: frozenset[str] = frozenset()


def read(text: str, classes: Sequence[str]) -> QueryState:
    """Read a text.

    Args:
        text: of the query.
        classes: the names of the model's classes.
    """
    if not text.strip():
        return QueryState()
    from resnet_desktop.classification.query_editing import chosen_classes, has_term  # noqa: PLC0415  loads NumPy

    return QueryState(
        tuple(chosen_classes(text, classes)),
        _bounds(text, CONFIDENCE),
        _bounds(text, MARGIN),
        frozenset(each.term for each in TOGGLES if has_term(text, each.term)),
    )


def with_classes(text: str, wanted: Iterable[str], classes: Sequence[str]) -> str:
    """Ask for these classes only."""
    from resnet_desktop.classification import query_editing  # noqa: PLC0415  loads NumPy

    return query_editing.with_classes(text, wanted, classes)


def with_range(text: str, field: str, low: float, high: float) -> str:
    """Ask for a part of what a probability can be, 0 to 1."""
    from resnet_desktop.classification import query_editing  # noqa: PLC0415  loads NumPy

    term = filter_wording.range_term(field, low, high)
    return query_editing.with_term(text, term) if term else query_editing.without_field(text, field)


def with_toggle(text: str, toggle: Toggle, is_on: bool) -> str:
    """Ask for a state, in place of those that exclude it, or no longer."""
    from resnet_desktop.classification.query_editing import has_term, with_term, without_term  # noqa: PLC0415

    if not is_on:
        return without_term(text, toggle.term)
    for other in toggle.excludes:
        if has_term(text, other):
            text = without_term(text, other)
    return with_term(text, toggle.term)


def _bounds(text: str, field: str) -> tuple[float, float]:
    from resnet_desktop.classification.query_editing import bounds  # noqa: PLC0415  loads NumPy

    found = bounds(text, field)
    if found is None:
        return ALL
    low = min(1.0, max(0.0, found.low))
    return low, min(1.0, max(low, found.high))
