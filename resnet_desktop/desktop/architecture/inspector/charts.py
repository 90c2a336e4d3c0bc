"""Which charts show the weights of a part of the network; no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from resnet_desktop.desktop.architecture import colours
from resnet_desktop.desktop.architecture.inspector import weights_wording as wording
from resnet_desktop.desktop.architecture.listing.nodes import layer_ink
from resnet_desktop.formatting import count
from resnet_desktop.network import Kind

if TYPE_CHECKING:
    from resnet_desktop.inspection.weights import LayerWeights, Spread


@dataclass(frozen=True)
class Chart:
    """One row of bars.

    Attributes:
        title: what it shows.
        note: its numbers in short.
        values: the heights of its bars.
        ink: ``#RRGGBB``.
        ends: what stands below the first and the last bar.
        say: what the mouse reads of a bar by its number.
        zero: where zero lies, 0 to 1 of the width; None where the axis has none.
        marked: numbers of the bars that are bad.
        names: what is selected by a click on each bar; empty for nothing.
        sentence: what stands below it; may be empty.
    """

    title: str
    note: str
    values: Sequence[float]
    ink: str
    ends: tuple[str, str]
    say: Callable[[int], str]
    zero: float | None = None
    marked: Sequence[int] = ()
    names: Sequence[str] = field(default=())
    sentence: str = ""


def layer_charts(weights: "LayerWeights", labels: Sequence[str]) -> list[Chart]:
    """Show a layer's weights: a kernel, its filters, its bias, or what a batch norm has."""
    ink = layer_ink(weights.layer)
    if weights.layer.kind is Kind.BATCH_NORM:
        ink = colours.KINDS[Kind.BATCH_NORM]
    made = [_spread_chart(name, spread, ink) for name, spread in weights.spreads.items()]
    if weights.filters is not None:
        made.insert(1, _filters_chart(weights, labels, ink))
    return made


def size_chart(sizes: dict[str, float]) -> Chart:
    """Show how large the weights of each of a few layers are."""
    names = list(sizes)
    ends = (names[0], names[-1]) if len(names) > 1 else (names[0], "")
    return Chart(
        "Size of weights",
        f"{wording.number(min(sizes.values()))} to {wording.number(max(sizes.values()))}",
        list(sizes.values()),
        colours.KINDS[Kind.CONVOLUTION],
        ends,
        lambda place: f"{names[place]}: {wording.number(sizes[names[place]])}",
        names=names,
        sentence=wording.GROUP,
    )


def _spread_chart(name: str, spread: "Spread", ink: str) -> Chart:
    zero = -spread.low / (spread.high - spread.low)
    return Chart(
        wording.VARIABLES[name],
        wording.spread_line(spread),
        [float(share) for share in spread.shares],
        ink,
        (wording.number(spread.low), wording.number(spread.high)),
        partial(wording.interval, spread),
        zero=zero if 0 < zero < 1 else None,
    )


def _filters_chart(weights: "LayerWeights", labels: Sequence[str], ink: str) -> Chart:
    assert weights.filters is not None
    norms = [float(norm) for norm in weights.filters.norms]
    layer = weights.layer
    what = wording.noun(layer)
    return Chart(
        f"Norm of each {what}",
        f"{count(len(norms))} {'classes' if what == 'class' else 'filters'}",
        norms,
        ink,
        (wording.filter_name(layer, 0, labels), wording.filter_name(layer, len(norms) - 1, labels)),
        lambda place: f"{wording.filter_name(layer, place, labels)}: norm {wording.number(norms[place])}",
        marked=weights.filters.dead,
        sentence=wording.filters_line(weights, labels),
    )
