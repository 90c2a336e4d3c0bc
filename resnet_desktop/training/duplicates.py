"""Which pictures are the same, and which are nearly the same: found by comparing every fingerprint with every other."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from resnet_desktop.classification.pipeline import available_cores
from resnet_desktop.jobs import Control, Progress

MOST_BITS = 10
"""Pictures whose hashes differ in more of their 64 bits than this are not looked at any closer."""

MOST_DIFFERENCE = 0.3
"""How far small pictures may differ, as part of the lower of their contrasts: two calm skies are close, but no copies.

Both numbers were set by looking at CIFAR-10's pairs: there 400 lie within them, all of one scene; beyond 0.35 and
12 bits the first pairs appear that only resemble each other.
"""

_LEAST_DIFFERENCE = 1.0  # of 255: flat pictures have no contrast to compare with
_ROWS, _COLUMNS = 64, 16384  # a block of comparisons fits into a core's cache
_TOGETHER = 16384  # pairs whose small pictures are compared at once


def same_pictures(looks: np.ndarray) -> list[list[int]]:
    """Group pictures with equal pixels.

    Args:
        looks: (n,) `LOOK`.
    Returns:
        Groups of two or more places, each in ascending order.
    """
    readable = np.flatnonzero(looks["is_readable"])
    return _groups(readable, looks["pixels"][readable])


def alike_pictures(looks: np.ndarray, control: Control) -> list[list[int]]:
    """Group pictures that are nearly the same: saved anew, resized, a little brighter, cropped by a hair.

    A picture belongs to a group when it is like one of it. Groups hold equal pictures too, beside one that differs.

    Args:
        looks: (n,) `LOOK`.
        control: progress and cancellation.
    Returns:
        Groups of two or more places, each in ascending order.
    Raises:
        Cancelled: the caller asked to stop.
    """
    readable = np.flatnonzero(looks["is_readable"])
    _, first, number = np.unique(looks["pixels"][readable], return_index=True, return_inverse=True)
    different = looks[readable[first]]  # one of each group of equals
    union = _Union(len(different))
    for left, right in _near_pairs(different, control):
        union.join(left, right)
    roots = np.array([union.root(place) for place in range(len(different))], np.int64)
    several = np.bincount(roots, minlength=len(different))[roots] > 1
    of_picture = np.where(several, roots, -1)[number]
    return _groups(readable[of_picture >= 0], of_picture[of_picture >= 0])


def _near_pairs(looks: np.ndarray, control: Control) -> Iterator[tuple[int, int]]:
    """Every pair whose hashes and small pictures are close."""
    hashes = np.ascontiguousarray(looks["hash"])
    small = _SmallPictures(looks["small"])

    def compare(start: int) -> np.ndarray:
        found = [small.close_ones(pairs) for pairs in _close_hashes(hashes, start)]
        return np.concatenate(found)

    starts = range(0, len(hashes), _ROWS)
    workers = available_cores()
    with ThreadPoolExecutor(workers) as pool:
        for begin in range(0, len(starts), 4 * workers):
            control.check()
            control.report(Progress(starts[begin], len(hashes), "Comparing pictures"))
            for pairs in pool.map(compare, starts[begin : begin + 4 * workers]):
                yield from pairs.tolist()


def _close_hashes(hashes: np.ndarray, start: int) -> Iterator[np.ndarray]:
    """Pairs (left, right) with left in the rows from ``start``, left < right, and few differing bits."""
    rows = hashes[start : start + _ROWS, None]
    for column in range(start, len(hashes), _COLUMNS):
        bits = np.bitwise_count(rows ^ hashes[None, column : column + _COLUMNS])
        left, right = np.nonzero(bits <= MOST_BITS)
        pairs = np.stack([left + start, right + column], axis=1)
        yield pairs[pairs[:, 0] < pairs[:, 1]]


class _SmallPictures:
    """Pictures at 8x8 and at 2x2, and how far a pair may differ.

    Args:
        pixels: (n, 8, 8, 3) uint8, RGB.
    """

    def __init__(self, pixels: np.ndarray) -> None:
        fine = pixels.astype(np.float32)
        contrast = np.sqrt(fine.var(axis=(1, 2)).mean(axis=1))
        self._most = np.maximum(MOST_DIFFERENCE * contrast, _LEAST_DIFFERENCE).astype(np.float32)  # (n,)
        self._fine = fine.reshape(len(fine), 192)
        self._coarse = fine.reshape(len(fine), 2, 4, 2, 4, 3).mean(axis=(2, 4)).reshape(len(fine), 12)

    def close_ones(self, pairs: np.ndarray) -> np.ndarray:
        """Keep the pairs that differ little; those that differ at 2x2 already are not looked at any closer.

        Args:
            pairs: (m, 2) places.
        """
        return self._keep(self._keep(pairs, self._coarse), self._fine)

    def _keep(self, pairs: np.ndarray, values: np.ndarray) -> np.ndarray:
        kept = []
        for begin in range(0, len(pairs), _TOGETHER):
            left, right = pairs[begin : begin + _TOGETHER].T
            difference = values[left] - values[right]
            square = np.einsum("ij,ij->i", difference, difference) / values.shape[1]
            most = np.minimum(self._most[left], self._most[right])
            kept.append(pairs[begin : begin + _TOGETHER][square <= most * most])
        return np.concatenate(kept) if kept else pairs


def _groups(places: np.ndarray, keys: np.ndarray) -> list[list[int]]:
    """Bring places with equal keys together; single ones are left out."""
    if not len(places):
        return []
    order = np.lexsort((places, keys))
    places, keys = places[order], keys[order]
    is_next_equal = keys[1:] == keys[:-1]
    is_grouped = np.append(is_next_equal, False) | np.append(False, is_next_equal)
    places, keys = places[is_grouped], keys[is_grouped]
    bounds = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    return sorted(group.tolist() for group in np.split(places, bounds) if len(group))


class _Union:
    """Things that belong together, told pair by pair."""

    def __init__(self, number: int) -> None:
        self._parents = list(range(number))

    def root(self, place: int) -> int:
        while (parent := self._parents[place]) != place:
            self._parents[place] = self._parents[parent]
            place = parent
        return place

    def join(self, left: int, right: int) -> None:
        self._parents[max(self.root(left), self.root(right))] = min(self.root(left), self.root(right))


def paths_of(groups: Iterable[Iterable[int]], paths: list[str]) -> tuple[tuple[str, ...], ...]:
    """Write groups of places as groups of paths."""
    return tuple(tuple(paths[place] for place in group) for group in groups)
