"""Which differences are shown, in which order; for tasks, because there may be very many."""

import heapq
from collections.abc import Callable
from typing import TYPE_CHECKING

from resnet_desktop.jobs import Control

if TYPE_CHECKING:
    from resnet_desktop.desktop.classify.comparing.columns import Row
    from resnet_desktop.desktop.classify.comparing.running import Compared

Value = str | float
ChosenPair = tuple[str, str]
"""What the first and the second model say."""

_CHUNK = 8192
"""Differences between two looks at the control, and sorted in one go: other threads wait while Python sorts."""

_VERDICTS = {"first": 0, "second": 1, "neither": 2, "": 3}


def order(
    compared: "Compared", pair: ChosenPair | None, sort_key: str, is_descending: bool, control: Control
) -> list[int]:
    """Choose and order differences.

    Args:
        compared: the comparison.
        pair: only those in which the models say these classes; None for all.
        sort_key: of a column; empty for the list's order.
        is_descending: the largest first; equal ones stay in the list's order.
        control: ends the work by `Cancelled`.
    Returns:
        Places in ``compared.differences``.
    Raises:
        Cancelled: the control was cancelled.
    """
    rows = compared.differences
    read = _readers()[sort_key] if sort_key else None
    values: dict[int, Value] = {}
    runs: list[list[int]] = []
    for start in range(0, len(rows), _CHUNK):
        control.check()
        run = [
            place
            for place in range(start, min(start + _CHUNK, len(rows)))
            if pair is None or (rows[place][0].first.label, rows[place][0].second.label) == pair
        ]
        if read is not None:
            values.update((place, read(rows[place])) for place in run)
            run.sort(key=values.__getitem__, reverse=is_descending)
        runs.append(run)
    if read is None:
        return [place for run in runs for place in run]
    return list(heapq.merge(*runs, key=values.__getitem__, reverse=is_descending))


def _readers() -> "dict[str, Callable[[Row], Value]]":
    from resnet_desktop.classification.arrangement import natural  # noqa: PLC0415  loads NumPy
    from resnet_desktop.classification.class_names import Remembered  # noqa: PLC0415

    known = Remembered(natural)
    return {
        "name": lambda row: natural(row[0].path.name),
        "first": lambda row: known[row[0].first.label],
        "first_confidence": lambda row: row[0].first.probability,
        "second": lambda row: known[row[0].second.label],
        "second_confidence": lambda row: row[0].second.probability,
        "right": lambda row: _VERDICTS[row[1].value],
        "folder": lambda row: known[str(row[0].path.parent)],
    }
