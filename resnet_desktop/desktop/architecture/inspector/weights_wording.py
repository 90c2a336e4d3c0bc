"""What the inspector says about weights; no Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resnet_desktop.formatting import count, plural
from resnet_desktop.network import Kind, Layer

if TYPE_CHECKING:
    from resnet_desktop.inspection.weights import LayerWeights, Spread

NO_MODEL = "No weights here: they are shown for the network of the model in use, once it is loaded."
NO_WEIGHTS = "This layer has no weights: it computes without anything that was learned."
READING = "Reading the weights…"
GROUP = "How large the weights of each kernel usually are (root mean square). Click a bar to go to its layer."
MOST_NAMED = 6

VARIABLES = {
    "kernel": "Kernel",
    "bias": "Bias",
    "gamma": "Gamma, the scale",
    "beta": "Beta, the shift",
    "moving_mean": "Moving mean",
    "moving_variance": "Moving variance",
}
"""What each variable is called above its chart."""


def number(value: float) -> str:
    """Write a number with three digits that count, or whole from a thousand on, with a real minus sign."""
    text = f"{value:,.0f}" if 1000 <= abs(value) < 1e9 else f"{value:.3g}"
    return text.replace("-", "\u2212")


def spread_line(spread: "Spread") -> str:
    """Say how values are spread: ``mean 0.0012 · deviation 0.034``."""
    return f"mean {number(spread.mean)} · deviation {number(spread.deviation)}"


def interval(spread: "Spread", place: int) -> str:
    """Say what a bar of a spread is: ``0.012 to 0.015: 3.4 %``."""
    step = (spread.high - spread.low) / len(spread.shares)
    low = spread.low + place * step
    return f"{number(low)} to {number(low + step)}: {100 * float(spread.shares[place]):.1f} %"


def filter_name(layer: Layer, place: int, labels: Sequence[str]) -> str:
    """What one of the last axis of a kernel is called: ``filter 12``, or a class by its label."""
    return labels[place] if layer.kind is Kind.DENSE and place < len(labels) else f"{noun(layer)} {count(place)}"


def noun(layer: Layer) -> str:
    """What the last axis of a kernel counts."""
    return "class" if layer.kind is Kind.DENSE else "filter"


def filters_line(weights: "LayerWeights", labels: Sequence[str]) -> str:
    """Say which filters are large and which do nothing."""
    filters = weights.filters
    if filters is None:
        return ""
    largest, smallest = filters.largest, filters.smallest
    return (
        f"Largest: {filter_name(weights.layer, largest, labels)} (norm {number(float(filters.norms[largest]))}); "
        f"smallest: {filter_name(weights.layer, smallest, labels)} ({number(float(filters.norms[smallest]))}). "
        f"{_dead_line(filters.dead, weights.layer, labels)}"
    )


def _dead_line(dead: Sequence[int], layer: Layer, labels: Sequence[str]) -> str:
    if not dead:
        return f"No {noun(layer)} is dead (norm below 1 % of the median)."
    named = ", ".join(filter_name(layer, place, labels).removeprefix("filter ") for place in dead[:MOST_NAMED])
    more = len(dead) - MOST_NAMED
    rest = f" and {count(more)} more" if more > 0 else ""
    verb = "is" if len(dead) == 1 else "are"
    plural_noun = "classes" if noun(layer) == "class" and len(dead) > 1 else ""
    total = f"{count(len(dead))} {plural_noun}" if plural_noun else plural(len(dead), noun(layer))
    return f"{total} {verb} dead (norm below 1 % of the median): {named}{rest}."
