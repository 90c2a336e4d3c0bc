"""What the listing says; no Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resnet_desktop.formatting import count, plural
from resnet_desktop.network import Graph
from resnet_desktop.network.finding import Found
from resnet_desktop.network.finding.problems import Problem
from resnet_desktop.network.rows import Row

if TYPE_CHECKING:
    from resnet_desktop.engines.timing import LayerTimes

PLACEHOLDER = "Find layers: 3x3 stride=2 -projection …"
MEASURE = "Measure"
MEASURE_AGAIN = "Measure again"
NOT_MEASURED = "Times not measured"
MEASURE_TIP = "Run one picture through the network again and again, and read how long each layer takes on this machine"
WAITING = "Making the network ready…"
FLOPS_TIP = "Floating-point operations: two for each MAC, a multiplication and an addition"


def tally(found: Found, graph: Graph, *, is_searching: bool) -> str:
    """Say how much was found: ``12 of 175 layers, 2 blocks``."""
    total = len(graph.layers)
    if not is_searching:
        return plural(total, "layer")
    if not found.names:
        return "Nothing found"
    parts = [f"{count(len(found.layers))} of {plural(total, 'layer')}"] if found.layers else []
    stage_count = sum(1 for name in found.groups if not name[:1].isdigit())
    block_count = len(found.groups) - stage_count
    parts += [plural(number, noun) for number, noun in ((block_count, "block"), (stage_count, "stage")) if number]
    return ", ".join(parts)


def problem_line(problems: Sequence[Problem]) -> str:
    """Say the first thing that is the matter, and that it is not the only one; its correction stands beside it."""
    first = problems[0].matter
    return first if len(problems) == 1 else f"1 of {count(len(problems))}: {first}"


def milliseconds(row: Row) -> str:
    """Write a time with three decimals, or say in which layer's time it is; empty where nothing was measured."""
    if row.milliseconds is not None:
        return f"{row.milliseconds:,.3f}"
    return f"in {row.computed_in}" if row.computed_in else ""


def times_line(times: "LayerTimes") -> str:
    """Say what was measured: ``8.9 ms a picture · CPU, bf16 · median of 30 runs``."""
    return f"{times.total_ms:,.1f} ms a picture · CPU, {times.precision} · median of {plural(times.runs, 'run')}"


def times_tip(times: "LayerTimes") -> str:
    """Say what the times mean."""
    share = times.other_ms / times.sum_ms if times.sum_ms else 0.0
    together = (
        "One picture at a time, as the program computes it: batch norm, ReLU and addition are computed together with "
        "a convolution, so they have no time of their own."
    )
    rest = (
        f"The layers take {times.sum_ms - times.other_ms:,.2f} ms; another {times.other_ms:,.2f} ms ({share:.0%}) "
        "go into bringing tensors into other arrangements."
    )
    sentences = [
        together,
        rest,
        "Whatever else runs meanwhile makes the times longer.",
    ]
    if times.has_random_weights:
        sentences.append("There are no weights for this network, so random ones were used; they make no difference.")
    return "\n".join(sentences)


def padding(row: Row) -> str:
    """Write the padding: ``1``, or ``0 + 1`` where it differs before and after; empty where there is none."""
    if row.padding is None:
        return ""
    before, after = row.padding
    return str(before) if before == after else f"{before} + {after}"


def square(side: int | None) -> str:
    """Write a kernel: ``3x3``; empty where there is none."""
    return "" if side is None else f"{side}x{side}"
