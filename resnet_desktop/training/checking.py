"""A look at a data set before it is trained on: what cannot be read, what is there twice or nearly so."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from resnet_desktop.classification.sessions.identity import FileStamp
from resnet_desktop.jobs import Control, Progress
from resnet_desktop.training.dataset import PARTS, DataSet
from resnet_desktop.training.duplicates import alike_pictures, paths_of, same_pictures
from resnet_desktop.training.fingerprint_cache import FingerprintCache
from resnet_desktop.training.fingerprints import LOOK, look_at

_TOGETHER = 256

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

    def look(path: str) -> tuple[np.void, str]:
        stamp = FileStamp.of(folder / path)
        known = cache.find(path, stamp)
        if known is None:
            known = look_at(folder / path)
            cache.keep(path, stamp, *known)
        return known

    try:
        with ThreadPoolExecutor() as pool:
            for start in range(0, len(paths), _TOGETHER):
                control.check()
                for place, found in enumerate(pool.map(look, paths[start : start + _TOGETHER]), start):
                    looks[place], reasons[place] = found
                control.report(Progress(min(start + _TOGETHER, len(paths)), len(paths), "Reading pictures"))
    finally:
        cache.write(dict.fromkeys(paths))
    return looks, reasons
