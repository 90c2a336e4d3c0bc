"""A look at a data set before it is trained on: what cannot be read, what is there twice or nearly so."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.classification.sessions.identity import FileStamp
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training.dataset import PARTS, DataSet
from resnet_desktop.training.duplicates import alike_pictures, paths_of, same_pictures
from resnet_desktop.training.fingerprint_cache import FingerprintCache
from resnet_desktop.training.fingerprints import LOOK, look_at

_TOGETHER = 256  # pictures between two looks at whether to stop
_SHARE = 16  # of them, what a thread reads at a time

Group = tuple[str, ...]
"""Paths of pictures that belong together."""


@dataclass(frozen=True)
class Report:
    """What was found in a data set's files.

    Attributes:
        data: the data set as it was looked at.
        unreadable: why, by path, one sentence each.
        same: groups with equal pixels.
        alike: groups of pictures that are nearly the same; each has at least two different ones.
    """

    data: DataSet
    unreadable: Mapping[str, str]
    same: tuple[Group, ...]
    alike: tuple[Group, ...]


def check(data: DataSet, control: Control) -> Report:
    """Read every picture and compare it with all others. A second look at the same files is quick.

    Args:
        data: any.
        control: progress and cancellation; what was read until then is remembered.
    Returns:
        What was found; nothing is changed.
    Raises:
        Cancelled: the caller asked to stop.
    """
    paths = sorted(example.path for part in PARTS for example in data.part(part))  # whatever the split
    cache = FingerprintCache(data.folder)
    looks, reasons = _look(data.folder, paths, cache, control)
    unreadable = {path: reason for path, reason in zip(paths, reasons, strict=True) if reason}
    same = paths_of(same_pictures(looks), paths)
    alike = cache.find_groups(looks)
    if alike is None:
        alike = alike_pictures(looks, control)
        cache.keep_groups(looks, alike)
    return Report(data, unreadable, same, paths_of(alike, paths))


def _look(
    folder: Path, paths: Sequence[str], cache: FingerprintCache, control: Control
) -> tuple[np.ndarray, list[str]]:
    """Give each picture's fingerprint, and why it cannot be read."""
    looks = np.zeros(len(paths), LOOK)
    reasons = [""] * len(paths)
    workers = available_cores()  # more would only wait for Python's lock, and a window with them

    def read(places: Sequence[int]) -> list[tuple[np.void, str]]:
        return [look_at(folder / paths[place]) for place in places]

    try:
        with ThreadPoolExecutor(workers) as pool:
            for start in range(0, len(paths), _TOGETHER):
                control.check()
                end = min(start + _TOGETHER, len(paths))
                stamps = {place: FileStamp.of(folder / paths[place]) for place in range(start, end)}
                found = {place: cache.find(paths[place], stamp) for place, stamp in stamps.items()}
                new = [place for place, known in found.items() if known is None]
                shares = [new[at : at + _SHARE] for at in range(0, len(new), _SHARE)]
                for share, read_ones in zip(shares, pool.map(read, shares), strict=True):
                    for place, one in zip(share, read_ones, strict=True):
                        found[place] = one
                        cache.keep(paths[place], stamps[place], *one)
                for place, known in found.items():
                    assert known is not None
                    looks[place], reasons[place] = known
                control.report(Progress(end, len(paths), "Reading pictures"))
    finally:
        cache.write(paths)
    return looks, reasons
